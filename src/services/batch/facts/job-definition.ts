import { isArnIn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

export interface Revision {
  readonly name: string;
  readonly revision: number;
}

/** `name:revision` in an ARN. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html */
export const revisionIn = (arn: string): Revision | undefined => {
  const { service, resource = '' } = parseArn(arn) ?? {};
  const [, name, revision] = /^job-definition\/([A-Za-z0-9][\w-]{0,127}):([1-9]\d*)$/.exec(resource) ?? [];
  return service === 'batch' && name !== undefined ? { name, revision: Number(revision) } : undefined;
};

/** The ARN of the revision that is meant. `undefined`: it is none of this place, or names no revision. */
export const jobDefinitionIn = (text: string, place: Location): string | undefined =>
  revisionIn(text) !== undefined && isArnIn(text, place) ? text : undefined;
