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
  /** Whom it meets: requests to what is there, changes and what is made from then on, or nobody: it reports. */
  readonly meets: 'requests' | 'changes' | 'nobody';
  /** The first of the documents that it belongs to: AWS takes so many characters in one. They are attached together. */
  readonly partOf?: string;
  readonly file: string;
  /** As AWS takes it: without white space that counts. */
  readonly text: string;
  /** Characters that AWS takes at most; absent: no limit that matters. */
  readonly limit?: number;
  readonly rows: readonly Row[];
  /** The other documents that its rows are about. */
  readonly beside?: readonly string[];
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

/** Of documents of an organization, each. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const limit = 5120;

/** In order, as many to a document as fit. Refusals hold side by side, wherever they stand. */
const packed = (statements: readonly Deny[]): readonly (readonly Deny[])[] => {
  const documents: Deny[][] = [];
  for (const one of statements) {
    const last = documents.at(-1);
    if (last && documentOf([...last, one]).length <= limit) last.push(one);
    else documents.push([one]);
  }
  return documents;
};

/** What refuses as one, in as many documents as AWS needs. The first says what it is, and has the rows that prove all of them. */
export const inDocuments = ({
  id,
  statements,
  ...whole
}: Pick<
  Guardrail,
  'id' | 'title' | 'says' | 'instrument' | 'prevents' | 'meets' | 'rows' | 'notSaid' | 'page'
> & {
  readonly statements: readonly Deny[];
}): readonly Guardrail[] => {
  const texts = packed(statements).map(documentOf);
  const named = (nth: number): string => (texts.length === 1 ? id : `${id}-${nth + 1}`);
  return texts.map((text, nth) => ({
    ...whole,
    id: named(nth),
    file: `${named(nth)}.json`,
    text,
    limit,
    ...(nth === 0
      ? { beside: texts.slice(1) }
      : { says: `Document ${nth + 1} of ${texts.length}.`, partOf: named(0), rows: [], notSaid: [] }),
  }));
};
