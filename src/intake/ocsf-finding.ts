import * as z from 'zod/mini';
import { arnOfNamed } from '../aws/named-resources.ts';
import { controlNamedBy } from '../aws/security-hub-controls.ts';
import type { FindingEvent } from './asff-finding.ts';
import {
  account,
  homeOfArn,
  isMoment,
  isRegion,
  notAsDocumented,
  lineOfIssue,
  ruleName,
  type ArnHome,
} from './forms.ts';
import { ignored, malformed, type Taken } from './intake.ts';
import { mayBeSaidOf } from './trust.ts';

/** https://schema.ocsf.io/classes/compliance_finding */
const complianceFindingClass = 2003;
const kind = z.object({ class_uid: z.number() });

const text = z.optional(z.nullable(z.string()));
const ocsf = z.object({
  status_id: z.optional(z.nullable(z.number())),
  activity_id: z.optional(z.nullable(z.number())),
  time: z.optional(z.nullable(z.number())),
  time_dt: text,
  cloud: z.object({ account: z.object({ uid: account }), region: text }),
  finding_info: z.optional(
    z.nullable(
      z.object({
        modified_time_dt: text,
        uid: z.optional(z.unknown()),
        title: z.optional(z.unknown()),
        analytic: z.optional(z.unknown()),
      }),
    ),
  ),
  compliance: z.object({ control: text, status: z.string() }),
  metadata: z.object({
    product: z.object({
      uid: z.string(),
      feature: z.optional(z.unknown()),
    }),
  }),
  resources: z.array(z.unknown()).check(z.minLength(1), z.maxLength(32)),
});
type Ocsf = z.output<typeof ocsf>;

/** Each by itself: one that cannot be read does not hide the others. */
const resource = z.object({
  uid: text,
  uid_alt: text,
  type: text,
  region: text,
  owner: z.optional(z.nullable(z.object({ account: z.optional(z.nullable(z.object({ uid: text }))) }))),
});
type Resource = z.output<typeof resource>;

const feature = z.object({ uid: z.string() });
const analytic = z.object({ category: z.string(), name: ruleName });

/** What says which control it is of, the surest first; the feature is the generator of the other format. */
const controlOf = ({ compliance, finding_info: info, metadata }: Ocsf): string | undefined =>
  [
    compliance.control,
    feature.safeParse(metadata.product.feature).data?.uid,
    typeof info?.uid === 'string' ? info.uid.replace(/\/finding\/[^/]*$/, '') : undefined,
    typeof info?.title === 'string' ? info.title.split(' ')[0] : undefined,
  ]
    .map((said) => (typeof said === 'string' ? controlNamedBy(said) : undefined))
    .find((control) => control !== undefined);

/** The Config rule behind it, where one is. */
const ruleNameOf = ({ finding_info: info }: Ocsf): string | undefined => {
  const by = analytic.safeParse(info?.analytic).data;
  return by && /config rule|ConfigRule/i.test(by.category) ? by.name : undefined;
};

/** Findings of Security Hub itself, not of what it takes in from others. */
const productArn = /^arn:(aws[a-z-]*):securityhub:/;

/** New, or not said. The others are: in progress 2, suppressed 3, resolved 4, archived 5, deleted 6. */
const isNew = (status: number | null | undefined): boolean => [undefined, null, 0, 1].includes(status);
const archived = 5;
const closed = 3;

const momentOf = ({ finding_info: info, time_dt: said, time }: Ocsf): string | undefined => {
  const texts = [info?.modified_time_dt ?? undefined, said ?? undefined];
  const moment = texts.find(isMoment);
  if (moment !== undefined) return moment;
  const known = typeof time === 'number' && Number.isSafeInteger(time) && time > 0 && time < 8.64e15;
  return known ? new Date(time).toISOString() : undefined;
};

interface Found {
  readonly arn: string;
  readonly home: ArnHome;
}
const foundBy = (arn: string | null | undefined): Found | undefined => {
  const home = homeOfArn(arn ?? undefined);
  return home && typeof arn === 'string' ? { arn, home } : undefined;
};

/** By its ARN, or by what its type and name make one. */
const found = (
  { uid, uid_alt: other, type }: Resource,
  region: string | undefined,
  { metadata, cloud }: Ocsf,
): Found | undefined => {
  const named = foundBy(other) ?? foundBy(uid);
  if (named || region === undefined || typeof type !== 'string') return named;
  const [, partition = ''] = productArn.exec(metadata.product.uid) ?? [];
  const where = { partition, region, account: cloud.account.uid };
  return foundBy(arnOfNamed(type, uid ?? '', where));
};

const resourceOf = (given: unknown, index: number, finding: Ocsf, event: FindingEvent): Taken => {
  const { base, sender, eventId, trust } = event;
  const parsed = resource.safeParse(given);
  if (!parsed.success)
    return malformed(lineOfIssue(`${base}.resources.${index}`, parsed.error.issues), notAsDocumented);
  const { uid, region: own, owner } = parsed.data;
  if (uid?.startsWith('AWS::::Account') === true) return ignored('account-level');
  const said = [own ?? undefined, finding.cloud.region ?? undefined].find(isRegion);
  const named = found(parsed.data, said, finding);
  if (!named) return ignored('without-arn');
  const { arn, home } = named;
  const control = controlOf(finding);
  const rule = ruleNameOf(finding);
  if (control === undefined && rule === undefined) return ignored('not-a-control');
  const region = [home.region, said].find(isRegion);
  if (region === undefined) return malformed(`${base}.cloud.region`, notAsDocumented);
  const at = momentOf(finding);
  if (at === undefined) return malformed(`${base}.time`, notAsDocumented);
  const spoken = finding.cloud.account.uid;
  const about = home.account || spoken;
  const holder = owner?.account?.uid ?? about;
  if (!mayBeSaidOf(about, [sender, spoken, holder], trust)) return ignored('foreign-account');
  return {
    is: 'named',
    by: 'finding',
    arn,
    account: about,
    region,
    partition: home.partition,
    ...(control !== undefined && { control }),
    ...(rule !== undefined && { ruleName: rule }),
    compliance: finding.compliance.status.toLowerCase().startsWith('pass') ? 'COMPLIANT' : 'NON_COMPLIANT',
    at,
    eventId,
    eventAccount: sender,
  };
};

/**
 * Whom one finding in the form of OCSF names (*Findings Imported V2*). Our own updates set another status than new, so
 * that they are among those that somebody has taken care of.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html
 */
export const readOcsfFinding = (given: unknown, event: FindingEvent): readonly Taken[] => {
  const made = kind.safeParse(given);
  if (!made.success) return [malformed(lineOfIssue(event.base, made.error.issues), notAsDocumented)];
  if (made.data.class_uid !== complianceFindingClass) return [ignored('not-a-control')];
  const parsed = ocsf.safeParse(given);
  if (!parsed.success) return [malformed(lineOfIssue(event.base, parsed.error.issues), notAsDocumented)];
  const finding = parsed.data;
  if (!productArn.test(finding.metadata.product.uid)) return [ignored('not-a-control')];
  const status = finding.compliance.status.toLowerCase();
  if (status !== 'pass' && status !== 'passed' && status !== 'fail' && status !== 'failed')
    return [ignored('insufficient-data')];
  const passed = status.startsWith('pass');
  if (finding.status_id === archived || (finding.activity_id === closed && !passed))
    return [ignored('archived-finding')];
  if (!passed && !isNew(finding.status_id)) return [ignored('handled-finding')];
  return finding.resources.map((one, index) => resourceOf(one, index, finding, event));
};
