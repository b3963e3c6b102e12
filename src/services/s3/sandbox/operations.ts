import { storedPolicy } from '../../../sandbox/kit/policy.ts';
import {
  refuse,
  type Context,
  type Done,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import { denied } from './evaluate.ts';
import { policyRefusal, refusalInPlaceOf } from './policy.ts';
import { isPublic } from './public.ts';
import type { Bucket } from './records.ts';

const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API/';
const errors = `${api}ErrorResponses.html#ErrorCodeList`;
const accessDenied = (because: string, message = 'Access Denied'): Refusal =>
  refuse('AccessDenied', 403, message, because);

interface OfBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

type WithBucket<Input> = (bucket: Bucket, world: World, input: Input, context: Context) => Done | Refusal;

/** What S3 checks before every call on one bucket: that it exists, is ours, is here, and denies us nothing. */
const onBucket =
  <Input extends OfBucket>(action: string, then: WithBucket<Input>, anywhere = false): Operation<Input> =>
  (world, input, context) => {
    const bucket = world.s3.Buckets.find(({ Name }) => Name === input.Bucket);
    if (!bucket) return refuse('NoSuchBucket', 404, 'The specified bucket does not exist', errors);
    if (!anywhere && bucket.BucketRegion !== context.region)
      return refuse(
        'PermanentRedirect',
        301,
        'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
        errors,
      );
    if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== bucket.Owner)
      return accessDenied(
        'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html',
      );
    const resource = `arn:${world.partition}:s3:::${bucket.Name}`;
    const foreign = context.caller.split(':')[4] !== bucket.Owner;
    if (foreign || denied(bucket.Policy, { caller: context.caller, action, resource }))
      return accessDenied(
        'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
      );
    return then(bucket, world, input, context);
  };

/** The world with one bucket replaced. */
const withBucket = (world: World, bucket: Bucket): World => ({
  ...world,
  s3: { Buckets: world.s3.Buckets.map((old) => (old.Name === bucket.Name ? bucket : old)) },
});

const noPolicy = (page: string): Refusal =>
  refuse('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', `${api}${page}`);

const getBucketPolicy = onBucket('s3:GetBucketPolicy', ({ Policy }, world) =>
  Policy === undefined ? noPolicy('API_GetBucketPolicy.html') : { world, output: { Policy } },
);

const getBucketPolicyStatus = onBucket('s3:GetBucketPolicyStatus', ({ Policy }, world) =>
  Policy === undefined
    ? noPolicy('API_GetBucketPolicyStatus.html')
    : { world, output: { PolicyStatus: { IsPublic: isPublic(Policy) } } },
);

interface Put extends OfBucket {
  readonly Policy: string;
}
const putBucketPolicy = onBucket<Put>('s3:PutBucketPolicy', (bucket, world, { Policy }) => {
  const refusal =
    policyRefusal(Policy, bucket.Name, world.partition) ??
    refusalInPlaceOf(bucket.Policy, Policy, bucket.Name, world.partition);
  if (refusal) return refusal;
  if (bucket.PublicAccessBlockConfiguration?.BlockPublicPolicy && isPublic(Policy))
    return accessDenied(
      `${api}API_PublicAccessBlockConfiguration.html`,
      'User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting.',
    );
  return {
    world: withBucket(world, { ...bucket, Policy: storedPolicy(Policy, world.partition) }),
    output: {},
  };
});

/** Nobody here keeps objects in buckets, so that each is empty. */
const deleteBucket = onBucket('s3:DeleteBucket', ({ Name }, world) => ({
  world: { ...world, s3: { Buckets: world.s3.Buckets.filter((bucket) => bucket.Name !== Name) } },
  output: {},
}));

/** Answers success too when there was none. */
const deleteBucketPolicy = onBucket('s3:DeleteBucketPolicy', (bucket, world) => {
  const { Policy: _gone, ...rest } = bucket;
  return { world: withBucket(world, rest), output: {} };
});

const getBucketWebsite = onBucket('s3:GetBucketWebsite', ({ WebsiteConfiguration }, world) =>
  WebsiteConfiguration
    ? { world, output: WebsiteConfiguration }
    : refuse(
        'NoSuchWebsiteConfiguration',
        404,
        'The specified bucket does not have a website configuration',
        `${api}API_GetBucketWebsite.html`,
      ),
);

