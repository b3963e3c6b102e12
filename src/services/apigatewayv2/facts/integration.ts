import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';
import { apiArn, isApiId } from './api.ts';

/** An integration's id is unique within its API. */
export interface IntegrationName {
  readonly ApiId: string;
  readonly IntegrationId: string;
}

/** Without an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const integrationArn = (place: Location, { ApiId, IntegrationId }: IntegrationName): string =>
  `${apiArn(place, ApiId)}/integrations/${IntegrationId}`;

/** As CloudFormation joins the two of its primary identifier. */
export const integrationId = ({ ApiId, IntegrationId }: IntegrationName): string =>
  `${ApiId}|${IntegrationId}`;

/** From an ARN, from CloudFormation's identifier, or from what people type: `a1b2c3d4e5/f6g7h8i`. `undefined`: something else. */
export const integrationIn = (text: string): IntegrationName | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const [, ApiId = '', IntegrationId = ''] =
    (service === 'apigateway'
      ? /^\/apis\/([^/]+)\/integrations\/([^/]+)$/.exec(resource)
      : /^([^/|]+)[/|]([^/|]+)$/.exec(text)) ?? [];
  return isApiId(ApiId) && isApiId(IntegrationId) ? { ApiId, IntegrationId } : undefined;
};
