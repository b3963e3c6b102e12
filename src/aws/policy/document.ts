import * as z from 'zod/mini';
import { recent } from '../../core/model/recent.ts';

/**
 * Resource policies as text: read strictly, changed without touching anything else.
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */

const oneOrMany = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.union([schema, z.array(schema).check(z.minLength(1))]);
const texts = oneOrMany(z.string());
const principals = z.union([z.literal('*'), z.record(z.string(), texts)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const anyStatement = z
  .strictObject({
    Sid: z.optional(z.string()),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.optional(principals),
    NotPrincipal: z.optional(principals),
    Action: z.optional(texts),
    NotAction: z.optional(texts),
    Resource: z.optional(texts),
    NotResource: z.optional(texts),
    Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMany(scalar)))),
  })
  .check(
    z.refine((it) => (it.Principal === undefined) !== (it.NotPrincipal === undefined)),
    z.refine((it) => (it.Action === undefined) !== (it.NotAction === undefined)),
    z.refine((it) => it.Resource === undefined || it.NotResource === undefined),
  );
const statement = anyStatement.check(
  z.refine((it) => it.Resource !== undefined || it.NotResource !== undefined),
);

const documentOf = (one: typeof statement) =>
  z.strictObject({
    Version: z.optional(z.enum(['2012-10-17', '2008-10-17'])),
    Id: z.optional(z.string()),
    Statement: z.union([one, z.array(one)]),
  });
const document = documentOf(statement);
const resourcelessDocument = documentOf(anyStatement);

/** One statement of a resource policy, as it is written. */
export type Statement = z.infer<typeof statement>;

/** A policy that could be read: its statements by type, and the very object that was read, for rewriting. */
export interface PolicyDocument {
  readonly source: Readonly<Record<string, unknown>>;
  readonly statements: readonly Statement[];
}

/** Either the document, or in a few words why this text is none that we dare to rewrite. */
export type Parsed =
  | { readonly document: PolicyDocument; readonly wrong?: undefined }
  | { readonly document?: undefined; readonly wrong: string };

/** S3 holds at most 20 KB; ten times that is not a policy. */
const absurdLength = 200_000;
/** A real policy nests six deep. */
const absurdDepth = 12;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of all members at all depths; one too deep for any policy is answered as `undefined`. */
const memberNames = (value: unknown, depth = 0, names: (string | undefined)[] = []): typeof names => {
  if (typeof value !== 'object' || value === null) return names;
  if (depth > absurdDepth) {
    names.push(undefined);
    return names;
  }
  if (!Array.isArray(value)) names.push(...Object.keys(value));
  for (const inner of Object.values(value)) memberNames(inner, depth + 1, names);
  return names;
};

/** In valid JSON a string with a colon behind it is a member's name. */
const countNames = (text: string): number => {
  let names = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)) if (colon === ':') names += 1;
  return names;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readPolicy = (text: string, resourceless: boolean): Parsed => {
  if (text.length > absurdLength) return { wrong: 'it is far longer than any policy' };
  const source = parseJson(text);
  if (source === undefined) return { wrong: 'it is not JSON' };
  if (!isObject(source)) return { wrong: 'it is not a JSON object' };
  const names = memberNames(source);
  if (names.includes(undefined)) return { wrong: 'it nests deeper than any policy' };
  if (names.includes('__proto__')) return { wrong: 'it has a member that no policy has' };
  if (names.length !== countNames(text)) return { wrong: 'an object in it has two members of one name' };
  const parsed = (resourceless ? resourcelessDocument : document).safeParse(source);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.');
    return { wrong: `it does not follow the policy grammar at "${where || 'the top'}"` };
  }
  return { document: { source, statements: [parsed.data.Statement].flat() } };
};

/** As many looks as are under way at one time, each with the policy before a put and after it. */
const mostKnown = 64;
const known = { whole: recent<Parsed>(mostKnown), resourceless: recent<Parsed>(mostKnown) };

/**
 * Reads a policy. Refuses whatever has no single meaning: JSON lets the last of two equal names win silently.
 * `resourceless`: of a service (ECR) whose statements need not name what they are about.
 *
 * What a text says never changes, and a look reads one several times: those read last are remembered.
 */
export const parsePolicy = (
  text: string,
  { resourceless = false }: { readonly resourceless?: boolean } = {},
): Parsed => {
  const lately = resourceless ? known.resourceless : known.whole;
  return lately.use(text, () => readPolicy(text, resourceless));
};

export const emptyPolicy: PolicyDocument = {
  source: { Version: '2012-10-17', Statement: [] },
  statements: [],
};

export const writePolicy = ({ source }: PolicyDocument): string => JSON.stringify(source);

/** Bytes of the text as it would be sent. */
export const sizeOf = (policy: PolicyDocument): number =>
  new TextEncoder().encode(writePolicy(policy)).length;

/** All statements with this Sid; S3 accepts more than one. */
export const withSid = ({ statements }: PolicyDocument, sid: string): readonly Statement[] =>
  statements.filter(({ Sid }) => Sid === sid);

/**
 * The document with the statement of this Sid put in place (where it stood, else at the end) or, for `null`, taken
 * out. Everything else stays as it was read: other statements, their spelling and order, `Id`, `Version`.
 */
export const setStatement = (
  policy: PolicyDocument,
  sid: string,
  value: Statement | null,
): PolicyDocument => {
  const items: readonly unknown[] = [policy.source.Statement].flat();
  const replacement = value === null ? [] : [value];
  const isIt = (item: unknown): boolean => isObject(item) && item.Sid === sid;
  const added = items.some(isIt) ? [] : replacement;
  return {
    source: {
      ...policy.source,
      Statement: [...items.flatMap((item) => (isIt(item) ? replacement : [item])), ...added],
    },
    statements: [...policy.statements.flatMap((it) => (isIt(it) ? replacement : [it])), ...added],
  };
};

/** `base`, or with a number behind it the first that no statement bears. Letter case is not relied on. */
export const freeSid = ({ statements }: PolicyDocument, base: string): string => {
  const taken = new Set(statements.map(({ Sid }) => Sid?.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const sid = number === 1 ? base : `${base}${number}`;
    if (!taken.has(sid.toLowerCase())) return sid;
  }
};

/** How a person finds a statement: by its Sid, else by its place. */
export const labelOf = ({ statements }: PolicyDocument, it: Statement): string =>
  it.Sid ? `"${it.Sid}"` : `number ${statements.indexOf(it) + 1}`;
