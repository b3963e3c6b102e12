import type { Job } from '../model/catalog.ts';
import type { Outcome } from '../model/outcome.ts';
import { unfinished } from '../model/outcome.ts';
import { leaseMinutes } from './lease.ts';
import { aboutOf } from '../journal/log.ts';
import type { Ports } from '../model/ports.ts';
import { minutesAfter } from '../model/time.ts';
import { lookBackMinutes, memoryDays } from './look-back.ts';
import { entryKey, findingKey, type Entry, type Finding } from '../journal/records.ts';

const longestWait = 6 * 60;
/** 1 minute, doubling to 6 hours. */
export const backoffMinutes = (attempts: number): number =>
  Math.min(2 ** Math.min(attempts, 20), longestWait);

const dueAfter = (outcome: Outcome, attempts: number, now: Date): string | undefined => {
  if (!unfinished.includes(outcome.is)) return undefined;
  const backoff = minutesAfter(now, backoffMinutes(attempts));
  return outcome.is === 'deferred' && outcome.until > backoff ? outcome.until : backoff;
};

/** In violation and not mended: the clock of `since` runs. */
const isOpen = (is: Outcome['is']): boolean => !['compliant', 'inapplicable', 'gone', 'sealed'].includes(is);

const planOfOutcome = (outcome: Outcome): string | undefined =>
  'plan' in outcome ? outcome.plan?.id : undefined;

/**
 * When somebody took back what we had proven, lately; `now` included when the finding was good through us until this
 * look found it in violation.
 */
export const revertsOf = (finding: Finding | undefined, now: Date): readonly string[] => {
  if (!finding) return [];
  const forget = minutesAfter(now, -memoryDays * 24 * 60);
  const remembered = finding.reverted.filter((moment) => moment > forget);
  const wasGood = finding.is === 'sealed' || (finding.is === 'compliant' && finding.run !== undefined);
  return wasGood ? [...remembered, now.toISOString()] : remembered;
};

export interface Marks {
  readonly owner?: string;
  /** `null`: no longer. */
  readonly run?: string | null;
  /** The run that this look began or meant to begin, whatever came of it. */
  readonly began?: string;
  /** Another worker has made a run the finding's own, and has not written it down yet. */
  readonly claimed?: boolean;
  readonly ask?: string | null;
  /** A run after which AWS's own log is to be asked. */
  readonly lookBack?: { readonly at: string; readonly run: string };
}

/** The finding after an outcome. Pure; `undefined` members of the result are absent in the journal. */
export const advance = (
  before: Finding | undefined,
  { target, unit, ruleParameters = before?.ruleParameters }: Job,
  outcome: Outcome,
  { owner = before?.owner, run, ask, lookBack }: Marks,
  now: Date,
): Finding => {
  const at = now.toISOString();
  const violated = isOpen(outcome.is) && outcome.is !== 'undone' && outcome.is !== 'failed';
  const plan = planOfOutcome(outcome);
  const nextRun = run === undefined ? before?.run : (run ?? undefined);
  const nextAsk = ask === undefined ? before?.ask : (ask ?? undefined);
  const since = isOpen(outcome.is) ? (before?.since ?? at) : undefined;
  const told = isNews(before, outcome, now) ? at : before?.told;
  return {
    remediation: unit.meta.id,
    target,
    is: outcome.is,
    lastSeen: at,
    ...(told !== undefined && { told }),
    asks: (before?.asks ?? 0) + (nextAsk !== undefined && nextAsk !== before?.ask ? 1 : 0),
    attempts: before?.is === outcome.is ? before.attempts + 1 : 0,
    reverted: violated ? revertsOf(before, now) : (before?.reverted ?? []),
    ...(owner !== undefined && { owner }),
    ...(ruleParameters !== undefined && { ruleParameters }),
    ...(since !== undefined && { since }),
    ...(plan !== undefined && { plan }),
    ...(nextRun !== undefined && { run: nextRun }),
    ...(nextAsk !== undefined && { ask: nextAsk }),
    ...lookingBack(before, lookBack),
  };
};

const lookingBack = (before: Finding | undefined, next: Marks['lookBack']): Pick<Finding, 'lookBack'> => {
  const due = before?.lookBack;
  if (!next) return due ? { lookBack: due } : {};
  return { lookBack: { at: next.at, runs: [...new Set([...(due?.runs ?? []), next.run])] } };
};

