import { type AwsSecurityFinding, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { isNamed } from '../aws/error-names.ts';
import { arnOfNamed } from '../aws/named-resources.ts';
import { isSameControl } from '../aws/security-hub-controls.ts';
import type { Asked, Meaning, Spoken } from '../core/model/detectors.ts';
import { controlOfFinding } from '../intake/asff-finding.ts';
import type { Detector } from './detector.ts';
import { isoOf, severityOf, withoutQualifier } from './named.ts';
import { firstPages, unreadBeyond } from './pages.ts';

/**
 * By control; all others that a remediation of ours names as its own mean the same as its finding. Not those that only ask for a guard
 * against being public (S3.8, S3.19): what has none may be open to nobody.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 */
export const securityHubControls: Readonly<Record<string, Meaning>> = {
  'DMS.1': 'public',
  'EC2.9': 'public',
  'EC2.13': 'public',
  'EC2.14': 'public',
  'EC2.18': 'public',
  'EC2.19': 'public',
  'KMS.5': 'public',
  'Lambda.1': 'public',
  'MSK.4': 'public',
  'Opensearch.2': 'public',
  'ES.2': 'public',
  'RDS.2': 'public',
  'Redshift.1': 'public',
  'RedshiftServerless.3': 'public',
  'S3.2': 'public',
  'S3.3': 'public',
  'SNS.4': 'public',
  'SQS.3': 'public',
  'CloudFront.5': 'unlogged',
  'ELB.5': 'unlogged',
  'S3.9': 'unlogged',
};

/** By the beginning of a type of any product, as Macie and others send it. */
export const securityHubTypes: Readonly<Record<string, Meaning>> = {
  'Sensitive Data Identifications': 'sensitive',
};

const meaningOf = (finding: AwsSecurityFinding, { controls }: Asked): Meaning | undefined => {
  const control = controlOfFinding(finding);
  if (control === undefined)
    return Object.entries(securityHubTypes).find(([begin]) =>
      finding.Types?.some((type) => type.startsWith(begin)),
    )?.[1];
  const known = Object.entries(securityHubControls).find(([one]) => isSameControl(one, control))?.[1];
  return known ?? (controls.some((one) => isSameControl(one, control)) ? 'same' : undefined);
};

/** Security Hub sends ARNs; what it takes in from others may have a name instead. */
const resourcesOf = ({ Resources = [] }: AwsSecurityFinding, place: Asked): readonly string[] =>
  Resources.flatMap(({ Id = '', Type = '', Region }) => {
    if (Region !== undefined && Region !== place.region) return [];
    return Id.startsWith('arn:') ? [withoutQualifier(Id)] : (arnOfNamed(Type, Id, place) ?? []);
  });

const spokenBy = (finding: AwsSecurityFinding, place: Asked): readonly Spoken[] => {
  const { Id = '', Title, Severity, UpdatedAt, ProductName, Compliance } = finding;
  const means = meaningOf(finding, place);
  // Its own name is `Security Hub CSPM` as well.
  const by = ProductName?.startsWith('Security Hub') === false ? ` (${ProductName})` : '';
  const control = Compliance?.SecurityControlId;
  return resourcesOf(finding, place).map((of) => ({
    of,
    ...(means && {
      statement: {
        id: Id,
        title: `${control === undefined ? '' : `${control} `}${Title ?? 'without a title'}${by}`,
        severity: severityOf(Severity?.Label),
        means,
        ...isoOf(UpdatedAt),
      },
    }),
  }));
};

/** Asked themselves: the same twice would be twice as loud. */
const asked = ['GuardDuty', 'Inspector', 'IAM Access Analyzer'];

/** What is over, or what we have told it ourselves, is nobody else's word. */
const isStanding = (
  { AwsAccountId, RecordState, Workflow, Compliance, GeneratorId, ProductName = '' }: AwsSecurityFinding,
  account: string,
): boolean =>
  AwsAccountId === account &&
  RecordState === 'ACTIVE' &&
  Workflow?.Status !== 'RESOLVED' &&
  Workflow?.Status !== 'SUPPRESSED' &&
  Compliance?.Status !== 'PASSED' &&
  Compliance?.Status !== 'NOT_AVAILABLE' &&
  !asked.includes(ProductName) &&
  GeneratorId?.startsWith('waxseal') !== true;

const is = (Value: string) => ({ Comparison: 'EQUALS', Value }) as const;

/** Controls of Security Hub itself, and findings of any product that sends to it. */
export const securityHub: Detector = {
  name: 'Security Hub',
  permissions: ['securityhub:GetFindings'],
  about: async (place, aws) => {
    const { account, region } = place;
    try {
      const read = await firstPages<AwsSecurityFinding>(async (NextToken) => {
        const answer = await aws.use(SecurityHubClient).send(
          new GetFindingsCommand({
            Filters: {
              AwsAccountId: [is(account)],
              Region: [is(region)],
              RecordState: [is('ACTIVE')],
              WorkflowStatus: [is('NEW'), is('NOTIFIED')],
              ProductName: asked.map((Value) => ({ Comparison: 'NOT_EQUALS', Value })),
            },
            SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'desc' }],
            MaxResults: 100,
            NextToken,
          }),
        );
        return { items: answer.Findings, next: answer.NextToken };
      });
      // An administrator, or a Region that others are gathered in, sees more.
      const own = read.items.filter(
        (one) => isStanding(one, account) && (one.Region === undefined || one.Region === region),
      );
      return { is: 'told', spoken: own.flatMap((one) => spokenBy(one, place)), ...unreadBeyond(read) };
    } catch (error) {
      if (!isNamed(error, 'InvalidAccessException')) throw error;
      return {
        is: 'off',
        // AWS says both by one name: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
        says: 'Security Hub is not enabled for the account here, or the account may not use it.',
        todo: 'Enable Security Hub in this Region to hear of its controls; it costs by the check.',
      };
    }
  },
};
