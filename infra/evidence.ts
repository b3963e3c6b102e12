import { aws_iam as iam, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { athenaPermissions } from '../src/evidence/athena/source.ts';
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

/** Queries of one workgroup, and the catalog that they need: nothing of it without the setting. */
const ofAthena = ({ athena }: Evidence, { partition, account }: Place): readonly Grant[] => {
  if (!athena) return [];
  const glue = (what: string): string => `arn:${partition}:glue:*:${account}:${what}`;
  return [
    {
      Effect: 'Allow',
      Action: athenaPermissions.workgroup,
      Resource: [`arn:${partition}:athena:*:${account}:workgroup/${athena.workgroup}`],
    },
    {
      Effect: 'Allow',
      Action: athenaPermissions.catalog,
      Resource: [
        glue('catalog'),
        ...athena.databases.flatMap((name) => [glue(`database/${name}`), glue(`table/${name}/*`)]),
      ],
    },
  ];
};

const limited = (evidence: Evidence, place: Place): readonly Grant[] => {
  const { logBuckets, logGroups } = evidence;
  const { partition, account } = place;
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
    ...ofAthena(evidence, place),
  ];
  return grants.filter(({ Resource }) => Resource.length > 0);
};

/** As cdk-nag writes what it has found. */
const asFound: Place = { partition: '<AWS::Partition>', account: '<AWS::AccountId>' };
const why =
  'Logs of these buckets, log groups and tables, whatever they are called, in whatever Region: the settings name each.';

/** The role by which logs are read in one account. It changes nothing, and no look uses it. */
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
  evidence
    ? {
        WAXSEAL_EVIDENCE_ROLE: names.evidenceRole,
        ...(evidence.athena && {
          WAXSEAL_ATHENA_WORKGROUP: evidence.athena.workgroup,
          WAXSEAL_ATHENA_DATABASES: evidence.athena.databases.join(','),
        }),
      }
    : {};
