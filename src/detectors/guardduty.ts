import {
  type Finding,
  GetDetectorCommand,
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { formatArn } from '../aws/arn.ts';
import type { Asked, Meaning, Severity, Spoken } from '../core/model/detectors.ts';
import type { Aws } from '../core/model/remediation.ts';
import type { Detector } from './detector.ts';
import { instanceArn, isoOf, withoutQualifier } from './named.ts';
import { firstPages, unreadBeyond } from './pages.ts';

/**
 * By the beginning of a finding's type. Of the same resource all others are only counted.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
export const guardDutyTypes: Readonly<Record<string, Meaning>> = {
  'Policy:S3/BucketAnonymousAccessGranted': 'public',
  'Policy:S3/BucketPublicAccessGranted': 'public',
  'Recon:EC2/PortProbe': 'probed',
  'CredentialAccess:RDS/': 'credentials',
  'Discovery:RDS/': 'credentials',
  'Discovery:S3/': 'credentials',
  'Exfiltration:S3/': 'credentials',
  'Impact:S3/': 'credentials',
  'UnauthorizedAccess:S3/': 'credentials',
  'Stealth:S3/ServerAccessLoggingDisabled': 'unlogged',
};

const meaningOf = (type: string): Meaning | undefined =>
  Object.entries(guardDutyTypes).find(([begin]) => type.startsWith(begin))?.[1];

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const severityOf = (score: number | undefined): Severity => {
  if (score === undefined || !(score >= 1)) return 'unrated';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : 'low';
};

/** Every resource that a finding is about, by ARN. */
const resourcesOf = ({ Resource }: Finding, place: Asked): readonly string[] => {
  const instance = Resource?.InstanceDetails?.InstanceId;
  const { DbInstanceArn: database, DbClusterIdentifier: cluster } = Resource?.RdsDbInstanceDetails ?? {};
  const lambda = Resource?.LambdaDetails?.FunctionArn;
  return [
    ...(instance ? [instanceArn(place, instance)] : []),
    ...(Resource?.S3BucketDetails ?? []).flatMap(({ Arn }) => Arn ?? []),
    ...(database ? [database] : []),
    // Settings of an Aurora instance are those of its cluster.
    ...(cluster ? [formatArn({ ...place, service: 'rds', resource: `cluster:${cluster}` })] : []),
    ...(lambda ? [withoutQualifier(lambda)] : []),
  ];
};

const spokenBy = (finding: Finding, place: Asked): readonly Spoken[] => {
  const { Type = '', Title, Severity: score, Arn, Id = '', Service, UpdatedAt } = finding;
  const means = meaningOf(Type);
  return resourcesOf(finding, place).map((of) => ({
    of,
    ...(means && {
      statement: {
        id: Arn ?? Id,
        title: Title ?? Type,
        severity: severityOf(score),
        means,
        ...isoOf(Service?.EventLastSeen ?? UpdatedAt),
      },
    }),
  }));
};

/** Ids of a page are asked for at once; there may be at most fifty. */
const atOnce = 50;

const findingsOf = async (DetectorId: string, { account }: Asked, aws: Aws) => {
  const client = aws.use(GuardDutyClient);
  return firstPages<Finding>(async (NextToken) => {
    const { FindingIds, NextToken: next } = await client.send(
      new ListFindingsCommand({
        DetectorId,
        FindingCriteria: {
          Criterion: { 'service.archived': { Equals: ['false'] }, accountId: { Equals: [account] } },
        },
        SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'DESC' },
        MaxResults: atOnce,
        NextToken,
      }),
    );
    if (!FindingIds || FindingIds.length === 0) return { items: FindingIds && [], next };
    const { Findings } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    return { items: Findings, next };
  });
};

/** Threats: strangers at a bucket, an instance or a database. */
export const guardDuty: Detector = {
  name: 'GuardDuty',
  permissions: [
    'guardduty:GetDetector',
    'guardduty:GetFindings',
    'guardduty:ListDetectors',
    'guardduty:ListFindings',
  ],
  about: async (asked, aws) => {
    const client = aws.use(GuardDutyClient);
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    const [DetectorId] = DetectorIds ?? [];
    if (DetectorId === undefined)
      return {
        is: 'off',
        says: 'GuardDuty has no detector here.',
        todo: 'Switch GuardDuty on in this Region to hear of strangers; it costs by what it looks at.',
      };
    const { Status } = await client.send(new GetDetectorCommand({ DetectorId }));
    if (Status !== 'ENABLED')
      return {
        is: 'off',
        says: 'GuardDuty is suspended here: it finds nothing new.',
        todo: 'Resume its detector in this Region.',
      };
    const read = await findingsOf(DetectorId, asked, aws);
    // An administrator sees the findings of its members.
    const own = read.items.filter(
      ({ AccountId, Region, Service }) =>
        AccountId === asked.account && Region === asked.region && Service?.Archived !== true,
    );
    return { is: 'told', spoken: own.flatMap((one) => spokenBy(one, asked)), ...unreadBeyond(read) };
  },
};
