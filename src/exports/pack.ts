import type { ApprovalRecord, ChangeRecord, Enabled, Hold, Run } from '../core/journal/records.ts';
import type { Exemption } from '../core/policy/policy.ts';
import { csvOf, csvReport } from '../report/csv.ts';
import type { Event } from '../report/events.ts';
import { htmlReport } from '../report/html/page.ts';
import type { Rows } from '../report/model.ts';
import { controlsCsv, controlsOf } from './controls.ts';
import type { PackFile } from './manifest.ts';
import { overlaps, type Period, within } from './period.ts';
import { readmeOf } from './readme.ts';
import { resultOf } from './result.ts';
import { aboutOf, type Exported } from './source.ts';

/** What a pack is made from besides the report: the rows of the journal that say who did what. */
export interface Packed extends Exported {
  readonly rows: Rows;
  readonly changes: readonly ChangeRecord[];
  readonly enabled: readonly Enabled[];
  /** The policy file as it was read; without a text it is the built-in one. */
  readonly policy: {
    readonly name: string;
    readonly text?: string;
    readonly exemptions: readonly Exemption[];
  };
  readonly period: Period;
  /** Where the rows came from, for people. */
  readonly source: string;
  /** Whether there was a look, and where. */
  readonly scanned: readonly string[];
  /** What made it, besides Waxseal. */
  readonly node: string;
}

const json = (path: string, value: unknown): PackFile => ({
  path,
  text: `${JSON.stringify(value, undefined, 2)}\n`,
});

const byMoment = <One>(
  all: readonly One[],
  of: (one: One) => readonly [at: string, key: string],
): readonly One[] =>
  all.toSorted((a, b) => {
    const [one, other] = [of(a).join(' '), of(b).join(' ')];
    return one < other ? -1 : one > other ? 1 : 0;
  });

const approvalsOf = ({ rows, period }: Packed) =>
  byMoment(
    rows.approvalRequests.filter(({ opened, closed }) => overlaps(period, opened, closed)),
    ({ opened, id }) => [opened, id],
  ).map(
    ({ id, remediation, target, plan, status, opened, closed, expires, approvers, minimum, ...more }) => ({
      approvalRequest: id,
      remediation,
      target,
      status,
      opened,
      ...(closed !== undefined && { closed }),
      expires,
      /** Who answered, by principal ARN, and what they said to it. */
      by: more.by ?? [],
      ...(more.comment !== undefined && { comment: more.comment }),
      approvers,
      minimum,
      why: plan.why.says,
      reasons: more.reasons,
      hazards: plan.hazards.map(({ says }) => says),
      plan: plan.id,
      changes: plan.changes,
      ...(more.run !== undefined && { run: more.run }),
    }),
  );

/** What showed that it was so, or that something was wrong after it, in order. */
const whenOf = (all: readonly Event[]) =>
  byMoment(all, ({ at, finding }) => [at, finding]).map(({ at, by, actor, reference, says, proof }) => ({
    at,
    by,
    ...(actor !== undefined && { actor }),
    ...(reference !== undefined && { reference }),
    ...(says !== undefined && { says }),
    ...(proof && { proof }),
  }));

const runsOf = ({ rows, changes, report, period }: Packed) => {
  const written = Map.groupBy(changes, ({ run }) => run);
  const undos = Map.groupBy(rows.runs, ({ undoes }) => undoes);
  const comments = new Map(rows.approvalRequests.map(({ id, comment }) => [id, comment]));
  const verified = Map.groupBy(report.proven, ({ run }) => run);
  const regressed = Map.groupBy(report.regressed, ({ run }) => run);
  return byMoment(
    rows.runs.filter(({ opened, closed }) => overlaps(period, opened, closed)),
    ({ opened, id }) => [opened, id],
  ).map((run: Run) => {
    const { id, plan, cause, reasons, approvedBy, approvalRequest, undoes, status, opened, closed } = run;
    const comment = approvalRequest === undefined ? undefined : comments.get(approvalRequest);
    const taken = undos.get(id) ?? [];
    const jumped = regressed.get(id) ?? [];
    return {
      run: id,
      kind: plan.kind,
      remediation: plan.remediation,
      version: plan.version,
      target: plan.target,
      status,
      opened,
      ...(closed !== undefined && { closed }),
      cause,
      why: plan.why.says,
      plan: plan.id,
      reasons: reasons.map(({ check, says }) => ({ check, says })),
      ...(approvedBy && { approvedBy }),
      ...(approvalRequest !== undefined && { approvalRequest }),
      ...(comment !== undefined && { comment }),
      ...(undoes !== undefined && { undoes }),
      ...(taken.length > 0 && {
        undoneBy: taken.map((undo) => ({ run: undo.id, status: undo.status })),
      }),
      changes: byMoment(written.get(id) ?? [], ({ index }) => [String(index).padStart(6, '0'), '']).map(
        ({ run: _run, index: _index, ...change }) => change,
      ),
      // What was wrong before is in `why`.
      verified: whenOf(verified.get(id) ?? []).map(({ says: _says, ...one }) => one),
      ...(jumped.length > 0 && { regressed: whenOf(jumped) }),
      ...(run.lookedBack && { lookedBack: run.lookedBack }),
    };
  });
};

