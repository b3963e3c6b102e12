import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the buckets of an account real over HTTP: what their records say, through S3's own operations. */
export const seed = async ({ s3 }: World, aws: Aws): Promise<void> => {
  const {
    BucketLocationConstraint,
    CreateBucketCommand,
    PutBucketPolicyCommand,
    PutBucketTaggingCommand,
    PutBucketWebsiteCommand,
    PutPublicAccessBlockCommand,
    S3Client,
  } = await import('@aws-sdk/client-s3');
  const client = aws.use(S3Client);
  for (const { Name: Bucket, BucketRegion, Policy, WebsiteConfiguration, TagSet, ...rest } of s3.Buckets) {
    const LocationConstraint = Object.values(BucketLocationConstraint).find(
      (known) => known === BucketRegion,
    );
    await client.send(
      new CreateBucketCommand({
        Bucket,
        ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
    if (Policy !== undefined) await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    if (WebsiteConfiguration)
      await client.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
    if (TagSet) await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [...TagSet] } }));
    const { PublicAccessBlockConfiguration } = rest;
    if (PublicAccessBlockConfiguration)
      await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  }
};
