import type { Change, Impact, MigrationStep, Verdict } from '../core/model/remediation.ts';
import type { Message, Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';

/** The next value of a setting and who notices. A step that leaves plaintext open is one of several: look, step, look. */
export interface Step<Value> {
  readonly to: Value;
  readonly impact: readonly [Impact, ...Impact[]];
  /** Of several to what is wanted. */
  readonly step?: MigrationStep;
}

/** `good`: nothing to do. `undefined`: nobody here knows what the value means. */
export type Meaning<Value> = 'good' | Step<Value> | undefined;

/** One value that AWS holds, and where. */
export interface Held<Value> {
  /** An ARN or a name within the target; for a setting of the target itself, its ARN. */
  readonly on: string;
  /** `null`: absent. */
  readonly value: Value | null;
  /** What AWS is on its way to, while it says so. */
  readonly arriving?: Value;
}

/**
 * How the thing is, whatever its setting.
 * - `ready`: AWS takes a change.
 * - `busy`: AWS is at work and takes none; it passes by itself.
 * - `people`: it stays so until somebody does what `remedy` says.
 * - `unheard`: no page of AWS has this status.
 */
export type Readiness =
  | { readonly is: 'ready' }
  | { readonly is: 'busy' | 'unheard'; readonly status: string }
  | { readonly is: 'people'; readonly status: string; readonly remedy: string };

/** A status by the lists of AWS's page; what is on none of them is `unheard`. */
export const readinessBy =
  (lists: {
    readonly ready: readonly string[];
    readonly busy: readonly string[];
    /** What to do, by status. */
    readonly people?: Readonly<Record<string, string>>;
  }) =>
  (status: string): Readiness => {
    const { ready, busy, people = {} } = lists;
    if (ready.includes(status)) return { is: 'ready' };
    if (busy.includes(status)) return { is: 'busy', status };
    const remedy = Object.hasOwn(people, status) ? people[status] : undefined;
    return remedy === undefined
      ? { is: 'unheard', status: status || '(nothing)' }
      : { is: 'people', status, remedy };
  };

/** A step that is the one `at` (from 0) of several; one that stands alone says nothing of it. */
export const stepAt = <Value>(step: Step<Value>, at: number, of: number): Step<Value> =>
  of === 1 ? step : { ...step, step: { next: at + 1, of } };

/** Values in order, each one step better than the one before; the last is good. */
export const ladder =
  <Value>(first: Value, ...steps: readonly Step<Value>[]) =>
  (value: Value | null): Meaning<Value> => {
    const rungs = [first, ...steps.map(({ to }) => to)];
    const at = rungs.findIndex((rung) => rung === value);
    if (at < 0) return undefined;
    const next = steps[at];
    return next ? stepAt(next, at, steps.length) : 'good';
  };

export type StepId = 'not-as-wanted' | 'busy' | 'needs-people' | 'status-unknown' | 'value-unknown';

/**
 * The sentences of every unit that sets values: `thing` is `proxy`, `setting` is `RequireTLS`. A unit whose service is
 * otherwise gives a sentence of the same id among its own `messages`: that one is said. (CloudFront takes changes while it is busy.)
 */
export const stepMessages = (thing: string, setting: string): Readonly<Record<StepId, Message>> => ({
  'not-as-wanted': {
    says: `${setting} of ${thing} {name} is {values}.`,
    todo: `Apply the plan: it sets {wanted} and nothing else about the ${thing}.`,
  },
  busy: { says: `The ${thing} {name} is {status}; nothing is changed in it until that is over.` },
  'needs-people': {
    says: `The ${thing} {name} is {status}: nothing is changed in it before that is fixed.`,
    todo: '{remedy}',
  },
  'status-unknown': {
    says: `AWS says that the ${thing} {name} is "{status}", and Waxseal does not know whether a change is safe then.`,
    todo: 'Look at it in the console. It is evaluated again with the next event or sweep.',
  },
  'value-unknown': {
    says: `${setting} of ${thing} {name} is {values}, and Waxseal does not know what that means.`,
    todo: 'Set it by hand.',
  },
});

/** Why nothing is changed now. */
export const unready = (
  readiness: Exclude<Readiness, { readonly is: 'ready' }>,
  { id: name, region }: Pick<Target, 'id' | 'region'>,
): Verdict<StepId, never> => {
  const data = { name, region, status: readiness.status };
  switch (readiness.is) {
    case 'busy':
      return { is: 'pending', message: 'busy', data };
    case 'unheard':
      return { is: 'unknown', message: 'status-unknown', data };
    case 'people':
      return {
        is: 'non-compliant',
        message: 'needs-people',
        data: { ...data, remedy: readiness.remedy },
        changes: [],
      };
  }
};

/** What a unit says besides. */
export interface Sayings<Id extends string> {
  /** Why no change is safe: people do something first. */
  readonly obstacles?: readonly Said<Id>[];
  readonly hazards?: readonly Said<Id>[];
  readonly notes?: readonly Said<Id>[];
}

/** What the change is about: all that has a next step. */
export type Stepping<Value> = readonly { readonly held: Held<Value>; readonly step: Step<Value> }[];

const shown = (value: unknown): string => (value === null ? 'absent' : JSON.stringify(value));
const listed = (values: readonly unknown[]): string => [...new Set(values.map(shown))].join(', ');

/**
 * Decides about values that each have a meaning. What is good is good in whatever state the thing is, unless AWS is
 * still at work on it: then nothing is said before it is done.
 */
export const decideSteps = <Name extends string, Value, Id extends string>(
  set: Name,
  all: readonly Held<Value>[],
  meaningOf: (value: Value | null, on: string) => Meaning<Value>,
  readiness: Readiness,
  target: Target,
  sayings: (stepping: Stepping<Value>) => Sayings<Id>,
  /** What `not-as-wanted` may say besides. */
  besides: (stepping: Stepping<Value>) => Readonly<Record<string, string>> = () => ({}),
): Verdict<Id | StepId, Change<Name, Value>> => {
  const { id: name, region } = target;
  if (readiness.is === 'busy') return unready(readiness, target);
  const arriving = all.filter((held) => held.arriving !== undefined && held.arriving !== held.value);
  if (arriving.length > 0)
    return { is: 'pending', message: 'busy', data: { name, region, status: 'about to change' } };
  const evaluated = all.map((held) => ({ held, meaning: meaningOf(held.value, held.on) }));
  const unheard = evaluated.filter(({ meaning }) => meaning === undefined);
  if (unheard.length > 0) {
    const values = listed(unheard.map(({ held }) => held.value));
    return { is: 'unknown', message: 'value-unknown', data: { name, region, values } };
  }
  const stepping = evaluated.flatMap(({ held, meaning }) =>
    meaning === undefined || meaning === 'good' ? [] : [{ held, step: meaning }],
  );
  const { obstacles = [], hazards = [], notes = [] } = sayings(stepping);
  if (stepping.length === 0) return { is: 'compliant', notes };
  if (readiness.is !== 'ready') return unready(readiness, target);
  const [obstacle, ...others] = obstacles;
  // Of parts that stand at different steps, the one that is furthest behind.
  const [behind] = stepping.flatMap((one) => one.step.step ?? []).toSorted((a, b) => a.next - b.next);
  const data = {
    name,
    values: listed(stepping.map(({ held }) => held.value)),
    wanted: listed(stepping.map((one) => one.step.to)),
    ...besides(stepping),
  };
  return {
    is: 'non-compliant',
    ...(obstacle ?? { message: 'not-as-wanted', data }),
    changes: obstacle
      ? []
      : stepping.map(({ held, step }) => ({
          set,
          on: held.on,
          before: held.value,
          after: step.to,
          impact: step.impact,
        })),
    ...(behind && { step: behind }),
    hazards: [...others, ...hazards],
    notes,
  };
};
