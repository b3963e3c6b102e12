import { statementsOf, strings } from './s3-policy.ts';

/** What a stored bucket policy means for one call of ours, and for the public: only as far as the sandbox needs. */
type Json = Readonly<Record<string, unknown>>;

interface Call {
  readonly caller: string;
  /** As IAM names it: `s3:GetBucketPolicy`. */
  readonly action: string;
  readonly resource: string;
}

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const matches = (pattern: string, text: string): boolean => {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);
};

/** `assumed-role/name/session` is also the role itself, and everybody is also their account. */
const namesOf = (caller: string): readonly string[] => {
  const [, partition = '', , , account = '', resource = ''] = caller.split(':');
  const role = /^assumed-role\/([^/]+)\//.exec(resource)?.[1];
  return [
    caller,
    account,
    `arn:${partition}:iam::${account}:root`,
    ...(role === undefined ? [] : [`arn:${partition}:iam::${account}:role/${role}`]),
  ];
};

const includes = (principal: unknown, caller: string): boolean => {
  if (principal === '*') return true;
  const named = new Set(
    entries(principal).flatMap(([kind, names]) => (kind === 'AWS' ? strings(names) : [])),
  );
  return named.has('*') || namesOf(caller).some((name) => named.has(name));
};

/** The SDK speaks HTTPS with TLS 1.3; a condition that the sandbox does not know never holds. */
const holds = (operator: string, key: string, value: unknown, { caller }: Call): boolean => {
  const wanted = strings(value);
  const name = key.toLowerCase();
  if (operator === 'Bool' && name === 'aws:securetransport') return wanted.includes('true');
  if (operator === 'NumericLessThan' && name === 's3:tlsversion')
    return wanted.some((tls) => Number(tls) > 1.3);
  if (name === 'aws:principalarn') {
    const same = wanted.some((pattern) => namesOf(caller).some((own) => matches(pattern, own)));
    return operator.includes('Not') ? !same : same;
  }
  return false;
};

const applies = (statement: Json, call: Call): boolean => {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const who =
    Principal === undefined ? !includes(NotPrincipal, call.caller) : includes(Principal, call.caller);
  const what =
    Action === undefined
      ? !strings(NotAction).some((pattern) => matches(pattern, call.action))
      : strings(Action).some((pattern) => matches(pattern, call.action));
  const where =
    Resource === undefined
      ? !strings(NotResource).some((pattern) => matches(pattern, call.resource))
      : strings(Resource).some((pattern) => matches(pattern, call.resource));
  const when = entries(Condition).every(([operator, tests]) =>
    entries(tests).every(([key, value]) => holds(operator, key, value, call)),
  );
  return who && what && where && when;
};

/** Whether an explicit Deny hits the call: it beats every Allow. */
export const denied = (policy: string | undefined, call: Call): boolean =>
  statementsOf(policy).some((statement) => statement['Effect'] === 'Deny' && applies(statement, call));

const narrowing = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

/**
 * Whether S3 calls the policy public. A Deny never makes it so.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = (policy: string | undefined): boolean =>
  statementsOf(policy).some(({ Effect, Principal, NotPrincipal, Condition }) => {
    if (Effect !== 'Allow') return false;
    const everyone =
      Principal === '*' ||
      NotPrincipal !== undefined ||
      entries(Principal).some(([kind, names]) => kind === 'AWS' && strings(names).includes('*'));
    const narrowed = entries(Condition).some(([, tests]) =>
      entries(tests).some(
        ([key, value]) =>
          narrowing.has(key.toLowerCase()) && !strings(value).some((text) => /[*?]/.test(text)),
      ),
    );
    return everyone && !narrowed;
  });
