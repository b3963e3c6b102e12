import { statementsIn, strings } from '../../../sandbox/kit/policy.ts';

/** What a stored bucket policy means for one call of ours: only as far as the sandbox needs. */
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

const comparing: ReadonlyMap<string, (given: number, wanted: number) => boolean> = new Map<
  string,
  (given: number, wanted: number) => boolean
>([
  ['numericequals', (given, wanted) => given === wanted],
  ['numericlessthan', (given, wanted) => given < wanted],
  ['numericlessthanequals', (given, wanted) => given <= wanted],
  ['numericgreaterthan', (given, wanted) => given > wanted],
  ['numericgreaterthanequals', (given, wanted) => given >= wanted],
]);

/** What the SDK sends: HTTPS with TLS 1.3. */
const sent: ReadonlyMap<string, string> = new Map([
  ['aws:securetransport', 'true'],
  ['s3:tlsversion', '1.3'],
]);

/** A condition that the sandbox does not know never holds. IAM does not tell operators and keys apart by case. */
const holds = (written: string, key: string, value: unknown, { caller }: Call): boolean => {
  const wanted = strings(value);
  const name = key.toLowerCase();
  const operator = written
    .toLowerCase()
    .replace(/^for(all|any)values?:/, '')
    .replace(/ifexists$/, '');
  const negated = /^(string|arn)not/.test(operator);
  if (name === 'aws:principalarn') {
    const same = wanted.some((pattern) => namesOf(caller).some((own) => matches(pattern, own)));
    return same !== negated;
  }
  const given = sent.get(name);
  if (given === undefined) return false;
  if (operator === 'null') return wanted.some((text) => text.toLowerCase() === 'false');
  if (operator === 'bool' || operator.startsWith('string'))
    return wanted.some((pattern) => matches(pattern, given)) !== negated;
  const compare = comparing.get(operator);
  return compare !== undefined && wanted.some((text) => compare(Number(given), Number(text)));
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
  statementsIn(policy).some((statement) => statement['Effect'] === 'Deny' && applies(statement, call));
