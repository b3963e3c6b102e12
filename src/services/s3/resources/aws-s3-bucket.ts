import {
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  S3Client,
  type Bucket,
  type ListBucketsCommandInput,
} from '@aws-sdk/client-s3';
import { bucketArn, parseArn } from '../../../aws/arn.ts';
import { isNamed, statusOf, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { domainOf } from '../../../aws/partitions.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';

const type = 'AWS::S3::Bucket';

/**
 * Names of general purpose buckets, the long ones of us-east-1 from before 2018 included.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$/;
/** Access points, directory buckets and table buckets: other types, whose policies know other statements. */
const otherThing = /(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

const isBucketName = (name: string): boolean => bucketName.test(name) && !otherThing.test(name);

const targetOf = (name: string, region: string, { account, partition }: Location): Target => ({
  account,
  region,
  partition,
  type,
  id: name,
  arn: bucketArn(partition, name),
});

/** The account's own buckets, page by page. */
const buckets = (input: ListBucketsCommandInput, aws: Aws): AsyncIterable<Bucket> =>
  everyPage(async (ContinuationToken) => {
    const asked = new ListBucketsCommand({ ...input, MaxBuckets: 1000, ContinuationToken });
    const page = await aws.use(S3Client).send(asked);
    return { items: page.Buckets, next: page.ContinuationToken };
  });

/** Looks the bucket up among the account's own: answers for every Region, and never shows somebody else's. */
const findOwn = async (name: string, location: Location, aws: Aws): Promise<Target | undefined> => {
  for await (const bucket of buckets({ Prefix: name }, aws)) {
    if (bucket.Name === name) return targetOf(name, bucket.BucketRegion ?? location.region, location);
  }
  return undefined;
};

const resolve = async (name: string, location: Location, aws: Aws): Promise<Target | undefined> => {
  if (!isBucketName(name)) return undefined;
  try {
    const head = new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: location.account });
    const { BucketRegion = location.region } = await aws.use(S3Client).send(head);
    return targetOf(name, BucketRegion, location);
  } catch (error) {
    if (isNamed(error, 'NotFound', 'NoSuchBucket')) return undefined;
    if (!isUndecided(error)) throw error;
    return findOwn(name, location, aws);
  }
};

/**
 * A redirect to another Region (HEAD has no body, so the SDK has only the status) or a refusal: another account's
 * bucket, or a policy that shuts us out of our own.
 */
const isUndecided = (error: unknown): boolean => {
  const status = statusOf(error);
  return status !== undefined && [301, 307, 400, 403].includes(status);
};

async function* list(location: Location, aws: Aws): AsyncGenerator<Target> {
  for await (const { Name, BucketRegion = location.region } of buckets(
    { BucketRegion: location.region },
    aws,
  )) {
    if (Name !== undefined && isBucketName(Name) && BucketRegion === location.region) {
      yield targetOf(Name, BucketRegion, location);
    }
  }
}

/** General purpose buckets. AWS Config names them by their bare name. */
const bucket: Resource = {
  type,
  arn: 'arn:{partition}:s3:::{bucket}',
  configRecords: true,
  permissions: ['s3:GetBucketTagging', 's3:ListAllMyBuckets', 's3:ListBucket'],
  idOf: (text) => {
    const arn = parseArn(text);
    const isBucket = arn?.service === 's3' && arn.region === '' && arn.account === '';
    return isBucket && isBucketName(arn.resource) ? arn.resource : undefined;
  },
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ id, account }, aws) => {
    const asking = aws
      .use(S3Client)
      .send(new GetBucketTaggingCommand({ Bucket: id, ExpectedBucketOwner: account }));
    const answer = await unless('NoSuchTagSet', undefined, asking);
    return tagsByKey(answer?.TagSet ?? []);
  },
  // A dot in the name is one label too many for S3's certificate, which is told; the bucket is asked all the same.
  endpoints: async ({ id, region, partition }) => [
    { host: `${id}.s3.${region}.${domainOf(partition)}`, port: 80, protocol: 's3' },
  ],
};

export default bucket;
