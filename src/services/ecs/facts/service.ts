import { isArnIn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** What an ARN of a service names. ARNs of before 2018 do not name the cluster. */
export interface Named {
  readonly cluster?: string;
  readonly name: string;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids */
export const serviceNamed = (arn: string): Named | undefined => {
  const { service, resource = '' } = parseArn(arn) ?? {};
  const [, cluster, name = ''] = /^service\/(?:([\w-]{1,255})\/)?([\w-]{1,255})$/.exec(resource) ?? [];
  if (service !== 'ecs' || name === '') return undefined;
  return cluster === undefined ? { name } : { cluster, name };
};

/** The ARN of the service that is meant: a name alone may be in each cluster. `undefined`: it is none of this place. */
export const serviceIn = (text: string, place: Location): string | undefined =>
  serviceNamed(text) !== undefined && isArnIn(text, place) ? text : undefined;
