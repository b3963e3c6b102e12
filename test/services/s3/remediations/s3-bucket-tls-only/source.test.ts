import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/s3/remediations/s3-bucket-tls-only/source.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'invoices',
  arn: 'arn:aws:s3:::invoices',
};
const changing = (after: unknown) =>
  source({ set: 'statement', on: `${target.arn}#Sid`, before: null, after, impact: ['none'] }, target);
const deny = {
  Sid: 'WaxsealTlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const oldTls = {
  ...deny,
  Sid: 'WaxsealMinimumTls',
  Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
};

test('the Deny of plain HTTP', () => {
  expect(changing(deny)).toEqual({
    cloudformation: `# AWS::S3::BucketPolicy of bucket invoices, one more element of PolicyDocument.Statement:
- {
    "Sid": "WaxsealTlsOnly",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [
      "arn:aws:s3:::invoices",
      "arn:aws:s3:::invoices/*"
    ],
    "Condition": {
      "Bool": {
        "aws:SecureTransport": "false"
      }
    }
  }`,
    cdk: `// enforceSSL: true in the properties of the bucket does the same.
// bucket invoices
bucket.addToResourcePolicy(iam.PolicyStatement.fromJson({
  "Sid": "WaxsealTlsOnly",
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": [
    "arn:aws:s3:::invoices",
    "arn:aws:s3:::invoices/*"
  ],
  "Condition": {
    "Bool": {
      "aws:SecureTransport": "false"
    }
  }
}));`,
    terraform: `# data "aws_iam_policy_document" of the aws_s3_bucket_policy of bucket invoices:
statement {
  sid       = "WaxsealTlsOnly"
  effect    = "Deny"
  principals {
    type        = "*"
    identifiers = ["*"]
  }
  actions   = ["s3:*"]
  resources = ["arn:aws:s3:::invoices", "arn:aws:s3:::invoices/*"]
  condition {
    test     = "Bool"
    variable = "aws:SecureTransport"
    values   = ["false"]
  }
}`,
  });
});

test('the Deny of old TLS: no property of the bucket says it', () => {
  const { cdk, terraform } = changing(oldTls) ?? {};
  expect(cdk).toMatch(/^\/\/ bucket invoices\n/);
  expect(terraform).toContain('sid       = "WaxsealMinimumTls"');
  expect(terraform).toContain(`
  condition {
    test     = "NumericLessThan"
    variable = "s3:TlsVersion"
    values   = ["1.2"]
  }`);
});

test('two conditions are two blocks, and lists stay lists', () => {
  const both = { ...deny.Condition, StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } };
  expect(changing({ ...deny, Condition: both })?.terraform).toContain(`
  condition {
    test     = "Bool"
    variable = "aws:SecureTransport"
    values   = ["false"]
  }
  condition {
    test     = "StringEquals"
    variable = "aws:PrincipalOrgID"
    values   = ["o-1", "o-2"]
  }`);
});

test.each([null, undefined, 'text', 7, {}])('%j is no statement, so nothing is written', (after) => {
  expect(changing(after)).toBeUndefined();
});