const exemptOf = ({ policy, rows, report, period }: Packed) => ({
  exemptions: policy.exemptions.map(({ line: _line, ...one }) => ({
    ...one,
    over: one.expires < report.at.slice(0, 10),
  })),
  holds: byMoment(
    rows.holds.filter(({ from, until, released }: Hold) => overlaps(period, from, released?.at ?? until)),
    ({ from, finding }) => [from, finding],
  ),
  leftAlone: report.held,
});

const approvalsCsv = (all: ReturnType<typeof approvalsOf>): string =>
  csvOf(
    [
      'approval request',
      'remediation',
      'resource',
      'asked at',
      'answer',
      'answered at',
      'by',
      'comment',
      'why',
      'run',
    ],
    all.map(({ approvalRequest, remediation, target, opened, status, closed, by, comment, why, run }) => [
      approvalRequest,
      remediation,
      target.arn,
      opened,
      answers[status],
      closed,
      by.join(' '),
      comment,
      why,
      run,
    ]),
  );

const answers: Readonly<Record<ApprovalRecord['status'], string>> = {
  open: 'none yet',
  used: 'approved, and used',
  rejected: 'rejected',
  expired: 'none: it expired',
  stale: 'void: the resource had changed',
};

/** A pack for auditors: everything as data, and what people read first. Pure; the order of the rows does not matter. */
export const packOf = (packed: Packed): readonly PackFile[] => {
  const { report, rows, period, policy, version, source, about, scanned, node, enabled } = packed;
  const controls = controlsOf(packed);
  const approvals = approvalsOf(packed);
  const runs = runsOf(packed);
  const exempt = exemptOf(packed);
  const undone = runs.filter(({ kind }) => kind === 'undo');
  const history = byMoment(
    rows.entries.filter(({ at }) => within(period, at)),
    ({ at, finding }) => [at, finding],
  );
  const unknown = report.items.filter((item) => resultOf(item) === 'unknown');
  const index = {
    schema: 'waxseal/evidence-pack-index/v1',
    at: report.at,
    period,
    source,
    scanned,
    policy: policy.text === undefined ? policy.name : 'policy.yaml',
    versions: {
      waxseal: version,
      node,
      remediations: Object.fromEntries(
        [...new Set(report.items.map(({ remediation }) => remediation))]
          .toSorted()
          .map((id) => [id, aboutOf(about, id).version ?? null]),
      ),
    },
    accounts: [...new Set(report.items.map(({ target }) => target.account))].toSorted(),
    counts: {
      findings: report.items.length,
      ...report.total.counts,
      approvals: approvals.length,
      runs: runs.length,
      undone: undone.length,
      holds: exempt.holds.length,
      exemptions: exempt.exemptions.length,
      unlisted: report.unlisted.length,
    },
  };
  return [
    { path: 'README.md', text: readmeOf(index, controls, report.detectors) },
    json('index.json', index),
    { path: 'report.html', text: htmlReport(report, { source, version }) },
    json('controls.json', controls),
    { path: 'controls.csv', text: controlsCsv(controls) },
    json('findings.json', report.items),
    { path: 'findings.csv', text: csvReport(report) },
    json('approvals.json', approvals),
    { path: 'approvals.csv', text: approvalsCsv(approvals) },
    json('runs.json', runs),
    json('undone.json', undone),
    json('exempt.json', exempt),
    json('not-looked-at.json', { scanned, unlisted: report.unlisted, unknown }),
    ...(report.detectors ? [json('detectors.json', report.detectors)] : []),
    json('history.json', history),
    json(
      'logging.json',
      byMoment(
        enabled.filter(({ at }) => within(period, at)),
        ({ at, of }) => [at, of],
      ),
    ),
    ...(policy.text === undefined ? [] : [{ path: 'policy.yaml', text: policy.text }]),
  ];
};
