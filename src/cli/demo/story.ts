import type { Plan } from '../../core/model/plan.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { reconcile } from '../../core/engine/reconcile.ts';
import type { ApprovalRecord } from '../../core/journal/records.ts';
import type { Target } from '../../core/model/target.ts';
import { undo } from '../../core/engine/undo.ts';
import { wake } from '../../core/engine/waker.ts';
import type { Block } from '../../report/blocks.ts';
import { postureOf } from '../../report/posture/posture.ts';
import { withDetected } from '../../report/with-detectors.ts';
import { posedOf } from '../runtime/posed.ts';
import { reportRows } from '../output/rows.ts';
import { detectedAbout } from '../runtime/detected.ts';
import { besides, reportFrom, takeLook } from '../runtime/looked.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import type { Probe } from '../../sandbox/probe.ts';
import { maintenance, type Proof, undoneByHand } from './probe.ts';
import * as scenes from './scenes.ts';
import type { Looked, Stage } from './stage.ts';
import { withLogs } from './with-logs.ts';

interface Remediated {
  readonly target: Target;
  readonly remediation: string;
  readonly run: string;
  readonly plan: Plan;
}

const hour = 3_600_000;
const day = 24 * hour;

const remediatedOf = (all: readonly Looked[]): readonly Remediated[] =>
  all.flatMap(({ target, remediation, outcome }) =>
    outcome.is === 'remediated' ? [{ target, remediation, run: outcome.run, plan: outcome.plan }] : [],
  );

const approvalRequestOf = async (
  { ports }: Stage,
  { outcome }: Looked,
): Promise<ApprovalRecord | undefined> =>
  outcome.is === 'approval-requested'
    ? (await ports.journal.read<ApprovalRecord>('approval-request', outcome.approvalRequest))?.value
    : undefined;

/** A person's answer to one approval request, and the look that follows from it. */
const answer = async (
  { ports, catalog, approver }: Stage,
  approvalRequest: ApprovalRecord,
  word: 'approve' | 'reject',
  comment: string,
): Promise<Looked> => {
  await ports.approvals.signal(approvalRequest.reference ?? approvalRequest.id, word, comment);
  const unit = await catalog.remediation(approvalRequest.remediation);
  const resource = await catalog.resource(approvalRequest.target.type);
  const cause = { by: 'approval', actor: approver, reference: approvalRequest.id } as const;
  const outcome = await reconcile({ unit, resource, target: approvalRequest.target, cause }, ports);
  return { remediation: approvalRequest.remediation, target: approvalRequest.target, outcome };
};

const hazards = ({ outcome }: Looked): number =>
  'plan' in outcome && outcome.plan ? outcome.plan.hazards.length : 0;

/** The first of these that somebody may be shown: without hazards before those with some. */
const clearest = (all: readonly Looked[]): Looked | undefined =>
  all.toSorted((a, b) => hazards(a) - hazards(b))[0];

const askedAbout = (all: readonly Looked[], type: string): readonly Looked[] =>
  all.filter(({ target, outcome }) => outcome.is === 'approval-requested' && target.type === type);

const isBucket = ({ target }: { readonly target: Target }): boolean => target.type === 'AWS::S3::Bucket';

/** Lets days pass, with a look at everything that is due on each, as the schedule would. */
const pass = async ({ sandbox, catalog, ports }: Stage, days: number): Promise<number> => {
  let looks = 0;
  for (let passed = 0; passed < days; passed += 1) {
    sandbox.advance(day);
    looks += (await wake(catalog, ports)).length;
  }
  return looks;
};

/** Somebody deletes the policy of a bucket by hand. */
const tamper = ({ sandbox }: Stage, bucket: Target): void => {
  const write = undoneByHand(bucket);
  if (write) sandbox.write(write);
};

/** Owners reboot instances in a maintenance window. */
const reboot = ({ sandbox }: Stage): readonly string[] =>
  maintenance(sandbox.world()).map(({ name, write }) => {
    sandbox.write(write);
    return name;
  });

const proofsOf = (
  stage: Stage,
  all: readonly Pick<Remediated, 'target' | 'remediation'>[],
  before: ReadonlyMap<string, Probe>,
): readonly Proof[] =>
  all.map(({ target, remediation }) => {
    const now = stage.probe(target);
    return {
      name: stage.name(target),
      remediation,
      asks: now.asks,
      before: before.get(target.arn)?.gets ?? '–',
      after: now.gets,
    };
  });

const approvals = async (stage: Stage, production: readonly Looked[], before: ReadonlyMap<string, Probe>) => {
  const chosen = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::RDS::DBInstance', 'AWS::S3::Bucket']
    .map((type) => clearest(askedAbout(production, type)))
    .filter((one) => one !== undefined);
  const all = [];
  for (const one of chosen) {
    const approvalRequest = await approvalRequestOf(stage, one);
    if (!approvalRequest) continue;
    const looked = await answer(
      stage,
      approvalRequest,
      'approve',
      'Looked into: nobody needs plain text here.',
    );
    const gets = {
      before: before.get(approvalRequest.target.arn)?.gets ?? '–',
      after: stage.probe(approvalRequest.target).gets,
    };
    all.push({ approvalRequest, looked, ...gets });
  }
  return all;
};