/** Outcomes after which something was written that somebody else may have written too. */
const wrote: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>([
  'sealed',
  'progressed',
  'undone',
  'moved',
  'halted',
]);

/** A run that wrote where AWS compares nothing is looked for in its log later, where that can be read. */
const lookBackAfter = ({ unit }: Job, outcome: Outcome, ports: Ports): Pick<Marks, 'lookBack'> => {
  if (!ports.cloudTrail || !wrote.has(outcome.is) || !('run' in outcome) || outcome.run === undefined)
    return {};
  const compared = outcome.plan?.changes.every(({ set }) => unit.fields[set]?.comparesAndSets);
  if (compared) return {};
  const at = minutesAfter(ports.now(), lookBackMinutes);
  return { lookBack: { at, run: outcome.run } };
};

/** What waits for somebody outside, such as a reboot that only the owner may do: said again after a day. */
const reminds: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>(['settling', 'pending']);
const reminderHours = 24;

/** Worth a line in the log: something new, or a reminder. The same answer again is not. */
const isNews = (before: Finding | undefined, outcome: Outcome, now: Date): boolean => {
  if (before?.is !== outcome.is || before.plan !== planOfOutcome(outcome)) return true;
  const dayAgo = minutesAfter(now, -reminderHours * 60);
  return reminds.has(outcome.is) && before.told !== undefined && before.told <= dayAgo;
};

/** A resource that was never in violation needs no row: scanning ten thousand good ones leaves the journal alone. */
const needsNoRow = (before: Finding | undefined, outcome: Outcome): boolean =>
  before === undefined && ['compliant', 'inapplicable', 'gone'].includes(outcome.is);

const lineOf = ({ unit, target, cause }: Job, outcome: Outcome, { owner, lastSeen }: Finding): Entry => ({
  finding: findingKey(target, unit.meta.id),
  remediation: unit.meta.id,
  target,
  at: lastSeen,
  cause,
  outcome,
  ...(owner !== undefined && { owner }),
});

/**
 * Whether another worker began a run after our look had begun: then what it writes is newer than what we saw, and its
 * run must not be forgotten.
 */
const isOvertaken = (
  before: Finding | undefined,
  known: Finding | undefined,
  { run = known?.run, began }: Marks,
): boolean =>
  before?.run !== undefined && before.run !== known?.run && before.run !== run && before.run !== began;

/**
 * Writes down what a look ended in: where the finding stands, when to look again, and a line of the log when there is
 * news. Another worker may have written meanwhile; then its row is taken as the one before ours. `known` is the row as
 * the look had found it when it began. `overtaken`: nothing was written, another worker's word stands.
 */
export const record = async (
  job: Job,
  outcome: Outcome,
  { marks = {}, known }: { readonly marks?: Marks | undefined; readonly known?: Finding | undefined },
  ports: Ports,
): Promise<'recorded' | 'overtaken'> => {
  const { journal } = ports;
  const key = findingKey(job.target, job.unit.meta.id);
  const at = ports.now();
  const entry = entryKey(key, at.toISOString(), ports.newId());
  for (;;) {
    const row = await journal.read<Finding>('finding', key);
    const before = row?.value;
    if (needsNoRow(before, outcome)) return 'recorded';
    if (isOvertaken(before, known, marks)) return 'overtaken';
    const value = advance(before, job, outcome, { ...marks, ...lookBackAfter(job, outcome, ports) }, at);
    const news = isNews(before, outcome, at);
    // The log first: after a crash in between it says something twice, never too little.
    if (news) await journal.write({ kind: 'entry', key: entry, value: lineOf(job, outcome, value) }, 0);
    // Whoever claimed it may die before the run is open: somebody must come back for it.
    const comesBack = marks.claimed ? minutesAfter(at, leaseMinutes) : undefined;
    const [dueAt] = [dueAfter(outcome, value.attempts, at) ?? comesBack, value.lookBack?.at]
      .filter((moment) => moment !== undefined)
      .toSorted();
    const expected = row?.revision ?? 0;
    const written = await journal.write({ kind: 'finding', key, value, ...(dueAt && { dueAt }) }, expected);
    if (written === undefined) continue;
    if (!news) return 'recorded';
    await ports.notify(job.target, outcome, aboutOf(lineOf(job, outcome, value)));
    return 'recorded';
  }
};
