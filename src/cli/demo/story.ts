import type { Policy } from '../../core/policy.ts';
import { reconcile } from '../../core/reconcile.ts';
import type { AskRecord } from '../../core/records.ts';
import { modeTag } from '../../core/ruling.ts';
import { undo } from '../../core/undo.ts';
import type { Block } from '../../report/blocks.ts';
import { buildReport } from '../../report/model.ts';
import { callsOf } from '../calls.ts';
import { reportRows } from '../rows.ts';
import * as scenes from './scenes.ts';
import { refusedBy } from './request.ts';
import type { Looked, Stage } from './stage.ts';

/** One plain request before and after. */
export interface Proof {
  readonly bucket: string;
  readonly http: { readonly before: string | null; readonly after: string | null };
  readonly https: { readonly before: string | null; readonly after: string | null };
}

const proofOf = (bucket: string, before: string | undefined, after: string | undefined): Proof => {
  const ask = (policy: string | undefined, secure: boolean): string | null =>
    refusedBy(policy, {
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${bucket}/2026/report.csv`,
      secure,
    }) ?? null;
  return {
    bucket,
    http: { before: ask(before, false), after: ask(after, false) },
    https: { before: ask(before, true), after: ask(after, true) },
  };
};

const sealedOf = (all: readonly Looked[]) =>
  all.flatMap(({ target, outcome }) =>
    outcome.is === 'sealed' ? [{ target, run: outcome.run, plan: outcome.plan }] : [],
  );
const askedOf = (all: readonly Looked[]) =>
  all.flatMap(({ outcome }) => (outcome.is === 'asked' ? [{ ask: outcome.ask, plan: outcome.plan }] : []));

const approve = async ({ ports, catalog, approver }: Stage, ask: AskRecord): Promise<Looked> => {
  await ports.approvals.signal(ask.reference ?? ask.id, 'approve', 'Nobody reads these over HTTP.');
  const unit = await catalog.remediation(ask.remediation);
  const resource = await catalog.resource(ask.target.type);
  const cause = { by: 'approval', actor: approver, reference: ask.id } as const;
  const outcome = await reconcile({ unit, resource, target: ask.target, cause }, ports);
  return { remediation: ask.remediation, target: ask.target, outcome };
};

const ownersTags = ({ sandbox }: Stage): ReadonlyMap<string, string> =>
  new Map(
    sandbox
      .world()
      .s3.Buckets.flatMap(({ Name, TagSet = [] }) =>
        TagSet.flatMap(({ Key, Value }): [string, string][] => (Key === modeTag ? [[Name, Value]] : [])),
      ),
  );

const hour = 3_600_000;

/** Plays the story and shows each scene as it happens. Answers everything that was seen, as data. */
export const playStory = async (stage: Stage, prod: Policy, say: (blocks: readonly Block[]) => void) => {
  const { sandbox, ports, catalog } = stage;
  const buckets = sandbox.world().s3.Buckets.map(({ Name }) => Name);
  const writes = (): number => sandbox.writes().length;
  say(scenes.opening(buckets.length));

  const staging = await stage.sendAll();
  say(scenes.staging(staging, writes()));

  const before = new Map(buckets.map((bucket) => [bucket, stage.policyOf(bucket)]));
  stage.policyIs(prod);
  sandbox.advance(hour);
  const production = await stage.sendAll();
  say(scenes.production(production, writes(), ownersTags(stage)));

  const sealed = sealedOf(production);
  const proofs = sealed.map(({ target }) =>
    proofOf(target.id, before.get(target.id), stage.policyOf(target.id)),
  );
  const shown = sealed.find(({ target }) => before.get(target.id) !== undefined) ?? sealed[0];
  if (shown) {
    const calls = sandbox
      .writes()
      .filter(({ input }) => JSON.stringify(input).includes(`"${shown.target.id}"`));
    say(
      scenes.fix(
        shown.target.id,
        shown.plan,
        calls.map(({ operation }) => operation),
        proofs,
      ),
    );
  }

  const seen = writes();
  sandbox.advance(hour);
  const again = await stage.sendAll();
  say(scenes.again(again.length, writes() - seen));

  const asked = askedOf(production);
  const chosen = asked.find(({ plan }) => plan.hazards.length === 0) ?? asked[0];
  const ask = chosen && (await ports.journal.read<AskRecord>('ask', chosen.ask))?.value;
  const approval = ask && (await approve(stage, ask));
  if (ask && approval) {
    const unit = await catalog.remediation(ask.remediation);
    const calls = await callsOf(unit, ask.plan, ports);
    const proof = proofOf(ask.target.id, before.get(ask.target.id), stage.policyOf(ask.target.id));
    say(scenes.approval(ask, stage.approver, approval, calls, proof));
  }

  const undoing = shown && {
    run: shown.run,
    outcome: await undo(
      { run: shown.run, actor: stage.approver, reason: 'The nightly export still speaks HTTP.' },
      catalog,
      ports,
    ),
  };
  const held = shown ? await stage.send(shown.target.id) : [];
  if (shown && undoing) {
    const restored = stage.policyOf(shown.target.id) === before.get(shown.target.id);
    say(scenes.undoing(shown.target.id, undoing, restored, held));
  }

  const report = buildReport(await reportRows(ports.journal), sandbox.now());
  say(scenes.closing(report));
  return {
    buckets,
    staging,
    production,
    proofs,
    again: {
      looked: again.length,
      writes: writes() >= seen ? again.filter(({ outcome }) => 'run' in outcome).length : 0,
    },
    approval: ask && approval ? { ask: ask.id, by: stage.approver, outcome: approval.outcome } : null,
    undo:
      shown && undoing
        ? { run: undoing.run, outcome: undoing.outcome, next: held.map(({ outcome }) => outcome.is) }
        : null,
    writes: writes(),
    report,
  };
};
