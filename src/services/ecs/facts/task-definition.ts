import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
const family = /^[\w-]{1,255}$/;
const revision = /^[\w-]{1,255}:[1-9]\d*$/;

/** `family:revision`. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
const taskDefinitionArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'ecs', region, account, resource: `task-definition/${name}` });

/** The `family:revision` in an ARN; `undefined`: it is of something else, or names no revision. */
export const revisionIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const name = resource.startsWith('task-definition/') ? resource.slice('task-definition/'.length) : '';
  return service === 'ecs' && revision.test(name) ? name : undefined;
};

/**
 * What ECS is asked for: the ARN of a revision, or a family, of which it answers the latest that is active. `undefined`: it
 * is none of this place, or no task definition.
 */
export const taskDefinitionIn = (text: string, place: Location): string | undefined => {
  if (family.test(text)) return text;
  if (revision.test(text)) return taskDefinitionArn(place, text);
  const name = revisionIn(text);
  return name !== undefined && taskDefinitionArn(place, name) === text ? text : undefined;
};

export const familyOf = (arn: string): string => revisionIn(arn)?.split(':')[0] ?? '';
