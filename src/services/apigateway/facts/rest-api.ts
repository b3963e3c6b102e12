import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** Without an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const restApiArn = ({ partition, region }: Location, id: string): string =>
  `arn:${partition}:apigateway:${region}::/restapis/${id}`;

/** As API Gateway makes them: `a1b2c3d4e5`. */
export const isRestApiId = (text: string): boolean => /^[a-z\d]{1,32}$/.test(text);

/** The id in an ARN of a REST API; `undefined`: the ARN is of something else. */
export const restApiIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = service === 'apigateway' ? /^\/restapis\/([^/]+)$/.exec(resource)?.[1] : undefined;
  return id !== undefined && isRestApiId(id) ? id : undefined;
};
