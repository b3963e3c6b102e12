import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { shutting } from './policies.ts';

const agent = { keepAlive: true, maxSockets: 50 };

/** The SDK and nothing else: the least that the same calls can cost. */
export const bareClient = (): S3Client =>
  new S3Client({ forcePathStyle: true, requestHandler: { httpAgent: agent, httpsAgent: agent } });

const sendings: Readonly<Record<string, (s3: S3Client, Bucket: string) => Promise<unknown>>> = {
  HeadBucket: (s3, Bucket) => s3.send(new HeadBucketCommand({ Bucket })),
  GetBucketPolicy: (s3, Bucket) => s3.send(new GetBucketPolicyCommand({ Bucket })),
  GetBucketTagging: (s3, Bucket) => s3.send(new GetBucketTaggingCommand({ Bucket })),
  GetBucketWebsite: (s3, Bucket) => s3.send(new GetBucketWebsiteCommand({ Bucket })),
  GetPublicAccessBlock: (s3, Bucket) => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
  DeleteBucketPolicy: (s3, Bucket) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
  PutBucketPolicy: (s3, Bucket) =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy: shutting(Bucket, 'Bare') })),
};

/** Sends what Waxseal sent for one bucket, in the same order, together what it sent together. */
export const sendWaves = async (
  s3: S3Client,
  bucket: string,
  waves: readonly (readonly string[])[],
): Promise<void> => {
  for (const wave of waves) {
    await Promise.all(
      wave.map(async (name) => {
        const send = sendings[name];
        if (!send) throw new Error(`The bare loop does not know ${name}.`);
        // What is not there is an answer too.
        await send(s3, bucket).catch((error: unknown) => {
          if (!(error instanceof Error && error.name.startsWith('NoSuch'))) throw error;
        });
      }),
    );
  }
};
