/**
 * What S3 answers to one request under one bucket policy: a second, deliberately plain reading of the IAM grammar.
 * Shares nothing with `src/aws`, so that the two can contradict each other.
 */

export interface Request {
  /** `anonymous`, an account's principal ARN, or a service name with its dots. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Keys lower-cased, one value each. */
  readonly context: Readonly<Record<string, string>>;
}

export type Answer = 'deny' | 'allow' | 'silent';

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const strings = (value: unknown): readonly string[] =>
  value === undefined
    ? []
    : [value].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));

/** `*` and `?` by a regular expression; the patterns here are short. */
const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);

const names = (principals: unknown, who: string): boolean => {
  if (principals === '*') return true;
  const { AWS, Service } = object(principals);
  const account = /::(\d{12}):/.exec(who)?.[1];
  return (
    strings(AWS).some(
      (name) =>
        name === '*' ||
        name === who ||
        (account !== undefined && [account, `arn:aws:iam::${account}:root`].includes(name)),
    ) || strings(Service).includes(who)
  );
};

const tests: Readonly<Record<string, (given: string, wanted: string) => boolean>> = {
  bool: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  stringequals: (given, wanted) => given === wanted,
  stringequalsignorecase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  stringlike: (given, wanted) => like(wanted, given),
  numericlessthan: (given, wanted) => Number(given) < Number(wanted),
  numericlessthanequals: (given, wanted) => Number(given) <= Number(wanted),
  numericgreaterthan: (given, wanted) => Number(given) > Number(wanted),
};

const holds = (
  written: string,
  key: string,
  values: readonly string[],
  context: Request['context'],
): boolean => {
  const given = context[key.toLowerCase()];
  const operator = written.toLowerCase();
  if (operator === 'null')
    return values.some((value) => (given === undefined) === (value.toLowerCase() === 'true'));
  const [, prefix, negated, base = '', ifExists] =
    /^(for\w+:)?(stringnot)?(.*?)(ifexists)?$/.exec(operator) ?? [];
  const test = tests[negated ? `string${base}` : base];
  if (!test) throw new Error(`the evaluator does not know ${written}`);
  if (given === undefined)
    return ifExists !== undefined || prefix === 'forallvalues:' || negated !== undefined;
  const one = values.some((wanted) => test(given, wanted));
  return negated ? !one : one;
};

const applies = (statement: Readonly<Record<string, unknown>>, request: Request): boolean => {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const action = request.action.toLowerCase();
  const isOneOf = (patterns: unknown): boolean =>
    strings(patterns).some((each) => like(each.toLowerCase(), action));
  const isAt = (patterns: unknown): boolean => strings(patterns).some((each) => like(each, request.resource));
  return (
    (NotPrincipal === undefined
      ? names(Principal, request.principal)
      : !names(NotPrincipal, request.principal)) &&
    (NotAction === undefined ? isOneOf(Action) : !isOneOf(NotAction)) &&
    (NotResource === undefined ? isAt(Resource) : !isAt(NotResource)) &&
    Object.entries(object(Condition)).every(([operator, keys]) =>
      Object.entries(object(keys)).every(([key, values]) =>
        holds(operator, key, strings(values), request.context),
      ),
    )
  );
};

/** An explicit deny wins over every allow. */
export const evaluate = (policy: string | null, request: Request): Answer => {
  const { Statement } = object(policy === null ? {} : JSON.parse(policy));
  const applying = (Array.isArray(Statement) ? Statement : [Statement])
    .map(object)
    .filter(({ Effect }) => Effect !== undefined)
    .filter((statement) => applies(statement, request));
  const effects = new Set(applying.map(({ Effect }) => Effect));
  if (effects.has('Deny')) return 'deny';
  return effects.has('Allow') ? 'allow' : 'silent';
};
