import * as z from 'zod/mini';
import { WaxsealError } from '../core/model/errors.ts';
import { readRunbook } from './runbook.ts';
import { acmRecords } from '../services/acm/sandbox/records.ts';
import { cloudFrontRecords, loadCloudFront } from '../services/cloudfront/sandbox/records.ts';
import { cloudTrailRecords } from '../services/cloudtrail/sandbox/records.ts';
import { codeDeployRecords } from '../services/codedeploy/sandbox/records.ts';
import { configRecords } from '../services/config/sandbox/records.ts';
import { dmsRecords } from '../services/dms/sandbox/records.ts';
import { ec2Records } from '../services/ec2/sandbox/records.ts';
import { ecsRecords } from '../services/ecs/sandbox/records.ts';
import { loadElbv2 } from '../services/elbv2/sandbox/account.ts';
import { elbv2Records } from '../services/elbv2/sandbox/records.ts';
import { glueRecords } from '../services/glue/sandbox/records.ts';
import { organizationsRecords } from '../services/organizations/sandbox/records.ts';
import { loadRds } from '../services/rds/sandbox/account.ts';
import { rdsRecords } from '../services/rds/sandbox/records.ts';
import { loadS3 } from '../services/s3/sandbox/account.ts';
import { s3Records } from '../services/s3/sandbox/records.ts';
import { ssmRecords } from '../services/ssm/sandbox/records.ts';
import { twice } from './twice.ts';
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
  config: z._default(configRecords, () => configRecords.parse({})),
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
  cloudfront: z._default(cloudFrontRecords, { Distributions: [] }),
  codedeploy: z._default(codeDeployRecords, { Applications: [], DeploymentGroups: [] }),
  ecs: z._default(ecsRecords, { Clusters: [], Services: [] }),
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

/** Checks an account file, adds AWS's defaults, and makes the world. Throws `WaxsealError` `sandbox-account`. */
export const loadAccount = (input: unknown, name = 'account'): Account => {
  const parsed = file.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const keys = issue && 'keys' in issue ? ` ${String(issue.keys)}` : '';
    throw wrong(name, `${issue?.path.join('.') || '(top)'}: ${issue?.code}${keys}`);
  }
  const { account, region, partition, caller, denied, config, ssm, acm, ec2 } = parsed.data;
  const s3 = loadS3(parsed.data.s3, { account, region, partition });
  if (typeof s3 === 'string') throw wrong(name, s3);
  const rule = twice(config.ConfigRules.map(({ ConfigRuleName }) => ConfigRuleName));
  if (rule !== undefined) throw wrong(name, `config.ConfigRules has ${rule} twice`);
  const elbv2 = loadElbv2(
    parsed.data.elbv2,
    acm.Certificates.map(({ CertificateArn }) => CertificateArn),
  );
  if (typeof elbv2 === 'string') throw wrong(name, elbv2);
  const rds = loadRds(parsed.data.rds, { account, region, partition });
  if (typeof rds === 'string') throw wrong(name, rds);
  const { dms, glue, codedeploy, ecs, cloudtrail, organizations } = parsed.data;
  return {
    world: {
      account,
      partition,
      s3,
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
      cloudfront: loadCloudFront(
        parsed.data.cloudfront,
        s3.Buckets.flatMap(({ Policy }) => Policy ?? []),
      ),
      codedeploy,
      ecs,
      ...(cloudtrail && { cloudtrail }),
      ...(organizations && { organizations }),
    },
    region,
    caller: caller ?? `arn:${partition}:sts::${account}:assumed-role/waxseal/run`,
    denied,
  };
};
