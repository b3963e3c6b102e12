import {
  BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketWebsiteCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { World } from '../../src/sandbox/world.ts';

/** Makes the account of a case real over HTTP: what its records say, through the service's own operations. */
const seedBuckets = async ({ s3 }: World, aws: Aws): Promise<void> => {
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

export const seed = async (world: World, aws: Aws): Promise<void> => {
  await seedBuckets(world, aws);
};

/** Names are unique among all tests on one server: every global name of the account gets an ending. */
export const renamed = (text: string, world: World, ending: string): string =>
  world.s3.Buckets.reduce((so, { Name }) => so.replaceAll(Name, `${Name}-${ending}`), text);
