import type { Aws, Change, Source, Verdict } from '../core/model/remediation.ts';
import type { Message, Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';

/** What a person changes, in every language that people describe resources in, and as a command. */
type Written = Required<Source>;

/** One thing that people set from `before` to `after`. */
type Advised = Pick<Change, 'set' | 'on' | 'before' | 'after'>;

/** What is found: nothing to do, nothing to judge, or what people should change and why we do not. */
type Judged<Id extends string> =
  | { readonly is: 'good'; readonly notes?: readonly Said<Id>[] }
  | ({ readonly is: 'inapplicable' | 'pending' | 'unknown' } & Said<Id>)
  | ({
      readonly is: 'advised';
      readonly advises: readonly Advised[];
      readonly notes?: readonly Said<Id>[];
    } & Said<Id>);

export interface AdviceFacts<Id extends string, State, Settings> {
  /** Everything that the unit says. */
  readonly messages: Readonly<Record<Id, Message>>;
  /** Get, Describe and List only. `undefined`: the resource is gone. */
  readonly read: (target: Target, aws: Aws) => Promise<State | undefined>;
  /** Pure. The message of what is advised says why Waxseal does not do it, in its `todo`. */
  readonly judge: (state: State, target: Target, settings: Settings) => Judged<NoInfer<Id>>;
  /** Pure. The exact change, for each thing that `judge` advises. */
  readonly write: (advised: Advised, target: Target) => Written;
}

const proposed = ({ set, on, before, after }: Advised): Change => ({
  set,
  on,
  before,
  after,
  impact: ['none'],
});

/**
 * Read and judged, and never written: what AWS fixes at creation, what belongs to a pipeline, what only its owner can
 * prepare. The plan has no changes; it carries what people change, so that they need not look it up.
 */
export const advice = <const Id extends string, State, Settings>({
  messages,
  read,
  judge,
  write,
}: AdviceFacts<Id, State, Settings>) => ({
  messages,
  fields: {},
  read,
  plan: (state: State, target: Target, settings: Settings): Verdict<Id, never> => {
    const judged = judge(state, target, settings);
    switch (judged.is) {
      case 'good':
        return { is: 'compliant', ...(judged.notes && { notes: judged.notes }) };
      case 'advised':
        return { ...judged, is: 'violation', changes: [], advises: judged.advises.map(proposed) };
      case 'inapplicable':
      case 'pending':
      case 'unknown':
        return judged;
    }
  },
  source: (change: Change, target: Target): Source => write(change, target),
});
