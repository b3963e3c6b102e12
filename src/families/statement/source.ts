import type { Statement } from '../../aws/policy/document.ts';
import { hclList, hclText, indented } from '../../aws/source-text.ts';
import { canonical } from '../../core/model/json.ts';
import type { Change, Source } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';

/** Where a policy is written in code. */
export interface InCode {
  /** Such as `queue`. */
  readonly thing: string;
  /** The type and where the statements stand in it: `AWS::SQS::QueuePolicy`. */
  readonly cloudformation: string;
  /** Its member that is the policy. Default: `PolicyDocument`. */
  readonly member?: string;
  /** What adds a statement: `queue.addToResourcePolicy`. */
  readonly cdk: string;
  /** The resource that takes the policy: `aws_sqs_queue_policy`. */
  readonly terraform: string;
  /** A shorter way to say the Deny of plain HTTP in CDK. */
  readonly cdkProperty?: string;
}

const isStatement = (value: unknown): value is Statement =>
  value !== null && typeof value === 'object' && 'Effect' in value;

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** `{ Bool: { 'aws:SecureTransport': 'false' } }` as blocks of HCL. */
const conditions = (condition: unknown): string =>
  Object.entries(condition ?? {})
    .flatMap(([test, keys]) =>
      Object.entries(keys ?? {}).map(
        ([variable, values]) =>
          `condition {\n  test     = ${hclText(test)}\n  variable = ${hclText(variable)}\n  values   = ${hclList(listOf(values))}\n}`,
      ),
    )
    .join('\n');

/** The values of a statement that are sets come in one order: a plan does not change by itself. */
const ordered = (value: unknown): string =>
  canonical(
    JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
      Array.isArray(inner) && inner.every((one) => typeof one === 'string') ? inner.toSorted() : inner,
    ),
  );

/** What a policy in code must say besides, for `source`. `undefined`: nothing. */
export const standingInCode = (statements: readonly Statement[]): Change['inCode'] =>
  statements.length === 0 ? undefined : { standing: `[${statements.map(ordered).toSorted().join(',')}]` };

const standingOf = ({ inCode }: Change): readonly Statement[] => {
  const standing: unknown = JSON.parse(inCode?.['standing'] ?? '[]');
  return Array.isArray(standing) ? standing.filter(isStatement) : [];
};

const principals = (name: string, all: Statement['Principal']): readonly string[] => {
  if (all === undefined) return [];
  const kinds = all === '*' ? [['*', '*'] as const] : Object.entries(all);
  return kinds.map(
    ([type, values]) =>
      `${name} {\n  type        = ${hclText(type)}\n  identifiers = ${hclList(listOf(values))}\n}`,
  );
};

const listed = (name: string, values: Statement['Action']): readonly string[] =>
  values === undefined ? [] : [`${name} = ${hclList(listOf(values))}`];

const block = (it: Statement): string =>
  [
    'statement {',
    indented(
      [
        ...(it.Sid === undefined ? [] : [`sid       = ${hclText(it.Sid)}`]),
        `effect    = ${hclText(it.Effect)}`,
        ...principals('principals', it.Principal),
        ...principals('not_principals', it.NotPrincipal),
        ...listed('actions  ', it.Action),
        ...listed('not_actions', it.NotAction),
        ...listed('resources', it.Resource),
        ...listed('not_resources', it.NotResource),
        ...(it.Condition ? [conditions(it.Condition)] : []),
      ].join('\n'),
      2,
    ),
    '}',
  ].join('\n');

/** As people write them. */
const members = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

const json = (it: Statement): string =>
  JSON.stringify(Object.fromEntries(members.map((name) => [name, it[name]])), undefined, 2);

/**
 * The statement where the thing is described. It has one policy: the statement is added to what is there. What the service
 * itself has put there is in no code, and a policy that is described takes its place: it is said as well.
 */
export const statementSource =
  ({ thing, cloudformation, member = 'PolicyDocument', cdk, terraform, cdkProperty }: InCode) =>
  (change: Change, { id }: Target): Source | undefined => {
    const { after } = change;
    if (!isStatement(after)) return undefined;
    const standing = standingOf(change);
    const all = [...standing, after];
    const isCarried = standing.length > 0;
    const replaced = (sign: string): readonly string[] =>
      isCarried
        ? [
            `${sign} A policy in code replaces the whole policy that the ${thing} has now. All but the last statement stand in it:`,
            `${sign} keep each that the code does not have yet.`,
          ]
        : [];
    const isPlain = 'aws:SecureTransport' in (after.Condition?.['Bool'] ?? {});
    const shorter = isCarried
      ? `// ${cdkProperty} in the properties of the ${thing} writes the Deny alone, and that replaces them as well: add them all the same.`
      : `// ${cdkProperty} in the properties of the ${thing} does the same.`;
    return {
      cloudformation: [
        isCarried
          ? `# ${cloudformation} of ${thing} ${id}, elements of ${member}.Statement:`
          : `# ${cloudformation} of ${thing} ${id}, one more element of ${member}.Statement:`,
        ...replaced('#'),
        ...all.map((it) => `- ${indented(json(it), 2).trimStart()}`),
      ].join('\n'),
      cdk: [
        ...replaced('//'),
        ...(isPlain && cdkProperty ? [shorter] : []),
        `// ${thing} ${id}`,
        ...all.map((it) => `${cdk}(iam.PolicyStatement.fromJson(${json(it)}));`),
      ].join('\n'),
      terraform: [
        `# data "aws_iam_policy_document" of the ${terraform} of ${thing} ${id}:`,
        ...replaced('#'),
        ...all.map(block),
      ].join('\n'),
    };
  };
