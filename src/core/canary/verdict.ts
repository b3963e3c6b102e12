import type { Errors, Measured, Series, Signal, Traffic, Unmeasured } from '../model/canary.ts';
import type { Reason } from '../model/outcome.ts';
import { filled, lastingOf, levelOf, lowMedianOf, medianOf, scatterOf, sumOf, toldOf } from './series.ts';

/** The rules by which signals after a fix become a jump. Pure. What lies between jump and calm is unknown. */

/**
 * `jump`: clients break. `calm`: all was told, there was traffic enough to tell, and nothing is unusual. `unknown`: neither.
 * `passing`: only because of what may answer later. `undoes`: something jumped that nobody outside can cause.
 */
export interface Watched {
  readonly is: 'jump' | 'calm' | 'unknown';
  readonly because: readonly Reason[];
  readonly passing: boolean;
  readonly undoes: boolean;
}

/** Fewer additional errors than this are nobody's outage. */
const leastErrors = 20;
/** So many more than usual are nothing: our own probes of a fix are fewer. */
const fewErrors = 5;
/** Among fewer requests or connections than this, no errors mean nothing. */
const leastTraffic = 100;
/** What is usual cannot be told from one week; from two only where they agree. */
const leastWeeks = 2;
/** Half an hour of periods: how long a break must last, and the window in which a late one is looked for. */
const halfHour = 6;

type Found = Pick<Watched, 'is'> & { readonly says: string };

const unknown = (says: string): Found => ({ is: 'unknown', says });
const round = (value: number): string => String(Math.round(value));

/** Periods of a series, `to` not among them. */
interface Span {
  readonly from: number;
  readonly to: number;
}
/** All since the fix, then each half hour: a break near the end is lost in a sum. */
const spansOf = (length: number): readonly Span[] => [
  { from: 0, to: length },
  ...(length > halfHour
    ? Array.from({ length: length - halfHour + 1 }, (_, from) => ({ from, to: from + halfHour }))
    : []),
];
const within = (series: Series, { from, to }: Span): Series => series.slice(from, to);

/** What a week lets expect of a span: of all its errors, and of those that last; `growth`: how much more was served now. */
interface Expected {
  readonly all: number;
  readonly lasting: number;
  readonly growth: number;
}

/** Requests or connections without errors: who is refused comes again and again, and is no more traffic. */
const servedOf = (errors: Series, of: Series): number =>
  Math.max(0, sumOf(filled(of)) - sumOf(filled(errors)));

/** How much more was served than in another stretch; 1: not known. */
const growthOf = (now: Series, nowOf: Series, then: Series, thenOf: Series): number => {
  const [more, less] = [servedOf(now, nowOf), servedOf(then, thenOf)];
  return toldOf(nowOf).length < nowOf.length || less <= 0 ? 1 : more / less;
};

const expectedBy = ({ now, of, before }: Errors, span: Span): readonly Expected[] =>
  before.flatMap((week, at) => {
    const then = within(week, span);
    const values = filled(then);
    if (values.length === 0) return [];
    const share = toldOf(within(now, span)).length / values.length;
    const thenOf = within(of.before[at] ?? [], span);
    const growth = growthOf(within(now, span), within(of.now, span), then, thenOf);
    return [{ all: sumOf(values) * share, lasting: lastingOf(values) * share, growth }];
  });

/**
 * More than double, 20 more and beyond six deviations: of what is left without the highest periods, at the traffic of now, and
 * above what it was right before the fix.
 */
const isJump = (signal: Errors, span: Span): boolean => {
  const told = toldOf(within(signal.now, span));
  const weeks = expectedBy(signal, span).map(({ lasting, growth }) => lasting * Math.max(1, growth));
  if (weeks.length < leastWeeks) return false;
  const usual = medianOf(weeks);
  const most = usual + Math.max(leastErrors, usual, 6 * scatterOf(weeks, usual, medianOf));
  const rightBefore = medianOf(toldOf(signal.lead.slice(-3)));
  return lastingOf(told) > Math.max(most, 2 * lastingOf(told.map(() => rightBefore)));
};

/** Two weeks must tell the same; of more, a median finds its way. */
const agree = (weeks: readonly number[]): boolean => {
  const [low, high] = [Math.min(...weeks), Math.max(...weeks)];
  return weeks.length > 2 || high - low <= Math.max(high / 4, 3 * Math.sqrt(low), fewErrors);
};

/** What keeps a span from being calm. */
const unusualIn = (signal: Errors, span: Span): string | undefined => {
  const weeks = expectedBy(signal, span).map(({ all, growth }) => all * growth);
  if (weeks.length < leastWeeks) return 'the weeks before do not tell what is usual';
  if (!agree(weeks)) return 'the weeks before disagree';
  const [usual, high] = [lowMedianOf(weeks), Math.max(...weeks)];
  const spread = 3 * scatterOf(weeks, usual, lowMedianOf);
  const most = Math.min(usual + spread, high + 3 * Math.sqrt(high)) + fewErrors;
  return sumOf(toldOf(within(signal.now, span))) > most ? 'more than usual, and no jump' : undefined;
};

