import { scenarios, type Named } from '../kit/scenario-files.ts';
import { tailOf, type Case, type Slip } from './case.ts';
import type { Point } from './play.ts';
import { meddlersOf } from './meddlers.ts';

export { scenarios, type Named };

/** The smallest thing that each remediation does: one event, and it writes. There faults are tried in pairs. */
export const smallest = (all: readonly Named[]): readonly Named[] => {
  const first = new Map<string, Named>();
  const writing = all.filter(
    ({ scenario }) =>
      scenario.faults.length === 0 &&
      scenario.policy.includes('mode: auto') &&
      !/killSwitch|exemptions/.test(scenario.policy) &&
      scenario.steps.some((step) => 'expect' in step && (step.expect.writes ?? 0) > 0),
  );
  for (const { name, scenario } of writing.toSorted(
    (a, b) => a.scenario.steps.length - b.scenario.steps.length,
  )) {
    const event = scenario.steps.find((step) => 'deliver' in step);
    if (!event || first.has(scenario.remediation)) continue;
    first.set(scenario.remediation, { name, scenario: { ...scenario, steps: [{ deliver: event.deliver }] } });
  }
  return [...first.values()];
};

export const caseOf = (
  { name, scenario }: Named,
  slips: readonly Slip[] = [],
  shuffle?: Case['shuffle'],
): Case => ({
  name,
  scenario,
  slips,
  tail: tailOf(scenario, slips),
  ...(shuffle && { shuffle }),
});

const passing = ['throttle', 'server-error', 'reset', 'timeout'] as const;
const always = [
  'lost-response',
  'access-denied',
  'crash-before',
  'crash-after',
  'clock-jump',
  'another-worker',
] as const;

const isOurs = (operation: string): boolean => operation.startsWith('journal:');
const isRead = (operation: string): boolean => /:(BatchGet|Get|List|Describe|Head|Lookup)/.test(operation);

/** The file as it is, with its own expectations. */
export const asWritten = ({ name, scenario }: Named): Case => ({ name, scenario, slips: [], tail: [] });
/** The calls of the file and its tail when nothing goes wrong. */
export const unharmed = (one: Named): Case => ({ ...caseOf(one), bare: true });

/** Everything that can go wrong at one call. `short`: one of each sort. */
export const slipsAt = (point: Point, remediation: string, short = false): readonly (readonly Slip[])[] => {
  const { operation, nth } = point;
  const of = (kind: Slip['kind']): readonly Slip[] => [{ operation, nth, kind }];
  const meddling = meddlersOf(remediation).map((writer): readonly Slip[] => [
    { operation, nth, kind: 'another-writer', writer },
  ]);
  const kinds = [...(short ? (['reset'] as const) : passing), ...always].map(of);
  if (isOurs(operation)) return [...kinds, of('unavailable'), ...meddling];
  if (!isRead(operation)) return [...kinds, of('slow'), ...meddling];
  // The SDK asks four times; only a burst gets through.
  const bursts = (['throttle', 'server-error', 'reset', 'timeout'] as const)
    .filter((kind) => !short || kind === 'throttle')
    .map((kind) => Array.from({ length: 4 }, (_, more): Slip => ({ operation, nth: nth + more, kind })));
  return [...kinds, of('stale-read'), ...bursts, ...meddling];
};

/** Every single fault at every call of a scenario, and every way in which its events can come twice or swapped. */
export const singles = (one: Named, points: readonly Point[]): readonly Case[] => {
  const steps = one.scenario.steps.filter((step) => !('expect' in step));
  const shuffles = steps.flatMap((step, index): readonly Case[] => [
    ...('deliver' in step || 'wake' in step || 'approve' in step ? [caseOf(one, [], { twice: index })] : []),
    ...(index + 1 < steps.length ? [caseOf(one, [], { swapped: index })] : []),
  ]);
  return [
    ...points.flatMap((point) => slipsAt(point, one.scenario.remediation).map((slips) => caseOf(one, slips))),
    ...shuffles,
  ];
};

/**
 * One of each sort of fault: those that differ only in the error's name (throttled, 5xx, reset, timed out) were told
 * apart one by one; two by two they stand for each other.
 */
const sorts = (point: Point, remediation: string): readonly (readonly Slip[])[] => {
  const writer = meddlersOf(remediation)[0];
  return slipsAt(point, remediation, true).filter((slips) => {
    const [{ kind, writer: who } = { kind: undefined, writer: undefined }] = slips;
    if (kind === 'another-writer') return who === writer;
    return !(isRead(point.operation) && (kind === 'reset' || kind === 'lost-response') && slips.length === 1);
  });
};

export const firsts = (one: Named, points: readonly Point[]): readonly (readonly Slip[])[] =>
  points.flatMap((point) => sorts(point, one.scenario.remediation));

/** A second fault at every call that comes after the first one, as the run with the first one has them. */
export const seconds = (one: Named, first: readonly Slip[], points: readonly Point[]): readonly Case[] => {
  const last = first.at(-1);
  const from = points.findIndex(({ operation, nth }) => operation === last?.operation && nth === last.nth);
  return points
    .slice(from + 1)
    .flatMap((point) => sorts(point, one.scenario.remediation))
    .map((slips) => caseOf(one, [...first, ...slips]));
};

/** A small generator of our own: the same seed gives the same faults on every machine. */
const chance = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Two to four faults anywhere, by a seed. */
export const seeded = (
  seed: number,
  all: readonly { readonly one: Named; readonly points: readonly Point[] }[],
): Case | undefined => {
  const next = chance(seed);
  const chosen = all[next(all.length)];
  if (!chosen) return undefined;
  const slips = Array.from({ length: 2 + next(3) }, (): readonly Slip[] => {
    const point = chosen.points[next(chosen.points.length)];
    const options = point ? slipsAt(point, chosen.one.scenario.remediation) : [];
    return options[next(options.length)] ?? [];
  }).flat();
  const isTwice = slips.some((a, index) =>
    slips.slice(index + 1).some((b) => a.operation === b.operation && a.nth === b.nth),
  );
  return isTwice || slips.length === 0 ? undefined : caseOf(chosen.one, slips);
};
