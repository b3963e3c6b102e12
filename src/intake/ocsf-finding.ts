import * as z from 'zod/mini';
import type { FindingEvent } from './asff-finding.ts';
import {
  account,
  homeOfArn,
  isControl,
  isMoment,
  isRegion,
  notAsDocumented,
  placeOfIssue,
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
  finding_info: z.optional(z.nullable(z.object({ modified_time_dt: text }))),
  compliance: z.object({ control: text, status: z.string() }),
  metadata: z.object({ product: z.object({ uid: z.string() }) }),
  resources: z
    .array(
      z.object({
        uid: text,
        uid_alt: text,
        region: text,
        owner: z.optional(z.nullable(z.object({ account: z.optional(z.nullable(z.object({ uid: text }))) }))),
      }),
    )
    .check(z.minLength(1), z.maxLength(32)),
});
type Ocsf = z.output<typeof ocsf>;

/** Findings of Security Hub itself, not of what it takes in from others. */
const productArn = /^arn:aws[a-z-]*:securityhub:/;

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
const arnOf = ({ uid, uid_alt: other }: Ocsf['resources'][number]): Found | undefined => {
  for (const arn of [other, uid]) {
    const home = homeOfArn(arn ?? undefined);
    if (home && typeof arn === 'string') return { arn, home };
  }
  return undefined;
};

const resourceOf = (
  finding: Ocsf,
  resource: Ocsf['resources'][number],
  { base, sender, eventId, trust }: FindingEvent,
): Taken => {
  const { uid, region: own, owner } = resource;
  if (uid?.startsWith('AWS::::Account') === true) return ignored('account-level');
  const found = arnOf(resource);
  if (!found) return ignored('without-arn');
  const { arn, home } = found;
  const { control } = finding.compliance;
  if (!isControl(control ?? undefined) || typeof control !== 'string') return ignored('not-a-control');
  const region = [home.region, own ?? undefined, finding.cloud.region ?? undefined].find(isRegion);
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
    control,
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
  if (!made.success) return [malformed(placeOfIssue(event.base, made.error.issues), notAsDocumented)];
  if (made.data.class_uid !== complianceFindingClass) return [ignored('not-a-control')];
  const parsed = ocsf.safeParse(given);
  if (!parsed.success) return [malformed(placeOfIssue(event.base, parsed.error.issues), notAsDocumented)];
  const finding = parsed.data;
  if (!productArn.test(finding.metadata.product.uid)) return [ignored('not-a-control')];
  const status = finding.compliance.status.toLowerCase();
  if (status !== 'pass' && status !== 'passed' && status !== 'fail' && status !== 'failed')
    return [ignored('insufficient-data')];
  const passed = status.startsWith('pass');
  if (finding.status_id === archived || (finding.activity_id === closed && !passed))
    return [ignored('archived-finding')];
  if (!passed && !isNew(finding.status_id)) return [ignored('handled-finding')];
  return finding.resources.map((resource) => resourceOf(finding, resource, event));
};