const errorsSay = (signal: Errors, span: Span): string => {
  const { now, of } = signal;
  const all = span.to - span.from === now.length;
  const volume = toldOf(within(of.now, span));
  const among = volume.length === 0 ? '' : ` of ${round(sumOf(volume))} (${of.name})`;
  const weeks = expectedBy(signal, span).map((week) => week.all);
  const usually = of.before.flatMap((week) => levelOf(within(week, span)));
  const ofUsual = usually.length === 0 ? '' : ` of ${round(medianOf(usually) * (span.to - span.from))}`;
  return `${round(sumOf(toldOf(within(now, span))))}${among} ${all ? 'since the fix' : 'in half an hour since the fix'}, ${round(medianOf(weeks))}${ofUsual} at the same hours of ${weeks.length} weeks before`;
};

const errorsFound = (signal: Errors): Found => {
  const { now, of } = signal;
  const spans = spansOf(now.length);
  const [whole = { from: 0, to: 0 }] = spans;
  const told = toldOf(now);
  if (told.length === 0) return unknown('nothing is told of the time since the fix');
  if (expectedBy(signal, whole).length < leastWeeks)
    return unknown('the weeks before do not tell what is usual');
  const jumping = spans.find((span) => isJump(signal, span));
  if (jumping) return { is: 'jump', says: errorsSay(signal, jumping) };
  const says = errorsSay(signal, whole);
  if (told.length < now.length)
    return unknown(`${says}, but ${now.length - told.length} of ${now.length} periods are not told`);
  const volume = toldOf(of.now);
  if (volume.length < now.length) return unknown(`${says}, but ${of.name} is not told of each period`);
  if (sumOf(volume) < leastTraffic) return unknown(`${says}: too little traffic to tell`);
  const odd = spans.flatMap((span) => {
    const why = unusualIn(signal, span);
    return why === undefined ? [] : [`${errorsSay(signal, span)}: ${why}`];
  });
  return odd[0] === undefined ? { is: 'calm', says } : unknown(odd[0]);
};

/** Fallen to less than half for half an hour, below each of the weeks before and half of the hour before the fix. */
const trafficFound = ({ now, before, lead, of, least: leastOf }: Traffic): Found => {
  const last = toldOf(now.slice(-halfHour));
  if (toldOf(now).length === 0) return unknown('nothing is told of the time since the fix');
  if (last.length < halfHour) return unknown('the last half hour is not told, or is not over yet');
  const weeks = before.flatMap((week) => levelOf(week.slice(-halfHour)));
  if (weeks.length < leastWeeks) return unknown('the weeks before do not tell what is usual');
  const [level, usual, lowest] = [sumOf(last) / last.length, medianOf(weeks), Math.min(...weeks)];
  const says = `${round(level)} now in each five minutes, ${round(usual)} at the same hour of ${weeks.length} weeks before`;
  const usually = of.before.flatMap((week) => levelOf(week.slice(-halfHour)));
  if (medianOf(usually) < leastOf) return unknown(`${says}: too few ${of.name} to tell`);
  if (last.every((value) => value < usual / 2) && level < lowest) {
    const [earlier] = levelOf(lead);
    if (earlier === undefined) return unknown(`${says}, and of the hour before the fix nothing is told`);
    if (level >= earlier / 2) return unknown(`${says}, but ${round(earlier)} in the hour before the fix`);
    return { is: 'jump', says: `${says}, ${round(earlier)} in the hour before the fix` };
  }
  if (!agree(weeks)) return unknown(`${says}: the weeks before disagree`);
  // A tenth less is nothing, and neither is what a week before has shown, as long as a quarter is not missing.
  const least = Math.max(0.75 * usual, Math.min(0.9 * usual, lowest));
  return level < least ? unknown(`${says}: fewer than usual, and no fall to half`) : { is: 'calm', says };
};

const foundIn = (signal: Measured): Found =>
  signal.counts === 'errors' ? errorsFound(signal) : trafficFound(signal);

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
      undoes: false,
    };
  const all = heard.map((signal) => ({
    name: signal.name,
    passing: signal.is === 'unknown' && signal.passing === true,
    byAnybody: signal.is === 'measured' && signal.counts === 'errors' && signal.byAnybody,
    ...(signal.is === 'measured'
      ? foundIn(signal)
      : unknown((signal.says ?? 'it cannot be read').replace(/\.$/, ''))),
  }));
  const jumps = all.filter(({ is }) => is === 'jump');
  // What keeps it from being calm is read first, and sometimes alone.
  const rest = all.toSorted((a, b) => Number(a.is === 'calm') - Number(b.is === 'calm'));
  const told = jumps.length > 0 ? jumps : rest;
  const is = jumps.length > 0 ? 'jump' : all.every((one) => one.is === 'calm') ? 'calm' : 'unknown';
  return {
    is,
    because: told.map((one) => reasonOf(one.name, one)),
    passing: is === 'unknown' && all.some(({ passing }) => passing),
    undoes: jumps.some(({ byAnybody }) => !byAnybody),
  };
};
