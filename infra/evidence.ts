import { aws_iam as iam, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { evidencePermissions } from '../src/evidence/sources.ts';
import { take } from './acknowledged.ts';
import { onlyFunctionsOf, type Hub } from './access.ts';
import { grantsFor, type Grant } from './grants.ts';
import { names } from './names.ts';
import type { Settings } from './settings.ts';

/** What says more than how something is set: limited to what the settings name. */
const ofBuckets: readonly string[] = ['s3:ListBucket'];
const ofObjects: readonly string[] = ['s3:GetObject'];
const ofGroups: readonly string[] = ['logs:GetQueryResults', 'logs:StartQuery'];
/** Of any log file of a database: RDS knows no less than an instance. */
const named = new Set([...ofBuckets, ...ofObjects, ...ofGroups]);

const here = { partition: Aws.PARTITION, account: Aws.ACCOUNT_ID, region: '*' };

type Evidence = NonNullable<Settings['evidence']>;

interface Place {
  readonly partition: string;
  readonly account: string;
}

const limited = ({ logBuckets, logGroups }: Evidence, { partition, account }: Place): readonly Grant[] => {
  const bucket = (name: string): string => `arn:${partition}:s3:::${name}`;
  const group = (name: string): string => `arn:${partition}:logs:*:${account}:log-group:${name}`;
  const grants: readonly Grant[] = [
    { Effect: 'Allow', Action: ofBuckets, Resource: logBuckets.map(bucket) },
    { Effect: 'Allow', Action: ofObjects, Resource: logBuckets.map((name) => `${bucket(name)}/*`) },
    {
      Effect: 'Allow',
      Action: ofGroups,
      Resource: logGroups.flatMap((name) => [group(name), `${group(name)}:*`]),
    },
  ];
  return grants.filter(({ Resource }) => Resource.length > 0);
};

/** As cdk-nag writes what it has found. */
const asFound: Place = { partition: '<AWS::Partition>', account: '<AWS::AccountId>' };
const why = 'Logs of these buckets and log groups, whatever they are called: the settings name each.';

/** The role by which logs are read in one account. It writes nothing, and no look uses it. */
export const evidenceRole = (scope: Construct, { evidence }: Pick<Settings, 'evidence'>, hub: Hub): void => {
  if (!evidence) return;
  const rest = evidencePermissions.filter((action) => !named.has(action));
  const role = new iam.Role(scope, 'EvidenceRole', {
    roleName: names.evidenceRole,
    description: 'Waxseal reads logs with it that show who would break. Reads only.',
    assumedBy: onlyFunctionsOf(hub),
    inlinePolicies: {
      read: iam.PolicyDocument.fromJson({
        Version: '2012-10-17',
        Statement: [...grantsFor(rest, here), ...limited(evidence, here)],
      }),
    },
  });
  const found = limited(evidence, asFound).flatMap(({ Resource }) => Resource);
  take(
    role,
    found.map((resource) => [`IAM5[Resource::${resource}]`, why]),
  );
};

export const evidenceEnvironment = ({
  evidence,
}: Pick<Settings, 'evidence'>): Readonly<Record<string, string>> =>
  evidence ? { WAXSEAL_EVIDENCE_ROLE: names.evidenceRole } : {};
