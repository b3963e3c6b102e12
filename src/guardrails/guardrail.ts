/** What AWS tells a policy about one request: condition keys as they are documented. A key that is not there is absent. */
export type Keys = Readonly<Record<string, string | readonly string[]>>;

/** One request, and whether the guardrail refuses it: a row of its truth table. */
export interface Row {
  readonly says: string;
  readonly action: string;
  readonly resource: string;
  readonly keys: Keys;
  readonly refused: boolean;
}

export const instruments = [
  'resource-control-policy',
  'service-control-policy',
  'vpc-endpoint-policy',
  'declarative-policy',
  'guard-rules',
  'conformance-pack',
] as const;
type Instrument = (typeof instruments)[number];

/** An exemption of the policy file that a guardrail cannot say: whoever attaches it must know. */
export interface NotSaid {
  /** Where it stands in the policy file. */
  readonly path: string;
  readonly why: string;
}

/** A document that keeps plaintext from coming back, for somebody else to attach: Waxseal never does. */
export interface Guardrail {
  readonly id: string;
  readonly instrument: Instrument;
  readonly title: string;
  /** What it refuses, and whom it does not reach. */
  readonly says: string;
  /** The remediations whose findings it keeps from coming back. */
  readonly prevents: readonly string[];
  /** It refuses nobody, and reports what is there. */
  readonly reports?: true;
  readonly file: string;
  /** As AWS takes it: without white space that counts. */
  readonly text: string;
  /** Characters that AWS takes at most; absent: no limit that matters. */
  readonly limit?: number;
  readonly rows: readonly Row[];
  /** What proves it besides, as another program reads it. */
  readonly cases?: string;
  readonly notSaid: readonly NotSaid[];
  /** The page that documents the instrument. */
  readonly page: string;
}

/** A statement of a policy that refuses. */
export interface Deny {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal?: '*';
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export const documentOf = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
