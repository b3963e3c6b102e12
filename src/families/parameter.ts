import * as z from 'zod/mini';
import type { Aws, Change, Source, Verdict } from '../core/model/remediation.ts';
import type { Message } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import type { GroupChange, Sharing } from './parameter/changes.ts';
import {
  attachedField,
  ownGroupField,
  parameterField,
  parametersDocument,
  type Attaching,
} from './parameter/fields.ts';
import { parameterMessages, type ParameterId, type ParameterWords } from './parameter/messages.ts';
import { planParameter, type Planning } from './parameter/plan.ts';
import { readParameter, type Reading } from './parameter/read.ts';
import { fieldNamed, withOwn } from './typed.ts';
import type { State, Thing } from './parameter/state.ts';

/** What one kind of database says of its parameter groups. */
export interface ParameterFacts<
  Kind extends string,
  Attachment extends string,
  Id extends string,
  T extends Thing,
  Around,
>
  extends
    ParameterWords<Kind>,
    Reading<T, Around>,
    Omit<Attaching, 'groups' | 'defaultOf'>,
    Omit<Planning<Kind, Attachment, NoInfer<Id>, T, Around>, 'thing' | 'groups'> {
  /** What the unit says besides the family. */
  readonly messages?: Readonly<Record<Id, Message>>;
  /** Pure. The same change in code. */
  readonly source?: (change: Change, target: Target) => Source | undefined;
}

export const parameterSettings = z.strictObject({
  sharedGroup: z
    ._default(z.enum(['ask', 'copy']), 'ask')
    .check(
      z.describe(
        'A parameter group that others use too: ask plans to change it for all of them, with a hazard that makes the gate ask; copy plans a copy for this one, which then needs a reboot.',
      ),
    ),
});

/** A database that refuses plaintext by a parameter of its group, which may be shared, default, static or waiting. */
export const forceTls = <
  const Kind extends string,
  const Attachment extends string,
  T extends Thing,
  Around,
  const Id extends string = never,
>(
  facts: ParameterFacts<Kind, Attachment, Id, T, Around>,
) => ({
  messages: withOwn(parameterMessages(facts), facts.messages),
  fields: {
    parameterGroup: ownGroupField(facts.groups),
    parameter: parameterField(parametersDocument(facts.groups)),
    ...fieldNamed(facts.attachment, attachedField(facts)),
  },
  read: (target: Target, aws: Aws): Promise<State<T, Around> | undefined> =>
    readParameter(facts, target, aws),
  plan: (
    state: State<T, Around>,
    target: Target,
    { sharedGroup }: { readonly sharedGroup: Sharing },
  ): Verdict<Id | ParameterId<Kind>, GroupChange<Attachment>> =>
    planParameter<Kind, Attachment, Id, T, Around>(state, target, facts, sharedGroup),
  source: (change: Change, target: Target): Source | undefined => facts.source?.(change, target),
});
