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

/** One test of a statement: all of them must hold; of its values one suffices (none may, when negated). */
export interface Clause {
  /** Without its set prefix and its `IfExists`. */
  readonly operator: string;
  readonly ifExists: boolean;
  /** Lower-cased: IAM does not tell key names apart by case. */
  readonly key: string;
  readonly values: readonly string[];
}

export const clausesOf = ({ Condition = {} }: Statement): readonly Clause[] =>
  Object.entries(Condition).flatMap(([written, keys]) => {
    const [, operator = written, ifExists] =
      /^(?:(?:ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(written) ?? [];
    const shared = { operator, ifExists: ifExists !== undefined };
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

const tlsHolds = ({ operator, ifExists, values }: Clause, transport: Transport): boolean | undefined => {
  if (operator !== 'NumericLessThan') return undefined;
  // Whether S3 leaves the key out for plain HTTP is not documented: only certain for a missing `IfExists`.
  if (!transport.secure) return ifExists ? undefined : false;
  const limits = values.map(Number);
  if (limits.some(Number.isNaN)) return undefined;
  return limits.some((limit) => transport.tls < limit);
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
 * operator. String operators compare the same texts, but AWS documents the key for Boolean ones only.
 */
export const holdsForAllPlainHttp = (statement: Statement): boolean =>
  clausesOf(statement).every(
    (clause) =>
      isAboutTransport(clause) && clause.operator === 'Bool' && transportHolds(clause, false) === true,
  );

/** Certain to hold for every HTTPS request below a TLS version. */
export const holdsForAllTlsBelow = (statement: Statement, version: number): boolean =>
  clausesOf(statement).every(
    (clause) =>
      isAboutTls(clause) &&
      clause.operator === 'NumericLessThan' &&
      clause.values.some((value) => Number(value) >= version),
  );
