import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
const name = /^[A-Za-z0-9][\w-]{1,254}$/;

/** ARNs of projects: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodebuild.html */
export const projectArn = ({ partition, region, account }: Location, project: string): string =>
  `arn:${partition}:codebuild:${region}:${account}:project/${project}`;

/** The name in an ARN of a project; `undefined`: the ARN is of something else. */
export const projectNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const found = service === 'codebuild' ? /^project\/(.+)$/.exec(resource)?.[1] : undefined;
  return found !== undefined && name.test(found) ? found : undefined;
};

/** What CodeBuild is asked for, which would take shared projects of other accounts as well. */
export const projectNamed = (text: string): string | undefined =>
  projectNameIn(text) ?? (name.test(text) ? text : undefined);
