import type { AwsSecurityFinding, Partition, SeverityLabel } from '@aws-sdk/client-securityhub';
import { partitionOf } from '../aws/partitions.ts';
import type { Target } from '../core/model/target.ts';
import type { Held } from '../report/held.ts';
import type { Item } from '../report/items.ts';
import type { Unlisted } from '../report/model.ts';
import { nameOf } from '../report/name.ts';
import { onlyWords } from '../report/only.ts';
import { safe } from '../report/safe.ts';
import { asffTypeOf } from './asff-types.ts';
import { relatedTo } from './requirements.ts';
import { cut, gravityOf, reasonsOf, type Result, resultOf, stableId } from './result.ts';
import { type About, aboutOf, type Exported } from './source.ts';

/** `WARNING` is neither passed nor failed, for Security Hub as for us. */
const statuses = { passed: 'PASSED', failed: 'FAILED', unknown: 'WARNING' } as const satisfies Record<
  Result,
  string
>;
const labels = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

type Place = Pick<Target, 'account' | 'region' | 'partition'>;

/** Those that its form knows; another is left out, and stands in the ARN. */
const partitions: readonly Partition[] = ['aws', 'aws-cn', 'aws-us-gov'];
const knownPartition = (partition: string): { readonly Partition?: Partition } => {
  const known = partitions.find((one) => one === partition);
  return known === undefined ? {} : { Partition: known };
};

/** Of an integration of one's own: each account has its own, in each Region. */
export const productArn = ({ account, region, partition }: Place): string =>
  `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;

/** Every finding of ours in an account and Region begins so. */
export const idPrefix = (account: string, region: string): string => `waxseal/${account}/${region}/`;
/** And what could not be listed there goes on so. */
export const unlistedPrefix = 'unlisted/';

/** What is the same in all. `Severity`, `Types` and `Workflow` are their reader's to change, and so never said. */
const common = ({ account, region, partition }: Place, label: SeverityLabel, at: string) => ({
  SchemaVersion: '2018-10-08',
  ProductArn: productArn({ account, region, partition }),
  ProductName: 'Waxseal',
  AwsAccountId: account,
  Region: region,
  UpdatedAt: at,
  FindingProviderFields: {
    Severity: { Label: label, Original: label },
    Types: ['Software and Configuration Checks/AWS Security Best Practices'],
  },
});

/** Sentences with names in them that somebody else chose. */
const said = (text: string, most: number): string => cut(safe(text), most);

const recommended = (
  todo: string | undefined,
  page: string | undefined,
): Pick<AwsSecurityFinding, 'Remediation'> =>
  todo === undefined
    ? {}
    : {
        Remediation: { Recommendation: { Text: said(todo, 512), ...(page !== undefined && { Url: page }) } },
      };

const findingOf = (item: Item, held: readonly Held[], about: About, at: string): AwsSecurityFinding => {
  const { target, remediation, outcome, standing, owner, since, lastSeen, todo, plan } = item;
  const result = resultOf(item);
  const reasons = reasonsOf(item, held);
  const gone = standing === 'gone';
  return {
    ...common(target, result === 'passed' || gone ? 'INFORMATIONAL' : labels[gravityOf(about)], at),
    Id: stableId(target, remediation),
    GeneratorId: `waxseal/${remediation}`,
    CreatedAt: since ?? lastSeen,
    LastObservedAt: lastSeen,
    ...(since !== undefined && { FirstObservedAt: since }),
    Title: said(about.title ?? remediation, 256),
    Description: said(`${nameOf(target)}: ${reasons.join(' ')}`, 1024),
    ...recommended(result === 'passed' || gone ? undefined : todo, about.docs?.[0]),
    ProductFields: {
      'waxseal/remediation': remediation,
      'waxseal/standing': standing,
      'waxseal/outcome': outcome,
      ...(owner !== undefined && { 'waxseal/owner': said(owner, 1024) }),
      ...(plan && { 'waxseal/plan': plan.id }),
      ...(about.controls?.length && { 'waxseal/controls': about.controls.join(' ') }),
    },
    Resources: [
      {
        Type: asffTypeOf(target.type),
        Id: target.arn,
        ...knownPartition(target.partition),
        Region: target.region,
      },
    ],
    Compliance: {
      Status: gone ? 'NOT_AVAILABLE' : statuses[result],
      RelatedRequirements: relatedTo(about).slice(0, 32),
      ...(result !== 'passed' && {
        StatusReasons: reasons.slice(0, 20).map((one) => ({
          ReasonCode: `WAXSEAL_${outcome.toUpperCase().replaceAll('-', '_')}`,
          Description: said(one, 512),
        })),
      }),
    },
    RecordState: gone ? 'ARCHIVED' : 'ACTIVE',
  };
};

/** A kind that could not be listed is told of the account: nobody knows whether it is good. */
const unlistedFinding = ({ account, region, type, says, todo }: Unlisted, at: string): AwsSecurityFinding => {
  const partition = partitionOf(region);
  const reason = said(`${type} in ${region} could not be listed: ${says}`, 1024);
  return {
    ...common({ account, region, partition }, 'MEDIUM', at),
    Id: `${idPrefix(account, region)}${unlistedPrefix}${type}`,
    GeneratorId: 'waxseal/unlisted',
    CreatedAt: at,
    Title: said(`${type} could not be listed`, 256),
    Description: reason,
    ...recommended(todo, undefined),
    Resources: [
      {
        Type: 'AwsAccount',
        Id: `AWS::::Account:${account}`,
        ...knownPartition(partition),
        Region: region,
      },
    ],
    Compliance: {
      Status: 'NOT_AVAILABLE',
      StatusReasons: [{ ReasonCode: 'WAXSEAL_UNLISTED', Description: said(reason, 512) }],
    },
    RecordState: 'ACTIVE',
  };
};

/** What is to be said of a kind that could not be listed once, and now can. */
export const relistedFinding = (
  { account, region, type }: Pick<Unlisted, 'account' | 'region' | 'type'>,
  at: string,
): AwsSecurityFinding => {
  const place = { account, region, partition: partitionOf(region) };
  const { Remediation: _todo, ...before } = unlistedFinding(
    { account, region, type, says: '', todo: '' },
    at,
  );
  return {
    ...before,
    ...common(place, 'INFORMATIONAL', at),
    Description: said(`${type} in ${region} can be listed again.`, 1024),
    Compliance: { Status: 'PASSED' },
    RecordState: 'ARCHIVED',
  };
};

/**
 * Findings in the format of Security Hub, as `BatchImportFindings` takes them, a hundred at a time. What is gone is
 * archived. `SecurityControlId` is not set: these are no results of Security Hub's own controls.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
export const asffReport = ({ report, about }: Exported): readonly AwsSecurityFinding[] => {
  const held = Map.groupBy(report.held, ({ finding }) => finding);
  const all = [
    ...[...report.items, ...report.gone].map((item) =>
      findingOf(item, held.get(item.finding) ?? [], aboutOf(about, item.remediation), report.at),
    ),
    ...report.unlisted.map((one) => unlistedFinding(one, report.at)),
  ];
  const { only } = report;
  return only
    ? all.map((one) => ({
        ...one,
        ProductFields: { ...one.ProductFields, 'waxseal/only': said(onlyWords(only), 1024) },
      }))
    : all;
};
