import { lists } from '../../../sandbox/kit/pages.ts';
import { putPolicy, statementsIn, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Secret } from './records.ts';

const api = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/';

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 20_480,
  isAction: (action) => action === '*' || /^secretsmanager:[\w*?]+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(`arn:${partition}:secretsmanager:`),
  conditionKeys: ['secretsmanager'],
  malformed: (message, about) =>
    // The length is checked before the policy is: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
    refuse(
      about === 'size' ? 'InvalidParameterException' : 'MalformedPolicyDocumentException',
      400,
      message,
      `${api}API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
    ),
});

interface ById {
  readonly SecretId: string;
}
const secrets = recordsOf<Secret, ById>({
  all: (world: World) => world.secretsmanager.Secrets,
  with: (world, Secrets) => ({ ...world, secretsmanager: { ...world.secretsmanager, Secrets } }),
  is: ({ Name, ARN, Region }, { SecretId }, { region }) =>
    Region === region && (Name === SecretId || ARN === SecretId),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      400,
      "Secrets Manager can't find the specified secret.",
      `${api}API_DescribeSecret.html#API_DescribeSecret_Errors`,
    ),
});

const notNow = (message: string): Refusal =>
  refuse(
    'InvalidRequestException',
    400,
    message,
    `${api}API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
  );
const deleted = ({ DeletedDate }: Secret): Refusal | undefined =>
  DeletedDate === undefined
    ? undefined
    : notNow("You can't perform this operation on the secret because it was marked for deletion.");
/** Why its policy is not changed here. */
const untouchable = (secret: Secret): Refusal | undefined => {
  const { OwningService, PrimaryRegion, Region } = secret;
  if (OwningService !== undefined) return notNow(`The secret is managed by ${OwningService}.`);
  if (PrimaryRegion !== undefined && PrimaryRegion !== Region)
    return notNow('Operation not permitted on a replica secret. Call must be made in primary secret region.');
  return deleted(secret);
};

/** Everybody, and no condition that says who. */
const isPublic = (text: string): boolean =>
  statementsIn(text).some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && Condition === undefined && JSON.stringify(Principal ?? '').includes('"*"'),
  );

interface Put extends ById {
  readonly ResourcePolicy: string;
  readonly BlockPublicPolicy?: boolean;
}

/** What the sandbox plays of it. */
export const secretsmanager: Operations = {
  // API_ListSecrets.html: without those that are scheduled for deletion, unless they are asked for.
  ListSecrets: lists({
    as: 'SecretList',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 100 },
    wrong: (message) =>
      refuse('InvalidNextTokenException', 400, message, `${api}API_ListSecrets.html#API_ListSecrets_Errors`),
    items: (world, _input: object, { region }) =>
      world.secretsmanager.Secrets.filter(
        ({ Region, DeletedDate }) => Region === region && DeletedDate === undefined,
      ).map(({ ARN, Name, Tags }) => ({ ARN, Name, Tags: tagList(Tags) })),
  }),
  // API_DescribeSecret.html: also while it waits for its deletion.
  DescribeSecret: secrets.reads(({ Region: _region, Policy: _policy, Tags, DeletedDate, ...rest }) => ({
    ...rest,
    Tags: tagList(Tags),
    ...(DeletedDate !== undefined && { DeletedDate: new Date(DeletedDate) }),
  })),
  // API_GetResourcePolicy.html
  GetResourcePolicy: secrets.reads((secret) => {
    const { ARN, Name, Policy } = secret;
    return deleted(secret) ?? { ARN, Name, ...(Policy !== undefined && { ResourcePolicy: Policy }) };
  }),
  // API_PutResourcePolicy.html
  PutResourcePolicy: secrets.changes(
    (secret, { ResourcePolicy: text, BlockPublicPolicy }: Put, _context, { partition }) => {
      const put =
        untouchable(secret) ??
        (text === '' ? rules(partition).malformed('', 'grammar') : putPolicy(text, rules(partition)));
      if ('refusal' in put) return put;
      if (BlockPublicPolicy && isPublic(text))
        return refuse(
          'PublicPolicyException',
          400,
          'The resource policy grants broad access to the secret.',
          `${api}API_PutResourcePolicy.html#API_PutResourcePolicy_Errors`,
        );
      const { policy } = put;
      return { item: { ...secret, ...(policy !== undefined && { Policy: policy }) } };
    },
  ),
  // API_DeleteResourcePolicy.html
  DeleteResourcePolicy: secrets.changes((secret) => {
    const { Policy: _gone, ...item } = secret;
    return untouchable(secret) ?? { item };
  }),
};
