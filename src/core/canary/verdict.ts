import type { Measured, Series, Signal, Unmeasured } from '../model/canary.ts';
import type { Reason } from '../model/outcome.ts';

/** The rules by which signals after a fix become a jump. Pure. What is missing is never taken for calm. */

/**
 * `jump`: somebody breaks. `calm`: every period since the fix was told, and nothing unusual is in any signal. `unknown`: neither.
 * `passing`: only because of what may answer later.
 */
export interface Watched {
  readonly is: 'jump' | 'calm' | 'unknown';
  readonly because: readonly Reason[];
  readonly passing: boolean;
}

/** Fewer additional errors than this are nobody's outage. */
const leastErrors = 20;
/** Fewer connections than this come and go by themselves. */
const leastConnections = 5;
/** Of the weeks before: what is usual cannot be told from one. */
const leastWeeks = 2;
/** A level is that of the last so many periods: an average of hours would hide that it fell. */
const levelPeriods = 3;

const isTold = (value: number | null): value is number => value !== null && Number.isFinite(value);
const toldOf = (series: Series): readonly number[] => series.filter(isTold);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

/** Standard deviations as a median tells them, which one odd week does not move. */
const spreadOf = (values: readonly number[], median: number): number =>
  1.4826 * medianOf(values.map((value) => Math.abs(value - median)));

/** A week that told of at least half of its periods, as if it had told of all. */
const weekly = (series: Series): readonly number[] => {
  const told = toldOf(series);
  if (told.length === 0 || told.length * 2 < series.length) return [];
  return [(sumOf(told) * series.length) / told.length];
};

type Found = Pick<Watched, 'is'> & { readonly says: string };

const unknown = (says: string): Found => ({ is: 'unknown', says });
const round = (value: number): string => String(Math.round(value));

/** Errors are summed up since the fix; more than double, at least 20 more and beyond six deviations is a jump. */
const errorsFound = ({ now, before }: Measured): Found => {
  const told = toldOf(now);
  if (told.length === 0) return unknown('nothing is told of the time since the fix');
  const weeks = before.flatMap(weekly);
  if (weeks.length < leastWeeks) return unknown('the weeks before do not tell what is usual');
  const usual = medianOf(weeks);
  const scatter = Math.max(spreadOf(weeks, usual), Math.sqrt(usual));
  const most = usual + Math.max(leastErrors, usual, 6 * scatter);
  const count = sumOf(told);
  const says = `${round(count)} since the fix, ${round(usual)} at the same hours of ${weeks.length} weeks before`;
  if (count > most) return { is: 'jump', says };
  if (told.length < now.length)
    return unknown(`${says}, but ${now.length - told.length} of ${now.length} periods are not told`);
  return { is: 'calm', says };
};

/** Where it stands now: nothing, unless all of it is told. */
const levelOf = (series: Series): readonly number[] => {
  const last = series.slice(-levelPeriods);
  const told = toldOf(last);
  return told.length === last.length && told.length > 0 ? [sumOf(told) / told.length] : [];
};

/** Connections that fell to less than half, and below each of the weeks before, were lost. */
const connectionsFound = ({ now, before }: Measured): Found => {
  const [level] = levelOf(now);
  if (level === undefined) return unknown('nothing is told of the time since the fix');
  const weeks = before.flatMap(levelOf);
  if (weeks.length < leastWeeks) return unknown('the weeks before do not tell what is usual');
  const usual = medianOf(weeks);
  const says = `${round(level)} now, ${round(usual)} at the same hour of ${weeks.length} weeks before`;
  if (usual < leastConnections) return unknown(`${says}: too few to tell`);
  if (level < usual / 2 && weeks.every((week) => level < week)) return { is: 'jump', says };
  return { is: 'calm', says };
};

const foundIn = (signal: Measured): Found =>
  signal.counts === 'errors' ? errorsFound(signal) : connectionsFound(signal);

const todo =
  'Find out who breaks: waxseal evidence, or the logs of the resource. Undo the fix, or move those clients to TLS.';

const checks = {
  jump: 'canary-jump',
  calm: 'canary-calm',
  unknown: 'canary-unknown',
} as const satisfies Readonly<Record<Watched['is'], string>>;

const reasonOf = (name: string, { is, says }: Found): Reason => ({
  check: checks[is],
  says: `${name}: ${says}.`,
  ...(is === 'jump' && { todo }),
});

const isOff = (signal: Signal): signal is Unmeasured => signal.is === 'unknown' && signal.why === 'off';

/**
 * What all signals say together. One that jumps is enough; calm are they only if each is. What is switched off is left out
 * where another signal tells of the same.
 */
export const watchedOf = (signals: readonly Signal[]): Watched => {
  const on = signals.filter((signal) => !isOff(signal));
  const heard = on.length > 0 ? on : signals;
  if (heard.length === 0)
    return {
      is: 'unknown',
      because: [{ check: checks.unknown, says: 'No signal tells whether its clients break.' }],
      passing: false,
    };
  const all = heard.map((signal) => ({
    name: signal.name,
    passing: signal.is === 'unknown' && signal.passing === true,
    ...(signal.is === 'measured'
      ? foundIn(signal)
      : unknown((signal.says ?? 'it cannot be read').replace(/\.$/, ''))),
  }));
  const jumps = all.filter(({ is }) => is === 'jump');
  const told = jumps.length > 0 ? jumps : all;
  const is = jumps.length > 0 ? 'jump' : all.every((one) => one.is === 'calm') ? 'calm' : 'unknown';
  return {
    is,
    because: told.map((one) => reasonOf(one.name, one)),
    passing: is === 'unknown' && all.some(({ passing }) => passing),
  };
};
