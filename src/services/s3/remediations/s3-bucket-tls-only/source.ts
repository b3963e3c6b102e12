import type { Statement } from '../../../../aws/policy/document.ts';
import { hclList, hclText, indented } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

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

/**
 * The statement where the bucket is described. A bucket has one policy: it is added to what is there.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html#addwbrtowbrresourcewbrpolicypermission
 */
export const source = ({ after }: Change, { id }: Target): Source | undefined => {
  if (!isStatement(after)) return undefined;
  const json = JSON.stringify(after, undefined, 2);
  const isPlain = 'aws:SecureTransport' in (after.Condition?.['Bool'] ?? {});
  return {
    cloudformation: [
      `# AWS::S3::BucketPolicy of bucket ${id}, one more element of PolicyDocument.Statement:`,
      `- ${indented(json, 2).trimStart()}`,
    ].join('\n'),
    cdk: [
      ...(isPlain ? [`// enforceSSL: true in the properties of the bucket does the same.`] : []),
      `// bucket ${id}`,
      `bucket.addToResourcePolicy(iam.PolicyStatement.fromJson(${json}));`,
    ].join('\n'),
    terraform: [
      `# data "aws_iam_policy_document" of the aws_s3_bucket_policy of bucket ${id}:`,
      'statement {',
      indented(
        [
          `sid       = ${hclText(after.Sid ?? '')}`,
          `effect    = ${hclText(after.Effect)}`,
          'principals {\n  type        = "*"\n  identifiers = ["*"]\n}',
          `actions   = ${hclList(listOf(after.Action))}`,
          `resources = ${hclList(listOf(after.Resource))}`,
          conditions(after.Condition),
        ].join('\n'),
        2,
      ),
      '}',
    ].join('\n'),
  };
};
