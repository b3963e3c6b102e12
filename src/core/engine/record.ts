import type { Job } from '../model/catalog.ts';
import { advance, dueAfter, isNews, type Marks } from './findings.ts';
import { leaseMinutes } from './lease.ts';
import { aboutOf } from '../journal/log.ts';
import { lookBackMinutes } from './look-back.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import { entryKey, findingKey, type Entry, type Finding } from '../journal/records.ts';
import { closeOpen } from './runs.ts';
import { minutesAfter } from '../model/time.ts';

/** An outcome and what the finding must remember with it. */
export interface Step {
  readonly outcome: Outcome;
  readonly marks?: Marks;
}

/**
 * Writes down what a look ended in: where the finding stands, when to look again, and a line of the log when there is
 * news. Another worker may have written meanwhile; then its row is taken as the one before ours. `known` is the row as
 * the look had found it when it began.
 */
export const record = async (
  job: Job,
  { outcome, marks = {} }: Step,
  known: Finding | undefined,
  ports: Ports,
): Promise<void> => {
  const { journal } = ports;
  const key = findingKey(job.target, job.unit.meta.id);
  const at = ports.now();
  const entry = entryKey(key, at.toISOString(), ports.newId());
  for (;;) {
    const row = await journal.read<Finding>('finding', key);
    const before = row?.value;
    if (needsNoRow(before, outcome)) return;
    // Another worker's word stands. A run of ours that theirs took the place of must not stay open for ever.
    if (isOvertaken(before, known, marks)) return closeOpen(marks.began, ports);
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
    if (news) await ports.notify(job.target, outcome, aboutOf(lineOf(job, outcome, value)));
    return;
  }
};

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

/** A resource that was never non-compliant needs no row: scanning ten thousand good ones leaves the journal alone. */
const needsNoRow = (before: Finding | undefined, outcome: Outcome): boolean =>
  before === undefined && ['compliant', 'not-applicable', 'gone'].includes(outcome.is);

const lineOf = ({ unit, target, cause }: Job, outcome: Outcome, { owner, lastSeen }: Finding): Entry => ({
  finding: findingKey(target, unit.meta.id),
  remediation: unit.meta.id,
  target,
  at: lastSeen,
  cause,
  outcome,
  ...(owner !== undefined && { owner }),
});

/** Outcomes after which something was written that somebody else may have written too. */
const wrote: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>([
  'remediated',
  'progressed',
  'rolled-back',
  'conflict',
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
