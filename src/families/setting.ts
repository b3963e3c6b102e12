import type { Aws, Change, Field, Late, Source, Verdict } from '../core/model/remediation.ts';
import type { Message, Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import {
  decideSteps,
  stepMessages,
  type Held,
  type Meaning,
  type Readiness,
  type Sayings,
  type StepId,
  type Stepping,
} from './steps.ts';
import { fieldNamed, withOwn } from './typed.ts';

/** What one look at a thing shows of its setting. */
export interface SettingSeen<Value, Around = unknown> {
  /** One for the thing itself, or one for each of its parts. */
  readonly held: readonly Held<Value>[];
  readonly readiness: Readiness;
  /** What people call it, where that is not the target's id. */
  readonly name?: string;
  /** What the hazards need besides. */
  readonly around: Around;
}

export interface SettingFacts<
  Name extends string,
  Id extends string,
  Value,
  Seen extends SettingSeen<Value>,
  Settings,
> {
  /** The field's name in plans and in the journal. */
  readonly attribute: Name;
  /** In sentences: `proxy`, `RequireTLS`. */
  readonly thing: string;
  readonly setting: string;
  /** Every put is refused when somebody wrote since the get. */
  readonly comparesAndSets?: true;
  readonly messages?: Readonly<Record<Id, Message>>;
  /** Everything that the decision needs. `undefined`: the thing is gone. */
  readonly read: (target: Target, aws: Aws) => Promise<Seen | undefined>;
  /** The value alone, as `held` has it, and what the next put needs. */
  readonly get: (
    on: string,
    target: Target,
    aws: Aws,
  ) => Promise<{ readonly value: Value | null; readonly token?: unknown }>;
  readonly put: (on: string, value: Value, token: unknown, target: Target, aws: Aws) => Promise<void>;
  /** How the value is made absent. Left out: it never is, and undo of one that was absent is refused. */
  readonly remove?: (on: string, token: unknown, target: Target, aws: Aws) => Promise<void>;
  /** Pure. What a value means, and the next step from it. `ladder` makes one from values in order. */
  readonly meaning: (value: Value | null, settings: Settings, on: string, seen: Seen) => Meaning<Value>;
  /** Pure. Why it does not concern the thing. */
  readonly outside?: (seen: Seen, target: Target) => Said<NoInfer<Id>> | undefined;
  /** Pure. */
  readonly sayings?: (
    seen: Seen,
    stepping: Stepping<Value>,
    target: Target,
    settings: Settings,
  ) => Sayings<NoInfer<Id>>;
  /** Pure. What only people can do although every value is as wanted. Left out: nothing. */
  readonly besides?: (seen: Seen, target: Target, settings: Settings) => Said<NoInfer<Id>> | undefined;
  /** Pure. Why what is good may be older than our own put (`Late`). Left out: never. */
  readonly late?: (seen: Seen, target: Target) => Late<NoInfer<Id>> | undefined;
  /** Pure. The same change in code. */
  readonly source?: (change: Change, target: Target) => Source | undefined;
}

/** One attribute of one resource, step by step, with the states in between. */
export const setting = <
  const Name extends string,
  Value extends string | number | boolean | readonly string[],
  Seen extends SettingSeen<Value>,
  const Id extends string = never,
  Settings = unknown,
>(
  facts: SettingFacts<Name, Id, Value, Seen, Settings>,
) => {
  const field: Field<Value> = {
    ...(facts.comparesAndSets && { comparesAndSets: facts.comparesAndSets }),
    get: (on, target, aws) => facts.get(on, target, aws),
    put: async (on, value, { token }, target, aws) => {
      if (value !== null) return facts.put(on, value, token, target, aws);
      if (!facts.remove) throw new TypeError(`${facts.setting} of a ${facts.thing} is never absent`);
      return facts.remove(on, token, target, aws);
    },
  };
  return {
    messages: withOwn(stepMessages(facts.thing, facts.setting), facts.messages),
    fields: fieldNamed(facts.attribute, field),
    read: (target: Target, aws: Aws): Promise<Seen | undefined> => facts.read(target, aws),
    plan: (seen: Seen, target: Target, settings: Settings): Verdict<Id | StepId, Change<Name, Value>> => {
      const outside = facts.outside?.(seen, target);
      if (outside) return { is: 'not-applicable', ...outside };
      const verdict = decideSteps<Name, Value, Id>(
        facts.attribute,
        seen.held,
        (value, on) => facts.meaning(value, settings, on, seen),
        seen.readiness,
        { ...target, id: seen.name ?? target.id },
        (stepping) => facts.sayings?.(seen, stepping, target, settings) ?? {},
      );
      if (verdict.is !== 'compliant') return verdict;
      const besides = facts.besides?.(seen, target, settings);
      if (besides) return { is: 'non-compliant', ...besides, changes: [] };
      const late = facts.late?.(seen, target);
      return late ? { ...verdict, late } : verdict;
    },
    source: (change: Change, target: Target): Source | undefined => facts.source?.(change, target),
  };
};
