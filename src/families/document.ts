import {
  partOf,
  type Aws,
  type Change,
  type Document,
  type Source,
  type Verdict,
} from '../core/model/remediation.ts';
import { saying, type Message, type Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import {
  decideSteps,
  stepMessages,
  type Meaning,
  type Readiness,
  type Sayings,
  type StepId,
  type Stepping,
} from './steps.ts';
import { fieldNamed, withOwn } from './typed.ts';

/** A place within a document, such as a cache behavior, and what it holds there. */
interface Place<Value> {
  /** What tells it from the others whatever their order: a path pattern, an id. */
  readonly at: string;
  readonly value: Value | null;
}

/**
 * There is no such place any more, or there are two and nobody can say which is meant. It is no value that was left out,
 * and none that a plan could have seen.
 */
interface Misplaced {
  readonly placesOfThisName: number;
}
const isMisplaced = (value: unknown): value is Misplaced =>
  typeof value === 'object' && value !== null && 'placesOfThisName' in value;

export interface DocumentSeen<Whole> {
  readonly whole: Whole;
  /** What of it the SDK dropped, by path: nothing can be put back without taking that away. */
  readonly dropped?: readonly string[];
  readonly readiness: Readiness;
}

export interface DocumentFacts<
  Name extends string,
  Id extends string,
  Value,
  Whole,
  Seen extends DocumentSeen<Whole>,
  Settings,
> {
  /** The field's name in plans and in the journal. */
  readonly attribute: Name;
  /** In sentences: `distribution`, `ViewerProtocolPolicy`. */
  readonly thing: string;
  readonly setting: string;
  /** All units that write it share this one: their changes go out in one put. */
  readonly document: Document<Whole>;
  /** A sentence of one's own for `not-as-wanted` may name `{places}`: those that are to be changed. */
  readonly messages?: Readonly<Record<Id, Message>>;
  /** `undefined`: the thing is gone. */
  readonly read: (target: Target, aws: Aws) => Promise<Seen | undefined>;
  /** Pure. Every place that has such a value. */
  readonly places: (whole: Whole) => readonly Place<Value>[];
  /** Pure. The document with this value in that place, and all else as it was; `null` makes it absent. */
  readonly into: (whole: Whole, at: string, value: Value | null) => Whole;
  /** Pure. What a value means, and the next step from it; `seen` tells what else is so (disabled: the step meets nobody). */
  readonly meaning: (value: Value | null, settings: Settings, at: string, seen: Seen) => Meaning<Value>;
  /** Pure. Why it does not concern the thing. */
  readonly outside?: (seen: Seen, target: Target) => Said<NoInfer<Id>> | undefined;
  /** Pure. */
  readonly sayings?: (
    seen: Seen,
    stepping: Stepping<Value>,
    target: Target,
    settings: Settings,
  ) => Sayings<NoInfer<Id>>;
  /** Pure. The same change in code. */
  readonly source?: (change: Change, target: Target) => Source | undefined;
}

type DocumentId = StepId | 'place-twice' | 'whole-unread';

const documentMessages = ({
  thing,
  setting,
  document,
}: {
  readonly thing: string;
  readonly setting: string;
  readonly document: { readonly type: string };
}): Readonly<Record<DocumentId, Message>> => ({
  ...stepMessages(thing, setting),
  'place-twice': {
    says: `The ${document.type} of ${thing} {name} has two places of one name ({place}), so none of them is changed.`,
    todo: 'Give each a name of its own.',
  },
  // Units whose service answers no XML leave it out: `without`.
  'whole-unread': {
    says: `The ${document.type} of ${thing} {name} holds {paths}, which this version of Waxseal does not know and could not put back: nothing is changed in it.`,
    todo: `Use a newer version of Waxseal; until then change the ${thing} by hand.`,
  },
});

/** ARNs have no `#`; what stands behind the first one is the place. */
const placeOf = (on: string): string => on.slice(on.indexOf('#') + 1);
const onOf = ({ arn }: Target, at: string): string => `${arn}#${at}`;

/** One kind of value in a document that AWS takes whole, wherever it stands in it. All changes of a plan are one put. */
export const documentPart = <
  const Name extends string,
  Value,
  Whole,
  Seen extends DocumentSeen<Whole>,
  const Id extends string = never,
  Settings = unknown,
>(
  facts: DocumentFacts<Name, Id, Value, Whole, Seen, Settings>,
) => {
  const field = partOf<Value | Misplaced, Whole>({
    document: facts.document,
    from: (whole, on) => {
      if (whole === null) return null;
      const [found, ...others] = facts.places(whole).filter(({ at }) => at === placeOf(on));
      return found && others.length === 0 ? found.value : { placesOfThisName: found ? others.length + 1 : 0 };
    },
    into: (whole, on, value) => {
      if (whole === null) throw new TypeError(`there is no ${facts.document.type} to change`);
      return isMisplaced(value) ? whole : facts.into(whole, placeOf(on), value);
    },
  });
  return {
    messages: withOwn(documentMessages(facts), facts.messages),
    fields: fieldNamed(facts.attribute, field),
    read: (target: Target, aws: Aws): Promise<Seen | undefined> => facts.read(target, aws),
    plan: (seen: Seen, target: Target, settings: Settings): Verdict<Id | DocumentId, Change<Name, Value>> => {
      const outside = facts.outside?.(seen, target);
      if (outside) return { is: 'not-applicable', ...outside };
      const places = facts.places(seen.whole);
      const twice = places.find(({ at }, index) => places.findIndex((one) => one.at === at) !== index);
      if (twice) return { is: 'unknown', message: 'place-twice', data: { name: target.id, place: twice.at } };
      return decideSteps<Name, Value, Id | 'whole-unread'>(
        facts.attribute,
        places.map(({ at, value }) => ({ on: onOf(target, at), value })),
        (value, on) => facts.meaning(value, settings, placeOf(on), seen),
        seen.readiness,
        target,
        (stepping) => {
          const said = facts.sayings?.(seen, stepping, target, settings) ?? {};
          const { dropped = [] } = seen;
          const data = { name: target.id, paths: dropped.join(', ') };
          const unread = saying('whole-unread', dropped.length > 0 && stepping.length > 0, data);
          return { ...said, obstacles: [...unread, ...(said.obstacles ?? [])] };
        },
        (stepping) => ({ places: stepping.map(({ held }) => placeOf(held.on)).join(', ') }),
      );
    },
    source: (change: Change, target: Target): Source | undefined => facts.source?.(change, target),
  };
};
