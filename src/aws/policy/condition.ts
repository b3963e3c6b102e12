import type { Statement } from './document.ts';

/**
 * What a statement's conditions say about how a request travels. Everything else about the request is unknown here,
 * so answers have three values; `undefined` is "that depends".
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

/** How a request travels. Over plain HTTP there is no TLS version, and the key `s3:TlsVersion` is absent. */
export type Transport = { readonly secure: false } | { readonly secure: true; readonly tls: number };
export const plainHttp: Transport = { secure: false };
/** What this project's own calls travel by, at the least. */
export const https: Transport = { secure: true, tls: 1.2 };
/**
 * Every HTTPS that S3 takes: a Deny that hits all of it lets no HTTPS through, one of an old version does.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
 */
export const anyHttps: readonly Transport[] = [https, { secure: true, tls: 1.3 }];
/** Every version that S3 tells apart. */
const tlsVersions = [1, 1.1, 1.2, 1.3];

/** One test of a statement: all of them must hold; of its values one suffices (none may, when negated). */
export interface Clause {
  /** Without its set prefix and its `IfExists`, spelled as AWS does: IAM does not tell names apart by case. */
  readonly operator: string;
  /** Holds where the request has no such key, by `IfExists` or by `ForAllValues`. */
  readonly ifExists: boolean;
  /** Lower-cased. */
  readonly key: string;
  readonly values: readonly string[];
}

const numeric = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const spellings: ReadonlyMap<string, string> = new Map(
  [
    'Bool',
    'Null',
    'BinaryEquals',
    'IpAddress',
    'NotIpAddress',
    ...['Equals', 'EqualsIgnoreCase', 'Like'].flatMap((test) => [`String${test}`, `StringNot${test}`]),
    ...['Equals', 'Like'].flatMap((test) => [`Arn${test}`, `ArnNot${test}`]),
    ...['Numeric', 'Date'].flatMap((kind) => [...numeric, 'NotEquals'].map((test) => `${kind}${test}`)),
  ].map((name) => [name.toLowerCase(), name]),
);

/** An operator's parts, each spelled as AWS does; one that AWS does not have stays as it is written. */
export const operatorOf = (written: string) => {
  const [, set = '', name = written, ifExists = ''] =
    /^((?:ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(written) ?? [];
  const forAll = /^forall/i.test(set);
  return {
    prefix: set && (forAll ? 'ForAllValues:' : 'ForAnyValue:'),
    operator: spellings.get(name.toLowerCase()) ?? name,
    suffix: ifExists && 'IfExists',
  };
};

const readClauses = ({ Condition = {} }: Statement): readonly Clause[] =>
  Object.entries(Condition).flatMap(([written, keys]) => {
    const { prefix, operator, suffix } = operatorOf(written);
    const shared = { operator, ifExists: suffix !== '' || prefix === 'ForAllValues:' };
    const clauses = Object.entries(keys).map(([key, values]) => ({
      ...shared,
      key: key.toLowerCase(),
      values: [values].flat().map(String),
    }));
    // An operator without keys has no documented meaning: a clause that nothing here understands.
    return clauses.length > 0 ? clauses : [{ ...shared, key: '', values: [] }];
  });

/** A statement never changes, and one look asks ten times what its conditions say. */
const known = new WeakMap<Statement, readonly Clause[]>();

export const clausesOf = (statement: Statement): readonly Clause[] => {
  const clauses = known.get(statement) ?? readClauses(statement);
  known.set(statement, clauses);
  return clauses;
};

const isAboutTransport = ({ key }: Clause): boolean => key === 'aws:securetransport';
const isAboutTls = ({ key }: Clause): boolean => key === 's3:tlsversion';
/** Whether the clause asks how a request travels. */
export const isAboutTravel = (clause: Clause): boolean => isAboutTransport(clause) || isAboutTls(clause);

/** Of several values one suffices; one that says nothing known leaves it open. */
const some = (answers: readonly (boolean | undefined)[]): boolean | undefined => {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
};

const all = (answers: readonly (boolean | undefined)[]): boolean | undefined => {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};

const truthOf = (value: string): boolean | undefined => {
  const word = value.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : undefined;
};

/** Whether one of the values is the truth that is given; a value that is none leaves it open. */
const isOneOf = (values: readonly string[], truth: boolean): boolean | undefined =>
  some(values.map(truthOf).map((value) => (value === undefined ? undefined : value === truth)));

const stringOperators = /^String(Not)?(?:Equals|EqualsIgnoreCase|Like)$/;

/** `aws:SecureTransport` is in the context of every request, so `IfExists` and set prefixes change nothing. */
const transportHolds = ({ operator, values }: Clause, secure: boolean): boolean | undefined => {
  // `Null: "true"` holds where the key is absent.
  if (operator === 'Null') return isOneOf(values, false);
  if (operator === 'Bool') return isOneOf(values, secure);
  const found = stringOperators.exec(operator);
  if (!found || values.some((value) => /[*?$]/.test(value))) return undefined;
  const named = values.some((value) => value.toLowerCase() === String(secure));
  return found[1] === undefined ? named : !named;
};

type Comparison = (given: number, wanted: number) => boolean;
const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['NumericEquals', (given, wanted) => given === wanted],
  ['NumericLessThan', (given, wanted) => given < wanted],
  ['NumericLessThanEquals', (given, wanted) => given <= wanted],
  ['NumericGreaterThan', (given, wanted) => given > wanted],
  ['NumericGreaterThanEquals', (given, wanted) => given >= wanted],
]);

