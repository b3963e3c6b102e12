import type { Catalog } from '../model/catalog.ts';
import type { CanaryRules } from '../model/canary.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import { minutesAfter } from '../model/time.ts';
import { watchedOf, type Watched } from '../canary/verdict.ts';
import { say } from '../journal/log.ts';
import type { Canary, Finding, Run, Watch } from '../journal/records.ts';
import { changesOf } from './runs.ts';
import { undo } from './undo.ts';
import { watchMinutes } from './watch.ts';

/**
 * After a fix its clients are watched for as long as the policy says. A jump is told as `regressed`, and where the policy says so
 * the fix is undone: through the same gate, lease and engine as any undo. It hangs on the waker and waits for nothing.
 */

/** Who undoes. */
const actor = 'canary';
/** Metrics come minutes late, and CloudTrail's events too: the last look at a watch is so much after its end. */
const lateMinutes = 15;
/** Metrics of the last minutes are not whole yet. */
const freshMinutes = 5;
/** A signal that could not be read for a passing reason is waited for so long after the end. */
const patienceMinutes = 6 * 60;
/** A run that was to begin and is not in the journal after so long never will be. */
const beginsMinutes = 24 * 60;

/** A fix that has written, from its first put to its last. */
interface Written {
  readonly run: Run;
  readonly began: Date;
  readonly last: Date;
}

/** `over`: nothing is left to watch. `later`: nothing was written yet. */
const writtenBy = async ({ run: id, opened }: Watch, ports: Ports): Promise<Written | 'over' | 'later'> => {
  const run = (await ports.journal.read<Run>('run', id))?.value;
  if (!run)
    return ports.now().toISOString() > minutesAfter(new Date(opened), beginsMinutes) ? 'over' : 'later';
  if (run.status === 'rolled-back') return 'over';
  const ours = (await changesOf(run, ports)).filter((change) => change.ours);
  const moments = ours.map(({ began, at }) => began ?? at).toSorted();
  const [began] = moments;
  const last = ours
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (began === undefined || last === undefined) return run.status === 'open' ? 'later' : 'over';
  return { run, began: new Date(began), last: new Date(last) };
};

/** What became of one watch. */
interface Looked {
  readonly over: boolean;
  readonly outcomes: readonly Outcome[];
  readonly told?: readonly string[];
  /** ISO 8601: when to look again. Left out: soon. */
  readonly next?: string;
}

const ended: Looked = { over: true, outcomes: [] };
const waiting: Looked = { over: false, outcomes: [] };

/** Often at first, when most breaks; then after as long again as has passed, and once when it is over. */
const nextAfter = (from: Date, end: string, now: Date): string => {
  const passed = (now.getTime() - from.getTime()) / 60_000;
  const next = minutesAfter(now, Math.max(watchMinutes, passed));
  return end > now.toISOString() && end < next ? end : next;
};

/** Writes it down and tells it; the finding stands where it stood. */
const tell = async (
  { finding, target }: Watch,
  { plan }: Run,
  outcome: Outcome,
  ports: Ports,
): Promise<Outcome> => {
  const owner = (await ports.journal.read<Finding>('finding', finding))?.value.owner;
  const about = { finding, remediation: plan.remediation, target, ...(owner !== undefined && { owner }) };
  await say({ ...about, cause: { by: 'wake', actor }, outcome }, ports);
  return outcome;
};

/** Whether an undo of the run is under way already: it is finished as any run is. */
const isBeingUndone = async ({ finding }: Watch, { id }: Run, ports: Ports): Promise<boolean> => {
  const latest = (await ports.journal.read<Finding>('finding', finding))?.value.run;
  const run = latest === undefined ? undefined : (await ports.journal.read<Run>('run', latest))?.value;
  return run?.status === 'open' && run.undoes === id;
};

const notUndone = (run: Run, outcome: Outcome): Reason => {
  const [first] = 'because' in outcome ? outcome.because : [];
  return {
    check: 'canary-not-undone',
    says: `${run.id} is not taken back, although errors jumped after it: ${first?.says ?? outcome.is}`,
    todo: first?.todo ?? 'waxseal undo takes it back by hand.',
  };
};

/** Nothing was begun: nobody has written it down. */
const notBegun: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>(['refused', 'reported', 'skipped']);

/** Takes the fix back, as a person's undo would. What keeps it from that is told once for each answer. */
const takeBack = async (
  watch: Watch,
  run: Run,
  because: readonly Reason[],
  { catalog, ports }: Playing,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly told?: string }> => {
  if (await isBeingUndone(watch, run, ports)) return { outcomes: [] };
  const reason = because[0]?.says ?? 'errors jumped after it';
  const taken = await undo({ run: run.id, actor, reason, by: 'wake' }, catalog, ports);
  if (!notBegun.has(taken.is)) return { outcomes: [taken] };
  const why = notUndone(run, taken);
  if (watch.told?.includes(why.says)) return { outcomes: [] };
  const conflicts = taken.is === 'refused' && taken.conflicts ? { conflicts: taken.conflicts } : {};
  return {
    outcomes: [await tell(watch, run, { is: 'refused', because: [why], ...conflicts }, ports)],
    told: why.says,
  };
};

interface Playing {
  readonly rules: CanaryRules;
  readonly catalog: Catalog;
  readonly ports: Ports;
}

const jumped = 'jump';

