import { statementsIn, strings } from '../../../sandbox/kit/policy.ts';

/**
 * Whether S3 calls a policy public. It assumes so, until every Allow is held to fixed values; a Deny never counts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const isFixed = (value: string): boolean => !/[*?]|\$\{/.test(value);
/** Nothing broader than /8, in IPv6 than /32. */
const isNarrow = (value: string): boolean => {
  const [address = '', bits] = value.split('/');
  if (!isFixed(value)) return false;
  return bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8);
};
/** Access points may be named by a pattern as long as their account is fixed. */
const hasAccount = (value: string): boolean => /^\d{12}$/.test(value.split(':')[4] ?? '');

const fixing: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ...[
    'aws:principalaccount',
    'aws:principalarn',
    'aws:principalorgid',
    'aws:principalorgpaths',
    'aws:sourceaccount',
    'aws:sourcearn',
    'aws:sourceorgid',
    'aws:sourceorgpaths',
    'aws:sourceowner',
    'aws:sourcevpc',
    'aws:sourcevpce',
    'aws:userid',
    's3:dataaccesspointaccount',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => [key, isFixed] as const),
  ['aws:sourceip', isNarrow],
  ['s3:dataaccesspointarn', hasAccount],
]);

/** Tests that nobody passes who does not send the key with such a value. */
const demanding = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/i;

const isHeld = (condition: unknown): boolean =>
  entries(condition).some(
    ([operator, tests]) =>
      demanding.test(operator) &&
      entries(tests).some(([key, value]) => {
        const fixes = fixing.get(key.toLowerCase());
        return fixes !== undefined && strings(value).every(fixes);
      }),
  );

/** Everybody, or everybody whom a web identity provider knows. */
const isAnybody = (principal: unknown): boolean =>
  principal === '*' ||
  entries(principal).some(
    ([kind, names]) =>
      (kind === 'AWS' && strings(names).includes('*')) ||
      (kind === 'Federated' && strings(names).some((name) => !name.startsWith('arn:'))),
  );

export const isPublic = (policy: string | undefined): boolean =>
  statementsIn(policy).some(
    ({ Effect, Principal, NotPrincipal, Condition }) =>
      Effect === 'Allow' && (NotPrincipal !== undefined || isAnybody(Principal)) && !isHeld(Condition),
  );
