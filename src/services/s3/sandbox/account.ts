import { policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';
import { twice } from '../../../sandbox/twice.ts';
import type { Where } from '../../../sandbox/world.ts';
import { policyRefusal } from './policy.ts';
import { isPublic } from './public.ts';
import type { Bucket, S3, S3Records } from './records.ts';

type BucketRecord = S3Records['Buckets'][number];

/** New buckets block all public access since April 2023; one with a public policy must be older or have it lifted. */
const blockOf = (
  { PublicAccessBlockConfiguration: given }: BucketRecord,
  policy: string | undefined,
): Pick<Bucket, 'PublicAccessBlockConfiguration'> => {
  if (given === null || (given === undefined && isPublic(policy))) return {};
  const everything = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  return { PublicAccessBlockConfiguration: given ?? everything };
};

/** A principal that was deleted after the policy was stored shows as its id: possible, though no put would take it. */
const onlyOrphans = (message: string): boolean => message === 'Invalid principal in policy';

const bucketOf = (record: BucketRecord, { account, region, partition }: Where): Bucket | string => {
  const {
    Name,
    Policy,
    PublicAccessBlockConfiguration: _block,
    BucketRegion = region,
    Owner = account,
    ...rest
  } = record;
  const where = `s3.Buckets ${Name}`;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(Name)) return `${where} is no bucket name`;
  const text = Policy === undefined ? undefined : policyText(Policy);
  const refusal = text === undefined ? undefined : policyRefusal(text, Name, partition)?.refusal;
  if (refusal && !(onlyOrphans(refusal.message) && /"A(ID|RO)A[A-Z0-9]+"/.test(text ?? '')))
    return `${where} has a policy that S3 refuses (${refusal.message})`;
  const stored = text === undefined ? undefined : storedPolicy(text, partition);
  return {
    ...rest,
    Name,
    BucketRegion,
    Owner,
    ...(stored !== undefined && { Policy: stored }),
    ...blockOf(record, stored),
  };
};

/** Adds S3's defaults; a sentence when the records describe no possible account. */
export const loadS3 = (records: S3Records, where: Where): S3 | string => {
  const made = records.Buckets.map((record) => bucketOf(record, where));
  const fault = made.find((one) => typeof one === 'string');
  if (fault !== undefined) return fault;
  const Buckets = made
    .filter((one) => typeof one !== 'string')
    .toSorted((a, b) => (a.Name < b.Name ? -1 : 1));
  const double = twice(Buckets.map(({ Name }) => Name));
  return double === undefined ? { Buckets } : `s3.Buckets has ${double} twice`;
};
