/**
 * Endpoints that stand in for AWS's own, by the variable that names each: an emulator, or a VPC endpoint.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const ownEndpoints = (
  env: Readonly<Record<string, string | undefined>>,
): readonly (readonly [variable: string, url: string])[] =>
  Object.entries(env).flatMap(([key, url]) =>
    key.startsWith('AWS_ENDPOINT_URL') && url ? [[key, url]] : [],
  );