const getBucketTagging = onBucket('s3:GetBucketTagging', ({ TagSet }, world) =>
  TagSet?.length
    ? { world, output: { TagSet } }
    : refuse('NoSuchTagSet', 404, 'The TagSet does not exist', `${api}API_GetBucketTagging.html`),
);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketMetricsConfigurations.html */
const listBucketMetricsConfigurations = onBucket(
  's3:GetMetricsConfiguration',
  ({ MetricsConfigurations = [] }, world) => ({
    world,
    output: { IsTruncated: false, MetricsConfigurationList: MetricsConfigurations },
  }),
);

const headBucket: Operation<OfBucket> = (world, input, context) => {
  const answer = onBucket('s3:ListBucket', ({ BucketRegion }) => ({ world, output: { BucketRegion } }))(
    world,
    input,
    context,
  );
  // The answer to HEAD has no body, so the SDK knows only the status.
  if ('refusal' in answer && answer.refusal.status === 404)
    return refuse('NotFound', 404, 'UnknownError', `${api}API_HeadBucket.html`);
  return answer;
};

/** `us-east-1` has no location constraint. Answers at every endpoint. */
const getBucketLocation = onBucket(
  's3:GetBucketLocation',
  ({ BucketRegion }, world) => ({
    world,
    output: BucketRegion === 'us-east-1' ? {} : { LocationConstraint: BucketRegion },
  }),
  true,
);

const getPublicAccessBlock = onBucket(
  's3:GetBucketPublicAccessBlock',
  ({ PublicAccessBlockConfiguration }, world) =>
    PublicAccessBlockConfiguration
      ? { world, output: { PublicAccessBlockConfiguration } }
      : refuse(
          'NoSuchPublicAccessBlockConfiguration',
          404,
          'The public access block configuration was not found',
          `${api}API_GetPublicAccessBlock.html`,
        ),
);

interface PutWebsite extends OfBucket {
  readonly WebsiteConfiguration: Readonly<Record<string, unknown>>;
}
const putBucketWebsite = onBucket<PutWebsite>(
  's3:PutBucketWebsite',
  (bucket, world, { WebsiteConfiguration }) => ({
    world: withBucket(world, { ...bucket, WebsiteConfiguration }),
    output: {},
  }),
);

interface PutTagging extends OfBucket {
  readonly Tagging: { readonly TagSet: NonNullable<Bucket['TagSet']> };
}
const putBucketTagging = onBucket<PutTagging>('s3:PutBucketTagging', (bucket, world, { Tagging }) => ({
  world: withBucket(world, { ...bucket, TagSet: Tagging.TagSet }),
  output: {},
}));

interface List {
  readonly MaxBuckets?: number;
  readonly ContinuationToken?: string;
  readonly BucketRegion?: string;
  readonly Prefix?: string;
}
/** Pages only when asked to; the Region of a bucket comes only with a request that has a parameter. */
const listBuckets: Operation<List> = (world, input, { caller }) => {
  const { MaxBuckets: max = 10_000, ContinuationToken: token, BucketRegion: region, Prefix = '' } = input;
  if (max < 1 || max > 10_000)
    return refuse(
      'InvalidArgument',
      400,
      'MaxBuckets must be between 1 and 10000',
      `${api}API_ListBuckets.html`,
    );
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString();
  const found = world.s3.Buckets.filter(
    ({ Name, BucketRegion, Owner }) =>
      Owner === caller.split(':')[4] &&
      Name > after &&
      Name.startsWith(Prefix) &&
      (region === undefined || region === BucketRegion),
  );
  const page = found.slice(0, max);
  const last = page.at(-1);
  const told = Object.values(input).some((value) => value !== undefined);
  const Buckets = page.map(({ Name, CreationDate, BucketRegion }) => ({
    Name,
    CreationDate: new Date(CreationDate),
    ...(told && { BucketRegion }),
  }));
  const more = found.length > max && last;
  return {
    world,
    output: { Buckets, ...(more && { ContinuationToken: Buffer.from(last.Name).toString('base64') }) },
  };
};

export const s3: Operations = {
  DeleteBucket: deleteBucket,
  DeleteBucketPolicy: deleteBucketPolicy,
  GetBucketLocation: getBucketLocation,
  GetBucketPolicy: getBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketTagging: getBucketTagging,
  GetBucketWebsite: getBucketWebsite,
  GetPublicAccessBlock: getPublicAccessBlock,
  HeadBucket: headBucket,
  ListBucketMetricsConfigurations: listBucketMetricsConfigurations,
  ListBuckets: listBuckets,
  PutBucketPolicy: putBucketPolicy,
  PutBucketTagging: putBucketTagging,
  PutBucketWebsite: putBucketWebsite,
};
