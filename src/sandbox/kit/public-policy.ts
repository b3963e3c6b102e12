import { statementsIn, strings } from './policy.ts';

/** Whether a policy counts as public: it does until every Allow is held to fixed values; a Deny never counts. */

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

type Fixes = (value: string) => boolean;

export const isFixed: Fixes = (value) => !/[*?]|\$\{/.test(value);
/** Nothing broader than /8, in IPv6 than /32. */
const isNarrow: Fixes = (value) => {
  const [address = '', bits] = value.split('/');
  if (!isFixed(value)) return false;
  return bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8);
};

/** Keys of every service. */
const common: readonly (readonly [string, Fixes])[] = [
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
  ].map((key) => [key, isFixed] as const),
  ['aws:sourceip', isNarrow],
];

/** Tests that nobody passes who does not send the key with such a value. */
const demanding = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/i;

const isHeld = (condition: unknown, fixing: ReadonlyMap<string, Fixes>): boolean =>
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

/** `own`: keys of the service, in small letters, and which of their values hold an Allow to somebody. */
export const publicBy = (own: readonly (readonly [string, Fixes])[]) => {
  const fixing = new Map([...common, ...own]);
  return (policy: string | undefined): boolean =>
    statementsIn(policy).some(
      ({ Effect, Principal, NotPrincipal, Condition }) =>
        Effect === 'Allow' &&
        (NotPrincipal !== undefined || isAnybody(Principal)) &&
        !isHeld(Condition, fixing),
    );
};