/** Plays the story and shows each scene as it happens. Answers everything that was seen, as data. */
export const playStory = async (stage: Stage, prod: Policy, say: (blocks: readonly Block[]) => void) => {
  const { sandbox, ports, catalog, approver } = stage;
  const writes = (): number => sandbox.writes().filter(({ caller }) => caller === sandbox.caller).length;
  const { listings } = catalog;

  const staging = await stage.sendAll();
  const resources = new Set(staging.map(({ target }) => target.arn)).size;
  say(scenes.opening(resources, listings.length));
  say(scenes.staging(staging, writes(), listings));
  const before = new Map(staging.map(({ target }) => [target.arn, stage.probe(target)]));

  stage.policyIs(prod);
  sandbox.advance(2 * day);
  const production = await stage.sendAll();
  sandbox.advance(10 * 60_000);
  await wake(catalog, ports);
  say(scenes.production(production, writes(), stage, listings));

  const remediated = remediatedOf(production);
  const touched = production.filter(
    ({ outcome }) => outcome.is === 'remediated' || outcome.is === 'settling',
  );
  const proofs = proofsOf(stage, touched, before);
  const shown = remediated.find((one) => isBucket(one)) ?? remediated[0];
  say(scenes.proof(shown && { name: stage.name(shown.target), plan: shown.plan }, proofs));

  const seen = writes();
  sandbox.advance(hour);
  const again = await stage.sendAll();
  const moreWrites = writes() - seen;
  say(scenes.again(again.length, moreWrites));

  sandbox.advance(day);
  stage.policyIs({ ...prod, evidence: defaultEvidence });
  const evidence = await withLogs(stage, production);
  if (evidence.length > 0) say(scenes.evidenced(evidence, defaultEvidence.days, stage));
  const approved = await approvals(stage, production, before);
  const rejectable = clearest(askedAbout(production, 'AWS::ElasticLoadBalancingV2::Listener'));
  const rejected = rejectable && (await approvalRequestOf(stage, rejectable));
  const rejection = rejected && (await answer(stage, rejected, 'reject', 'The partner says in spring.'));
  say(
    scenes.approving(approved, rejected && { approvalRequest: rejected, looked: rejection }, approver, stage),
  );
  const settling = approved
    .filter(({ looked }) => looked.outcome.is === 'settling')
    .map(({ approvalRequest }) => approvalRequest);
  const looks = await pass(stage, 3);
  const rebooted = reboot(stage);
  sandbox.advance(10 * 60_000);
  const arrived = [];
  for (const { target } of settling) arrived.push(...(await stage.send(target.id)));
  say(scenes.waitingForReboot({ settling, looks, rebooted, arrived }, stage));
  sandbox.advance(day);
  const taken = shown && {
    name: stage.name(shown.target),
    run: shown.run,
    outcome: await undo(
      { run: shown.run, actor: approver, reason: 'The nightly export still speaks HTTP.' },
      catalog,
      ports,
    ),
    restored: stage.probe(shown.target).gets === before.get(shown.target.arn)?.gets,
    next: await stage.send(shown.target.id),
  };
  if (taken) say(scenes.undoing(taken));

  sandbox.advance(day);
  const victim = remediated.find((one) => isBucket(one) && one !== shown);
  if (victim) tamper(stage, victim.target);
  const caught = victim ? await stage.send(victim.target.id) : [];
  if (victim) say(scenes.reopening(stage.name(victim.target), caught));
  sandbox.advance(hour);
  await wake(catalog, ports);

  // The journal knows only what was once non-compliant; the last look shows the rest.
  const { account, partition, caller: arn, region } = sandbox;
  const caller = async () => ({ account, partition, arn });
  const policy = { name: 'the demo', load: async () => prod };
  const station = { ports, catalog, caller, policy, regions: async () => [region] };
  const ids = catalog.listings.map(({ id }) => id);
  const looked = await takeLook({ ids, named: false }, station, () => {});
  const rows = await reportRows(ports.journal);
  const built = reportFrom(rows, looked, sandbox.now());
  const told = { ...built, ...besides(looked, built, rows, station) };
  const posed = { ...told, posture: postureOf(posedOf({ ...told, stops: looked.stops }, rows, catalog)) };
  const heard = await detectedAbout({ items: told.items, findings: rows.findings }, station);
  const report = withDetected(posed, heard);
  return {
    resources,
    staging,
    production,
    proofs,
    again: { looked: again.length, writes: moreWrites },
    evidence,
    approvals: approved.map(({ approvalRequest, looked }) => ({
      approvalRequest: approvalRequest.id,
      by: approver,
      outcome: looked.outcome,
    })),
    rejection: rejection ? { approvalRequest: rejected.id, by: approver, outcome: rejection.outcome } : null,
    undo: taken
      ? { run: taken.run, outcome: taken.outcome, next: taken.next.map(({ outcome }) => outcome.is) }
      : null,
    reopened: caught.map(({ outcome }) => outcome.is),
    writes: writes(),
    report,
  };
};
