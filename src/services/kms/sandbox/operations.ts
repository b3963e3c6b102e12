import { lists } from '../../../sandbox/kit/pages.ts';
import {
  policyRefusal,
  statementsIn,
  storedPolicy,
  strings,
  type PolicyRules,
} from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Key } from './records.ts';

const api = 'https://docs.aws.amazon.com/kms/latest/APIReference/';
const errors = `${api}API_PutKeyPolicy.html#API_PutKeyPolicy_Errors`;

const malformed = (message: string): Refusal =>
  refuse('MalformedPolicyDocumentException', 400, message, errors);

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 32_768,
  isAction: (action) => action === '*' || /^kms:[\w*?]+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(`arn:${partition}:kms:`),
  conditionKeys: ['kms'],
  malformed: (message, about) =>
    about === 'size' ? refuse('LimitExceededException', 400, message, errors) : malformed(message),
});

/**
 * Whether somebody of the account may put the next one; without it KMS takes none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
 */
const isManageable = (text: string, account: string): boolean =>
  statementsIn(text).some(
    ({ Effect, Principal, Action }) =>
      Effect === 'Allow' &&
      new RegExp(`"\\*"|\\b${account}\\b`).test(JSON.stringify(Principal ?? '')) &&
      strings(Action).some((action) => /^(\*|kms:\*|kms:Put\*|kms:PutKeyPolicy)$/i.test(action)),
  );

interface ById {
  readonly KeyId: string;
}
const keys = recordsOf<Key, ById>({
  all: (world: World) => world.kms.Keys,
  with: (world, Keys) => ({ ...world, kms: { ...world.kms, Keys } }),
  is: ({ Alias, Arn, KeyId, Region }, input, { region }) =>
    Region === region && [KeyId, Arn, Alias].includes(input.KeyId),
  missing: ({ KeyId }) =>
    refuse(
      'NotFoundException',
      400,
      `Key '${KeyId}' does not exist`,
      `${api}API_DescribeKey.html#API_DescribeKey_Errors`,
    ),
});

interface Put extends ById {
  readonly Policy: string;
  readonly BypassPolicyLockoutSafetyCheck?: boolean;
}
interface Tags extends ById {
  readonly Marker?: string;
}

/** What the sandbox plays of it. */
export const kms: Operations = {
  // API_ListKeys.html: those of AWS among them.
  ListKeys: lists({
    as: 'Keys',
    token: 'Marker',
    next: 'NextMarker',
    most: { as: 'Limit', largest: 1000 },
    wrong: (message) =>
      refuse('InvalidMarkerException', 400, message, `${api}API_ListKeys.html#API_ListKeys_Errors`),
    items: (world, _input: object, { region }) =>
      world.kms.Keys.filter(({ Region }) => Region === region).map(({ KeyId, Arn: KeyArn }) => ({
        KeyId,
        KeyArn,
      })),
  }),
  // API_DescribeKey.html
  DescribeKey: keys.reads(({ KeyId, Arn, KeyManager, KeyState, MultiRegion }) => {
    const [primary, ...replicas] = (MultiRegion ?? []).map((Region) => ({
      Arn: Arn.replace(/(:kms:)[^:]+/, `$1${Region}`),
      Region,
    }));
    const configuration = { PrimaryKey: primary, ReplicaKeys: replicas };
    return {
      KeyMetadata: {
        KeyId,
        Arn,
        KeyManager,
        KeyState,
        MultiRegion: MultiRegion !== undefined,
        ...(MultiRegion && { MultiRegionConfiguration: configuration }),
      },
    };
  }),
  // API_GetKeyPolicy.html
  GetKeyPolicy: keys.reads(({ Policy }) => ({ Policy, PolicyName: 'default' })),
  // API_PutKeyPolicy.html
  PutKeyPolicy: keys.changes(
    (key, { Policy: text, BypassPolicyLockoutSafetyCheck: isSure }: Put, _context, world) => {
      const { account, partition } = world;
      if (key.KeyManager === 'AWS')
        return refuse(
          'UnsupportedOperationException',
          400,
          'The policy of a key that AWS manages is AWS’s own.',
          errors,
        );
      if (['Creating', 'Updating'].includes(key.KeyState))
        return refuse(
          'KMSInvalidStateException',
          400,
          `${key.Arn} is ${key.KeyState.toLowerCase()}.`,
          errors,
        );
      const wrong = policyRefusal(text, rules(partition));
      if (wrong) return wrong;
      if (!isSure && !isManageable(text, account))
        return malformed('The new key policy will not allow you to update the key policy in the future.');
      return { item: { ...key, Policy: storedPolicy(text, partition) } };
    },
  ),
  // API_ListResourceTags.html: 50 tags at most, and as many in one answer.
  ListResourceTags: keys.reads(({ Tags: all }, _input: Tags) => ({
    Tags: tagList(all, { key: 'TagKey', value: 'TagValue' }),
    Truncated: false,
  })),
};
