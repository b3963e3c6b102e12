import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** Without an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const apiArn = ({ partition, region }: Location, id: string): string =>
  `arn:${partition}:apigateway:${region}::/apis/${id}`;

/** As API Gateway makes them: `a1b2c3d4e5`. */
export const isApiId = (text: string): boolean => /^[a-z\d]{1,32}$/.test(text);

/** The id in an ARN of an API; `undefined`: the ARN is of something else. */
export const apiIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = service === 'apigateway' ? /^\/apis\/([^/]+)$/.exec(resource)?.[1] : undefined;
  return id !== undefined && isApiId(id) ? id : undefined;
};
