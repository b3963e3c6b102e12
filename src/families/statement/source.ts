import type { Statement } from '../../aws/policy/document.ts';
import { hclList, hclText, indented } from '../../aws/source-text.ts';
import type { Change, Source } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';

/** Where a policy is written in code. */
export interface InCode {
  /** Such as `queue`. */
  readonly thing: string;
  /** The type and where the statements stand in it: `AWS::SQS::QueuePolicy`. */
  readonly cloudformation: string;
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

/** The statement where the thing is described. It has one policy: the statement is added to what is there. */
export const statementSource =
  ({ thing, cloudformation, cdk, terraform, cdkProperty }: InCode) =>
  ({ after }: Change, { id }: Target): Source | undefined => {
    if (!isStatement(after)) return undefined;
    const json = JSON.stringify(after, undefined, 2);
    const isPlain = 'aws:SecureTransport' in (after.Condition?.['Bool'] ?? {});
    return {
      cloudformation: [
        `# ${cloudformation} of ${thing} ${id}, one more element of PolicyDocument.Statement:`,
        `- ${indented(json, 2).trimStart()}`,
      ].join('\n'),
      cdk: [
        ...(isPlain && cdkProperty
          ? [`// ${cdkProperty} in the properties of the ${thing} does the same.`]
          : []),
        `// ${thing} ${id}`,
        `${cdk}(iam.PolicyStatement.fromJson(${json}));`,
      ].join('\n'),
      terraform: [
        `# data "aws_iam_policy_document" of the ${terraform} of ${thing} ${id}:`,
        'statement {',
        indented(
          [
            `sid       = ${hclText(after.Sid ?? '')}`,
            `effect    = ${hclText(after.Effect)}`,
            'principals {\n  type        = "*"\n  identifiers = ["*"]\n}',
            `actions   = ${hclList(listOf(after.Action))}`,
            ...(after.Resource === undefined ? [] : [`resources = ${hclList(listOf(after.Resource))}`]),
            conditions(after.Condition),
          ].join('\n'),
          2,
        ),
        '}',
      ].join('\n'),
    };
  };
