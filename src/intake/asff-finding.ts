import * as z from 'zod/mini';
import { arnOfNamed } from '../aws/named-resources.ts';
import { controlNamedBy } from '../aws/security-hub-controls.ts';
import { account, homeOfArn, isMoment, isRegion, moment, notAsDocumented, lineOfIssue } from './forms.ts';
import { ignored, malformed, type NamedByFinding, type Taken } from './intake.ts';
import { mayBeSaidOf, type Trust } from './trust.ts';

/** What Waxseal signs its notes with: `Note.UpdatedBy` of whatever it writes to a finding. */
export const signature = 'waxseal';

const product = z.object({ ProductArn: z.string(), Compliance: z.optional(z.unknown()) });

/** Findings of security controls, and those of AWS Config rules that Security Hub takes in. */
const productArn = /^arn:(aws[a-z-]*):securityhub:[a-z0-9-]*:\d*:product\/aws\/(securityhub|config)$/;

// https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
const asff = z.object({
  ProductArn: z.string().check(z.regex(productArn)),
  Id: z.optional(z.unknown()),
  Title: z.optional(z.unknown()),
  Remediation: z.optional(z.unknown()),
  AwsAccountId: account,
  Region: z.optional(z.string()),
  GeneratorId: z.string().check(z.maxLength(512)),
  UpdatedAt: moment,
  RecordState: z.enum(['ACTIVE', 'ARCHIVED']),
  Workflow: z.optional(z.object({ Status: z.enum(['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED']) })),
  Compliance: z.object({
    Status: z.enum(['PASSED', 'FAILED', 'WARNING', 'NOT_AVAILABLE']),
    SecurityControlId: z.optional(z.nullable(z.string())),
  }),
  ProductFields: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  Resources: z.array(z.unknown()).check(z.minLength(1), z.maxLength(32)),
  Note: z.optional(z.nullable(z.object({ UpdatedBy: z.string(), UpdatedAt: z.string() }))),
});
type Asff = z.output<typeof asff>;

/** What says of which control it is. */
const naming = z.pick(asff, {
  ProductArn: true,
  Id: true,
  Title: true,
  Remediation: true,
  GeneratorId: true,
  Compliance: true,
  ProductFields: true,
});
type Naming = z.output<typeof naming>;

/** Each by itself: one that cannot be read does not hide the others. */
const resource = z.object({
  Id: z.string().check(z.maxLength(2048)),
  Type: z.optional(z.nullable(z.string())),
  Region: z.optional(z.nullable(z.string())),
});
type Resource = z.output<typeof resource>;