const tlsHolds = ({ operator, ifExists, values }: Clause, transport: Transport): boolean | undefined => {
  if (operator === 'Null') return transport.secure ? isOneOf(values, false) : undefined;
  const negated = operator === 'NumericNotEquals';
  const holds = comparisons.get(negated ? 'NumericEquals' : operator);
  if (!holds) return undefined;
  // Whether S3 leaves the key out for plain HTTP is not documented: only certain for what needs it to be there.
  if (!transport.secure) return ifExists || negated ? undefined : false;
  const wanted = values.map((value) => (value.trim() === '' ? Number.NaN : Number(value)));
  if (wanted.some(Number.isNaN)) return undefined;
  return wanted.some((limit) => holds(transport.tls, limit)) !== negated;
};

const clauseHolds = (clause: Clause, transport: Transport): boolean | undefined => {
  if (isAboutTransport(clause)) return transportHolds(clause, transport.secure);
  if (isAboutTls(clause)) return tlsHolds(clause, transport);
  return undefined;
};

/** Whether a statement's conditions hold for requests that travel so, whatever else they are. */
export const holdsOver = (statement: Statement, transport: Transport): boolean | undefined =>
  all(clausesOf(statement).map((clause) => clauseHolds(clause, transport)));

/** The same, of the tests of how a request travels alone. */
export const travelHoldsOver = (statement: Statement, transport: Transport): boolean | undefined =>
  all(
    clausesOf(statement)
      .filter(isAboutTravel)
      .map((clause) => clauseHolds(clause, transport)),
  );

/** String operators compare the same texts, but AWS documents these keys for their own operators only. */
const isDocumented = ({ operator }: Clause): boolean => /^(?:Bool$|Null$|Numeric)/.test(operator);

/** Certain to hold for every request that travels so. */
const holdsForAll = (clauses: readonly Clause[], transport: Transport): boolean =>
  clauses.every((clause) => isDocumented(clause) && clauseHolds(clause, transport) === true);

/** Certain to hold for every plain-HTTP request. */
export const holdsForAllPlainHttp = (statement: Statement): boolean =>
  holdsForAll(clausesOf(statement), plainHttp);

/** Certain to hold for every HTTPS request below a TLS version. */
export const holdsForAllTlsBelow = (statement: Statement, version: number): boolean => {
  const clauses = clausesOf(statement);
  return tlsVersions
    .filter((tls) => tls < version)
    .every((tls) => holdsForAll(clauses, { secure: true, tls }));
};

/** Nothing is asked but `aws:SecureTransport`, by the operators that AWS's own examples have. */
export const asksPlainly = (statement: Statement): boolean =>
  Object.keys(statement.Condition ?? {}).every((operator) => /^Bool(?:IfExists)?$/.test(operator)) &&
  clausesOf(statement).every(isAboutTransport);
