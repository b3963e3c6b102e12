import * as z from 'zod/mini';
import { WaxsealError } from '../core/errors.ts';
import { readRunbook } from './runbook.ts';
import { acmRecords } from './services/acm.ts';
import { cloudTrailRecords } from './services/cloudtrail.ts';
import { organizationsRecords } from './services/organizations.ts';
import { configRecords } from './services/config.ts';
import { dmsRecords } from './services/dms.ts';
import { ec2Records } from './services/ec2.ts';
import { elbv2Records } from './services/elbv2-records.ts';
import { loadElbv2 } from './services/elbv2-account.ts';
import { glueRecords } from './services/glue.ts';
import { loadRds, rdsRecords } from './services/rds-records.ts';
import { isPublic } from './services/s3-evaluate.ts';
import { policyRefusal, storedPolicy } from './services/s3-policy.ts';
import { s3Records, type Bucket, type S3Records } from './services/s3.ts';
import { ssmRecords } from './services/ssm.ts';
import type { World } from './world.ts';

const file = z.strictObject({
  account: z._default(z.string().check(z.regex(/^\d{12}$/)), '111122223333'),
  region: z._default(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)), 'eu-west-1'),
  partition: z._default(z.enum(['aws', 'aws-cn', 'aws-us-gov']), 'aws'),
  /** Who Waxseal is. Default: a session of the role `waxseal`. */
  caller: z.optional(z.string().check(z.regex(/^arn:/))),
  /** Operations that Waxseal's role lacks, as `s3:GetBucketTagging`. */
  denied: z._default(z.array(z.string().check(z.regex(/^[a-z0-9]+:[A-Za-z0-9]+$/))), []),
  s3: z._default(s3Records, { Buckets: [] }),
  config: z._default(configRecords, { ConfigRules: [], Evaluations: [], Aggregators: [] }),
  ssm: z._default(ssmRecords, { Documents: [], ExecutionsAtOnce: 500, Calendars: [] }),
  acm: z._default(acmRecords, { Certificates: [] }),
  ec2: z._default(ec2Records, { SecurityGroups: [], PrefixLists: [] }),
  elbv2: z._default(elbv2Records, {
    LoadBalancers: [],
    Listeners: [],
    Rules: [],
    TargetGroups: [],
    Tags: [],
    ListenerCertificates: [],
  }),
  rds: z._default(rdsRecords, { DBInstances: [], DBParameterGroups: [], DBProxies: [] }),
  dms: z._default(dmsRecords, { Endpoints: [] }),
  glue: z._default(glueRecords, { Connections: [] }),
  /** Present: Waxseal asks its event history. */
  cloudtrail: z.optional(cloudTrailRecords),
  /** Present: Waxseal asks where accounts stand. */
  organizations: z.optional(organizationsRecords),
});

/** An account as people write it: only what differs from AWS's defaults. */
export type AccountFile = z.input<typeof file>;

export interface Account {
  readonly world: World;
  readonly region: string;
  readonly caller: string;
  readonly denied: readonly string[];
}

const wrong = (name: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'sandbox-account',
    says: `The account file ${name} describes no possible account: ${says}.`,
    todo: 'Records have the shape of the elements of Describe answers; mend the one that is named.',
  });

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

const bucketOf = (
  record: BucketRecord,
  { account, region, partition }: z.output<typeof file>,
  name: string,
): Bucket => {
  const {
    Name,
    Policy,
    PublicAccessBlockConfiguration: _block,
    BucketRegion = region,
    Owner = account,
    ...rest
  } = record;
  const where = `s3.Buckets ${Name}`;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(Name)) throw wrong(name, `${where} is no bucket name`);
  const text = typeof Policy === 'object' ? JSON.stringify(Policy) : Policy;
  const refusal = text === undefined ? undefined : policyRefusal(text, Name, partition)?.refusal;
  if (refusal && !(onlyOrphans(refusal.message) && /"A(ID|RO)A[A-Z0-9]+"/.test(text ?? '')))
    throw wrong(name, `${where} has a policy that S3 refuses (${refusal.message})`);
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

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) < index);

/** Checks an account file, adds AWS's defaults, and makes the world. Throws `WaxsealError` `sandbox-account`. */
export const loadAccount = (input: unknown, name = 'account'): Account => {
  const parsed = file.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const keys = issue && 'keys' in issue ? ` ${String(issue.keys)}` : '';
    throw wrong(name, `${issue?.path.join('.') || '(top)'}: ${issue?.code}${keys}`);
  }
  const { account, region, partition, caller, denied, s3, config, ssm, acm, ec2 } = parsed.data;
  const Buckets = s3.Buckets.map((record) => bucketOf(record, parsed.data, name)).toSorted((a, b) =>
    a.Name < b.Name ? -1 : 1,
  );
  const bucket = twice(Buckets.map(({ Name }) => Name));
  if (bucket !== undefined) throw wrong(name, `s3.Buckets has ${bucket} twice`);
  const rule = twice(config.ConfigRules.map(({ ConfigRuleName }) => ConfigRuleName));
  if (rule !== undefined) throw wrong(name, `config.ConfigRules has ${rule} twice`);
  const elbv2 = loadElbv2(
    parsed.data.elbv2,
    acm.Certificates.map(({ CertificateArn }) => CertificateArn),
  );
  if (typeof elbv2 === 'string') throw wrong(name, elbv2);
  const rds = loadRds(parsed.data.rds, { account, region, partition });
  if (typeof rds === 'string') throw wrong(name, rds);
  const { dms, glue, cloudtrail, organizations } = parsed.data;
  return {
    world: {
      account,
      partition,
      s3: { Buckets },
      config: { ...config, started: {} },
      ssm: {
        Documents: ssm.Documents.map(({ Content, ...rest }) => ({
          ...rest,
          runbook: readRunbook(rest.Name, Content),
        })),
        Executions: [],
        ExecutionsAtOnce: ssm.ExecutionsAtOnce,
        Calendars: ssm.Calendars,
      },
      acm,
      ec2,
      elbv2,
      rds,
      dms,
      glue,
      ...(cloudtrail && { cloudtrail }),
      ...(organizations && { organizations }),
    },
    region,
    caller: caller ?? `arn:${partition}:sts::${account}:assumed-role/waxseal/run`,
    denied,
  };
};