interface Jumping extends Playing {
  readonly others: readonly Run[];
  readonly over: boolean;
  /** Seen so long after the watch that it says nothing of who breaks now. */
  readonly stale: boolean;
}

const jump = async (
  watch: Watch,
  run: Run,
  { because, undoes }: Watched,
  { others, over, stale, ...playing }: Jumping,
): Promise<Looked> => {
  const { rules, ports } = playing;
  const outcomes: Outcome[] = [];
  const told = [...(watch.told ?? [])];
  // Two fixes, one signal: whose clients break, nobody knows, and the wrong one would be taken back.
  const ambiguous: readonly Reason[] =
    others.length === 0
      ? []
      : [
          {
            check: 'canary-ambiguous',
            says: `${others.map(({ id }) => id).join(', ')} changed the same at about the same time: which of them it was is not known, so none is undone.`,
          },
        ];
  const mayUndo = rules.onJump === 'undo';
  // Whoever may scan an endpoint could else take its encryption away.
  const byAnybody: readonly Reason[] =
    undoes || !mayUndo
      ? []
      : [
          {
            check: 'canary-by-anybody',
            says: 'Anybody outside can cause such errors, by a scan: nothing is undone because of these alone.',
          },
        ];
  const tooLate: readonly Reason[] =
    mayUndo && stale
      ? [
          {
            check: 'canary-too-late',
            says: 'It was looked at hours after the watch had ended: nothing is undone because of what was so then.',
          },
        ]
      : [];
  if (!told.includes(jumped)) {
    const all = [...because, ...byAnybody, ...ambiguous, ...tooLate];
    outcomes.push(
      await tell(watch, run, { is: 'regressed', plan: run.plan, run: run.id, because: all }, ports),
    );
    told.push(jumped);
  }
  if (mayUndo && undoes && ambiguous.length === 0 && !stale) {
    const taken = await takeBack(watch, run, because, playing);
    outcomes.push(...taken.outcomes);
    if (taken.told !== undefined) told.push(taken.told);
  }
  return { over, outcomes, told };
};

const lookAt = async (
  watch: Watch,
  { run, began, last }: Written,
  others: readonly Run[],
  playing: Playing,
): Promise<Looked> => {
  const { rules, ports } = playing;
  const until = minutesAfter(last, rules.minutes);
  const reached = minutesAfter(ports.now(), -freshMinutes);
  const to = new Date(reached < until ? reached : until);
  const { target, questions } = watch;
  const watched = watchedOf(
    to > last ? ((await ports.signals?.({ target, questions, began, from: last, to })) ?? []) : [],
  );
  const isOver = (minutes: number): boolean =>
    ports.now().toISOString() >= minutesAfter(new Date(until), minutes);
  const over = isOver(lateMinutes);
  const next = nextAfter(began, minutesAfter(new Date(until), lateMinutes), ports.now());
  if (watched.is === 'jump')
    return {
      ...(await jump(watch, run, watched, { ...playing, others, over, stale: isOver(patienceMinutes) })),
      next,
    };
  if (!over || (watched.passing && !isOver(patienceMinutes))) return { ...waiting, next };
  // What was told before stays told: a jump that was over soon is no calm.
  if (watch.told?.includes(jumped)) return { over, outcomes: [] };
  const outcome: Outcome = { is: 'watched', plan: run.plan, run: run.id, because: watched.because };
  return { over, outcomes: [await tell(watch, run, outcome, ports)] };
};

/** Writes what is left to watch, beside what was added meanwhile. */
const keep = async (key: string, looked: ReadonlyMap<string, Looked>, ports: Ports): Promise<void> => {
  for (;;) {
    const row = await ports.journal.read<Canary>('canary', key);
    if (!row) return;
    const left = row.value.watches.flatMap((one) => {
      const { over = false, told = one.told, next } = looked.get(one.run) ?? {};
      const watch: Watch = { ...one, ...(told && { told }) };
      return over ? [] : [{ watch, next: next ?? minutesAfter(ports.now(), watchMinutes) }];
    });
    const [dueAt] = left.map(({ next }) => next).toSorted();
    const value: Canary = { watches: left.map(({ watch }) => watch) };
    const written = { kind: 'canary' as const, key, value, ...(dueAt !== undefined && { dueAt }) };
    if (await ports.journal.write(written, row.revision)) return;
  }
};

/**
 * Looks at the signals of all fixes that are watched under one key, and answers what came of it. Throws what the policy or the
 * journal throw; then it is asked again.
 */
export const canary = async (key: string, catalog: Catalog, ports: Ports): Promise<readonly Outcome[]> => {
  const row = await ports.journal.read<Canary>('canary', key);
  if (!row) return [];
  const { canary: rules } = await ports.policy();
  const written = await Promise.all(
    row.value.watches.map(async (watch) => ({ watch, state: await writtenBy(watch, ports) })),
  );
  const runs = written.flatMap(({ state }) => (typeof state === 'string' ? [] : [state.run]));
  const looked = new Map<string, Looked>();
  for (const { watch, state } of written)
    if (state === 'over' || !rules || !ports.signals) looked.set(watch.run, ended);
    else if (state === 'later') looked.set(watch.run, waiting);
    else {
      const others = runs.filter(({ id }) => id !== watch.run);
      looked.set(watch.run, await lookAt(watch, state, others, { rules, catalog, ports }));
    }
  await keep(key, looked, ports);
  return [...looked.values()].flatMap(({ outcomes }) => outcomes);
};
