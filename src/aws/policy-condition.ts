import type { Statement } from './policy-document.ts';

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
/** The best that a client can do. What refuses this refuses HTTPS, not an old version of it. */
export const bestHttps: Transport = { secure: true, tls: 1.3 };

/** One test of a statement: all of them must hold; of its values one suffices (none may, when negated). */
export interface Clause {
  /** Without its set prefix and its `IfExists`, spelled as AWS documents it. */
  readonly operator: string;
  /** `ForAllValues` holds for a key that is absent, too. */
  readonly set: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
  /** Lower-cased: IAM does not tell key names apart by case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** IAM reads operators in any case. One that is not here keeps its spelling, and nothing understands it. */
const documented: ReadonlyMap<string, string> = new Map(
  [
    'Bool',
    'Null',
    'BinaryEquals',
    'IpAddress',
    'NotIpAddress',
    ...['Equals', 'Like', 'NotEquals', 'NotLike'].flatMap((test) => [`String${test}`, `Arn${test}`]),
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].flatMap(
      (test) => [`Numeric${test}`, `Date${test}`],
    ),
  ].map((operator) => [operator.toLowerCase(), operator]),
);

const written = /^(?:for(all|any)values?:)?(.*?)(ifexists)?$/i;

export const clausesOf = ({ Condition = {} }: Statement): readonly Clause[] =>
  Object.entries(Condition).flatMap(([text, keys]) => {
    const [, set, name = text, ifExists] = written.exec(text) ?? [];
    const shared = {
      operator: documented.get(name.toLowerCase()) ?? name,
      set: set === undefined ? undefined : set.toLowerCase() === 'all' ? ('all' as const) : ('any' as const),
      ifExists: ifExists !== undefined,
    };
    const clauses = Object.entries(keys).map(([key, values]) => ({
      ...shared,
      key: key.toLowerCase(),
      values: [values].flat().map(String),
    }));
    // An operator without keys has no documented meaning: a clause that nothing here understands.
    return clauses.length > 0 ? clauses : [{ ...shared, key: '', values: [] }];
  });

export const isAboutTransport = ({ key }: Clause): boolean => key === 'aws:securetransport';
const isAboutTls = ({ key }: Clause): boolean => key === 's3:tlsversion';

const stringOperators = /^(?:Bool|String(Not)?(?:Equals|EqualsIgnoreCase|Like))$/;

/** `aws:SecureTransport` is in the context of every request, so `IfExists` and set prefixes change nothing. */
const transportHolds = ({ operator, values }: Clause, secure: boolean): boolean | undefined => {
  if (operator === 'Null') return values.some((value) => value.toLowerCase() === 'false');
  const found = stringOperators.exec(operator);
  if (!found || values.some((value) => /[*?$]/.test(value))) return undefined;
  const named = values.some((value) => value.toLowerCase() === String(secure));
  return found[1] === undefined ? named : !named;
};

const comparisons: Readonly<Record<string, (tls: number, limit: number) => boolean>> = {
  NumericEquals: (tls, limit) => tls === limit,
  NumericLessThan: (tls, limit) => tls < limit,
  NumericLessThanEquals: (tls, limit) => tls <= limit,
  NumericGreaterThan: (tls, limit) => tls > limit,
  NumericGreaterThanEquals: (tls, limit) => tls >= limit,
};

const tlsHolds = ({ operator, set, ifExists, values }: Clause, transport: Transport): boolean | undefined => {
  if (operator === 'Null') {
    const absent = values.some((value) => value.toLowerCase() === 'true');
    return transport.secure ? !absent || values.length > 1 : undefined;
  }
  const compare = comparisons[operator];
  // Whether S3 leaves the key out for plain HTTP is not documented: only certain for a missing `IfExists`.
  if (!transport.secure) return compare && !ifExists && set !== 'all' ? false : undefined;
  const limits = values.map(Number);
  if (limits.some(Number.isNaN)) return undefined;
  if (operator === 'NumericNotEquals') return !limits.includes(transport.tls);
  return compare && limits.some((limit) => compare(transport.tls, limit));
};

const clauseHolds = (clause: Clause, transport: Transport): boolean | undefined => {
  if (isAboutTransport(clause)) return transportHolds(clause, transport.secure);
  if (isAboutTls(clause)) return tlsHolds(clause, transport);
  return undefined;
};

const all = (answers: readonly (boolean | undefined)[]): boolean | undefined => {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};

/** Whether a statement's conditions hold for requests that travel so, whatever else they are. */
export const holdsOver = (statement: Statement, transport: Transport): boolean | undefined =>
  all(clausesOf(statement).map((clause) => clauseHolds(clause, transport)));

/** The same, of the tests of `aws:SecureTransport` alone. */
export const transportHoldsOver = (statement: Statement, transport: Transport): boolean | undefined =>
  all(
    clausesOf(statement)
      .filter(isAboutTransport)
      .map((clause) => clauseHolds(clause, transport)),
  );

/**
 * Certain to hold for every plain-HTTP request: nothing but `aws:SecureTransport` is false, said with a Boolean
 * operator, or that the key is there, which it always is. String operators compare the same texts, but AWS documents the
 * key for Boolean ones only.
 */
export const holdsForAllPlainHttp = (statement: Statement): boolean =>
  clausesOf(statement).every(
    (clause) =>
      isAboutTransport(clause) &&
      ['Bool', 'Null'].includes(clause.operator) &&
      transportHolds(clause, false) === true,
  );

/** Certain to hold for every HTTPS request below a TLS version; that it is about HTTPS may be said beside it. */
export const holdsForAllTlsBelow = (statement: Statement, version: number): boolean =>
  clausesOf(statement).every((clause) =>
    isAboutTls(clause)
      ? clause.operator === 'NumericLessThan' && clause.values.some((value) => Number(value) >= version)
      : isAboutTransport(clause) && transportHolds(clause, true) === true,
  );
