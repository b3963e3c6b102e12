import { policyRefusal, statementsIn, storedPolicy, strings } from '../../../sandbox/kit/policy.ts';
import { refuse, type Refusal } from '../../../sandbox/world.ts';

/** What EFS takes as a file system policy, and what it makes of it. */

const page = 'https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html';

const invalid = (message = ''): Refusal => refuse('InvalidPolicyException', 400, message, page);

/** The check against lock-outs: nobody could put another policy. */
const locksOut = (text: string): boolean =>
  statementsIn(text).some(
    ({ Effect, Action, Condition }) =>
      Effect === 'Deny' &&
      Condition === undefined &&
      strings(Action).some((action) =>
        ['*', 'elasticfilesystem:*', 'elasticfilesystem:putfilesystempolicy'].includes(action.toLowerCase()),
      ),
  );

/** A statement that names nothing is about the file system, and comes back with its ARN. */
const naming = (text: string, Resource: string): string => {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return text;
  const Statement = statementsIn(text).map((one) =>
    'Resource' in one || 'NotResource' in one ? one : { ...one, Resource },
  );
  return JSON.stringify({ ...parsed, Statement });
};

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

/** What the file system has once this text was put. */
export const putFileSystemPolicy = (
  text: string,
  arn: string,
  partition: string,
): { readonly policy: string } | Refusal => {
  const whole = isJson(text) ? naming(text, arn) : text;
  const refusal = policyRefusal(whole, {
    partition,
    largest: 20_000,
    isAction: (action) => action === '*' || /^elasticfilesystem:[\w*?]+$/i.test(action),
    isResource: (resource) => resource === arn || resource === '*',
    conditionKeys: ['elasticfilesystem'],
    malformed: invalid,
  });
  if (refusal) return refusal;
  return locksOut(whole)
    ? invalid('This policy contains invalid Json: it would lock you out of the file system policy.')
    : { policy: storedPolicy(whole, partition) };
};
