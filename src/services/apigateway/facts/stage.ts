import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';
import { isRestApiId, restApiArn } from './rest-api.ts';

/** A stage has no id of its own: its name is unique within its API. */
export interface StageName {
  readonly restApiId: string;
  readonly stageName: string;
}

/** Without an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const stageArn = (place: Location, { restApiId, stageName }: StageName): string =>
  `${restApiArn(place, restApiId)}/stages/${stageName}`;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html */
const isStageName = (text: string): boolean => /^[\w-]{1,128}$/.test(text);

/** From a stage's ARN, or from what people type: `a1b2c3d4e5/live`. `undefined`: it is something else. */
export const stageIn = (text: string): StageName | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const path = service === 'apigateway' ? /^\/restapis\/([^/]+)\/stages\/([^/]+)$/ : /^([^/]+)\/([^/]+)$/;
  const [, restApiId = '', stageName = ''] = path.exec(service === 'apigateway' ? resource : text) ?? [];
  return isRestApiId(restApiId) && isStageName(stageName) ? { restApiId, stageName } : undefined;
};