const field = (finding: Naming, name: string): string | undefined => {
  const fields = finding.ProductFields ?? {};
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const recommended = z.object({ Recommendation: z.object({ Url: z.string() }) });
const helpPage =
  /^https:\/\/docs\.(?:aws\.amazon\.com|amazonaws\.cn)\/[a-z]+\/securityhub\/([^/]+)\/remediation$/;

/**
 * Everything in a finding that says which control it is of, the surest first. With consolidated control findings the
 * generator is `security-control/S3.5`; without, it is the standard's own, such as
 * `aws-foundational-security-best-practices/v/1.0.0/S3.5`, and the title begins with the standard's id. The page of the
 * remedy goes by the id of today.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-changes-consolidation.html
 */
const controlTexts = (finding: Naming): readonly unknown[] => {
  const remediation = recommended.safeParse(finding.Remediation);
  const pages = [remediation.data?.Recommendation.Url, field(finding, 'RecommendationUrl')];
  const ofStandard = [field(finding, 'StandardsArn'), field(finding, 'ControlId')];
  return [
    finding.Compliance.SecurityControlId,
    finding.GeneratorId,
    typeof finding.Id === 'string' ? finding.Id.replace(/\/finding\/[^/]*$/, '') : undefined,
    field(finding, 'StandardsControlArn'),
    ofStandard.every((part) => part !== undefined) ? ofStandard.join('/') : undefined,
    field(finding, 'ControlId'),
    ...pages.map((page) => helpPage.exec(page ?? '')?.[1]),
    typeof finding.Title === 'string' ? finding.Title.split(' ')[0] : undefined,
  ];
};

/** Findings that are taken in from AWS Config are of a rule: whatever their title looks like. */
const controlOf = (finding: Naming): string | undefined => {
  const [, , by] = productArn.exec(finding.ProductArn) ?? [];
  if (by !== 'securityhub') return undefined;
  const texts = controlTexts(finding).filter((text) => typeof text === 'string');
  return texts.map(controlNamedBy).find((control) => control !== undefined);
};

/** The control of a finding as Security Hub answers it, by the same signs as of one that it sends. */
export const controlOfFinding = (given: unknown): string | undefined => {
  const parsed = naming.safeParse(given);
  return parsed.success ? controlOf(parsed.data) : undefined;
};

const ruleNameForm = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const relatedType = /^RelatedAWSResources:(\d{1,4})\/type$/;

/** The Config rule behind it: its parameters say what the control was told to check. */
const ruleNameOf = (finding: Asff): string | undefined => {
  const imported = field(finding, 'aws/config/ConfigRuleName');
  const related = Object.keys(finding.ProductFields ?? {})
    .filter((key) => field(finding, key) === 'AWS::Config::ConfigRule')
    .flatMap((key) => relatedType.exec(key)?.[1] ?? [])
    .toSorted((one, other) => Number(one) - Number(other))
    .map((index) => field(finding, `RelatedAWSResources:${index}/name`));
  return [imported, ...related].find((name) => name !== undefined && ruleNameForm.test(name));
};

/**
 * A note stays on a finding for good, and each of our updates comes back as an event: it is ours when nothing is newer
 * than our note. `UpdatedAt` is when the control itself last spoke.
 */
const isOwnUpdate = ({ Note: note, UpdatedAt: spoken }: Asff): boolean =>
  note?.UpdatedBy.startsWith(signature) === true &&
  isMoment(note.UpdatedAt) &&
  Date.parse(note.UpdatedAt) >= Date.parse(spoken);

export interface FindingEvent {
  readonly base: string;
  readonly sender: string;
  readonly eventId: string;
  readonly trust: Trust;
  /** A person sent it (a custom action): whatever its workflow says, somebody wants it looked at. */
  readonly asked: boolean;
}

const accountLevel = /^AWS::::Account:/;

/** By its ARN, or by what its type and name make one. */
const arnOf = ({ Id: id, Type: type }: Resource, region: string | undefined, finding: Asff): string => {
  if (homeOfArn(id) || typeof type !== 'string' || region === undefined) return id;
  const [, partition = ''] = productArn.exec(finding.ProductArn) ?? [];
  return arnOfNamed(type, id, { partition, region, account: finding.AwsAccountId }) ?? id;
};

const resourceOf = (given: unknown, index: number, finding: Asff, event: FindingEvent): Taken => {
  const { base, sender, eventId, trust } = event;
  const parsed = resource.safeParse(given);
  if (!parsed.success)
    return malformed(lineOfIssue(`${base}.Resources.${index}`, parsed.error.issues), notAsDocumented);
  const { Id: id, Region: own } = parsed.data;
  if (accountLevel.test(id)) return ignored('account-level');
  const said = [own ?? undefined, finding.Region].find(isRegion);
  const arn = arnOf(parsed.data, said, finding);
  const home = homeOfArn(arn);
  if (!home) return ignored('without-arn');
  // Of a resource elsewhere the ARN knows best: a trail of all Regions is found in each.
  const region = [home.region, said].find(isRegion);
  if (region === undefined) return malformed(`${base}.Region`, notAsDocumented);
  const about = home.account || finding.AwsAccountId;
  if (!mayBeSaidOf(about, [sender, finding.AwsAccountId], trust)) return ignored('foreign-account');
  const control = controlOf(finding);
  const ruleName = ruleNameOf(finding);
  if (control === undefined && ruleName === undefined) return ignored('not-a-control');
  const named: NamedByFinding = {
    is: 'named',
    by: 'finding',
    arn,
    account: about,
    region,
    partition: home.partition,
    ...(control !== undefined && { control }),
    ...(ruleName !== undefined && { ruleName }),
    compliance: finding.Compliance.Status === 'PASSED' ? 'COMPLIANT' : 'NON_COMPLIANT',
    at: finding.UpdatedAt,
    eventId,
    eventAccount: sender,
  };
  return named;
};

/**
 * Whom one finding of Security Hub names: one answer for each of its resources. Only what failed, is active and nobody
 * has taken care of makes us look; what passed closes what was open.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 */
export const readAsffFinding = (given: unknown, event: FindingEvent): readonly Taken[] => {
  const made = product.safeParse(given);
  if (!made.success) return [malformed(lineOfIssue(event.base, made.error.issues), notAsDocumented)];
  const { ProductArn: by, Compliance: compliance } = made.data;
  if (!productArn.test(by) || compliance === undefined || compliance === null)
    return [ignored('not-a-control')];
  const parsed = asff.safeParse(given);
  if (!parsed.success) return [malformed(lineOfIssue(event.base, parsed.error.issues), notAsDocumented)];
  const finding = parsed.data;
  if (finding.RecordState === 'ARCHIVED') return [ignored('archived-finding')];
  const status = finding.Compliance.Status;
  if (status === 'WARNING' || status === 'NOT_AVAILABLE') return [ignored('insufficient-data')];
  if (!event.asked && isOwnUpdate(finding)) return [ignored('own-update')];
  const workflow = finding.Workflow?.Status ?? 'NEW';
  if (status === 'FAILED' && workflow !== 'NEW' && !event.asked) return [ignored('handled-finding')];
  return finding.Resources.map((one, index) => resourceOf(one, index, finding, event));
};
