import { partitionOf } from '../aws/partitions.ts';
import type { Held } from '../report/held.ts';
import type { Item } from '../report/items.ts';
import type { Unlisted } from '../report/model.ts';
import { nameOf } from '../report/name.ts';
import { onlyWords } from '../report/only.ts';
import { safe } from '../report/safe.ts';
import { relatedTo, requirementsOf } from './requirements.ts';
import { cut, gravityOf, reasonsOf, type Result, resultOf, stableId } from './result.ts';
import { type About, aboutOf, type Exported } from './source.ts';

/** `Warning`: "did not yield a result due to missing information". */
const statuses = {
  passed: { status_id: 1, status: 'Pass' },
  unknown: { status_id: 2, status: 'Warning' },
  failed: { status_id: 3, status: 'Fail' },
} as const satisfies Record<Result, { readonly status_id: number; readonly status: string }>;

const severities = {
  none: { severity_id: 1, severity: 'Informational' },
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
} as const;

/** Of the finding's own life: what it says of the resource is in `compliance`. */
const lives = {
  create: { activity_id: 1, activity_name: 'Create', type_uid: 200301, status_id: 1, status: 'New' },
  // Somebody has decided to leave it: it fails all the same.
  held: { activity_id: 1, activity_name: 'Create', type_uid: 200301, status_id: 3, status: 'Suppressed' },
  // As Security Hub takes what passes: nobody has anything to do.
  pass: { activity_id: 3, activity_name: 'Close', type_uid: 200303, status_id: 4, status: 'Resolved' },
  gone: { activity_id: 3, activity_name: 'Close', type_uid: 200303, status_id: 5, status: 'Archived' },
} as const;

const ms = (iso: string): number => Date.parse(iso);

const common = ({ version, report: { at, only } }: Exported) => ({
  category_uid: 2,
  category_name: 'Findings',
  class_uid: 2003,
  class_name: 'Compliance Finding',
  type_name: 'Compliance Finding',
  time: ms(at),
  metadata: {
    version: '1.5.0',
    profiles: ['cloud'],
    product: { name: 'Waxseal', vendor_name: 'Waxseal', version },
    ...(only && { labels: [onlyWords(only)] }),
  },
});

const cloudOf = (account: string, region: string, partition: string) => ({
  provider: 'AWS',
  account: { uid: account, type: 'AWS Account', type_id: 10 },
  region,
  cloud_partition: partition,
});

const findingOf = (item: Item, held: readonly Held[], about: About, exported: Exported) => {
  const { target, remediation, standing, since, lastSeen, owner, todo } = item;
  const { account, region, partition, type, arn } = target;
  const result = resultOf(item);
  const gone = standing === 'gone';
  const reasons = reasonsOf(item, held).map((one) => cut(safe(one), 1024));
  const { activity_id, activity_name, ...life } =
    lives[gone ? 'gone' : result === 'passed' ? 'pass' : standing === 'held' ? 'held' : 'create'];
  const title = about.title ?? remediation;
  return {
    ...common(exported),
    activity_id,
    activity_name,
    ...life,
    type_name: `Compliance Finding: ${activity_name}`,
    ...severities[result === 'passed' || gone ? 'none' : gravityOf(about)],
    message: cut(safe(`${nameOf(target)}: ${reasons.join(' ')}`), 1024),
    cloud: cloudOf(account, region, partition),
    finding_info: {
      uid: stableId(target, remediation),
      title,
      ...(about.summary !== undefined && { desc: about.summary }),
      created_time: ms(since ?? lastSeen),
      last_seen_time: ms(lastSeen),
      ...(since !== undefined && { first_seen_time: ms(since) }),
      analytic: { uid: remediation, name: title, type: 'Rule', type_id: 1 },
    },
    compliance: {
      control: remediation,
      standards: [...new Set(requirementsOf(about).map(({ standard }) => standard))],
      requirements: [...relatedTo(about)],
      ...(gone ? { status_id: 99, status: 'Not applicable' } : statuses[result]),
      status_details: reasons,
    },
    resources: [
      {
        uid: arn,
        name: safe(nameOf(target)),
        type,
        region,
        cloud_partition: partition,
        ...(owner !== undefined && { owner: { name: safe(owner) } }),
      },
    ],
    ...(todo !== undefined &&
      result !== 'passed' &&
      !gone && {
        remediation: {
          desc: safe(todo),
          ...(about.docs?.[0] !== undefined && { references: [about.docs[0]] }),
        },
      }),
  };
};

const unlistedFinding = (one: Unlisted, exported: Exported) => {
  const { account, region, type, says, todo } = one;
  const reason = safe(`${type} in ${region} could not be listed: ${says}`);
  const { activity_id, activity_name, ...life } = lives.create;
  return {
    ...common(exported),
    activity_id,
    activity_name,
    ...life,
    type_name: `Compliance Finding: ${activity_name}`,
    ...severities.medium,
    message: reason,
    cloud: cloudOf(account, region, partitionOf(region)),
    finding_info: {
      uid: `waxseal/${account}/${region}/unlisted/${type}`,
      title: `${type} could not be listed`,
      created_time: ms(exported.report.at),
      analytic: { uid: 'unlisted', name: 'Listed at all', type: 'Rule', type_id: 1 },
    },
    compliance: {
      control: 'unlisted',
      standards: [],
      requirements: [],
      ...statuses.unknown,
      status_details: [reason],
    },
    resources: [{ uid: `AWS::::Account:${account}`, name: account, type: 'AWS::::Account', region }],
    remediation: { desc: safe(todo) },
  };
};

/**
 * Findings as OCSF Compliance Findings.
 * https://schema.ocsf.io/1.5.0/classes/compliance_finding
 */
export const ocsfReport = (exported: Exported) => {
  const { report, about } = exported;
  const held = Map.groupBy(report.held, ({ finding }) => finding);
  return [
    ...[...report.items, ...report.gone].map((item) =>
      findingOf(item, held.get(item.finding) ?? [], aboutOf(about, item.remediation), exported),
    ),
    ...report.unlisted.map((one) => unlistedFinding(one, exported)),
  ];
};
