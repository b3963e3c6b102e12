import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** A name begins with a slash, or has none in it. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const name = /^(?:\/[\w.-]+)+$|^[\w.-]+$/;

/** An ARN has one slash before the name, its own or another. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html */
export const parameterArn = ({ partition, region, account }: Location, parameter: string): string =>
  `arn:${partition}:ssm:${region}:${account}:parameter${parameter.startsWith('/') ? '' : '/'}${parameter}`;

/** The name in an ARN of a parameter: with its slash where it has more of them. `undefined`: the ARN is of something else. */
export const parameterNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const rest = service === 'ssm' ? /^parameter(\/.+)$/.exec(resource)?.[1] : undefined;
  if (rest === undefined || !name.test(rest)) return undefined;
  return rest.lastIndexOf('/') === 0 ? rest.slice(1) : rest;
};

/** What Systems Manager is asked for; it would take versions and labels, and ARNs of others as well. */
export const parameterNamed = (text: string): string | undefined =>
  parameterNameIn(text) ?? (name.test(text) ? text : undefined);
