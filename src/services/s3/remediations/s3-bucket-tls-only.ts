import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { messages } from './s3-bucket-tls-only/messages.ts';
import { plan } from './s3-bucket-tls-only/plan.ts';
import { read } from './s3-bucket-tls-only/read.ts';
import { source } from './s3-bucket-tls-only/source.ts';
import { statement } from './s3-bucket-tls-only/statement-field.ts';

const settings = z.strictObject({
  minimumTlsVersion: z
    ._default(z.enum(['off', '1.2', '1.3']), 'off')
    .check(
      z.describe(
        'The oldest TLS version to be let through; off: the policy need not say. S3 itself refuses TLS before 1.2.',
      ),
    ),
});

/** Adds to the bucket policy what is missing to refuse plain HTTP and, if wished, TLS older than a version. */
export default remediation({
  meta: {
    id: 's3-bucket-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'S3 buckets take requests over TLS only',
    summary:
      'Adds one Deny statement to the bucket policy that refuses every request over plain HTTP, and on demand a second one that refuses old TLS versions.',
    resourceType: 'AWS::S3::Bucket',
    configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'],
    managedRules: { S3_BUCKET_SSL_REQUESTS_ONLY: { regions: { lacking: [] } } },
    controls: ['S3.5'],
    services: ['s3', 'cloudfront'],
    impacts: ['breaks-plaintext', 'breaks-old-tls'],
    reversible: true,
    permissions: {
      read: [
        'cloudfront:ListCloudFrontOriginAccessIdentities',
        'cloudfront:ListDistributions',
        's3:GetBucketPolicy',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketWebsite',
      ],
      write: ['s3:PutBucketPolicy'],
      undo: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
      'https://docs.aws.amazon.com/privateca/latest/userguide/crl-planning.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPandHTTPSRequests.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    ],
  },
  settings,
  fields: { statement },
  read,
  source,
  plan,
  evidence: (_state, { arn }) => [{ ask: 'plaintext-requests', of: arn, clears: ['breaks-plaintext'] }],
});
