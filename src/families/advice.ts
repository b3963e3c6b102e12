import type { Aws, Change, Source, Verdict } from '../core/model/remediation.ts';
import type { Message, Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';

/** What a person changes, in every language that people describe resources in, and as a command. */
type Written = Required<Source>;

/** One thing that people set from `before` to `after`. */
type Advised = Pick<Change, 'set' | 'on' | 'before' | 'after'>;

/** What is found: nothing to do, nothing to evaluate, or what people should change and why we do not. */
export type Evaluated<Id extends string> =
  | { readonly is: 'good'; readonly notes?: readonly Said<Id>[] }
  | ({ readonly is: 'not-applicable' | 'pending' | 'unknown' } & Said<Id>)
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
  readonly evaluate: (state: State, target: Target, settings: Settings) => Evaluated<NoInfer<Id>>;
  /** Pure. The exact change, for each thing that `evaluate` advises. Left out: it never advises anything, and only tells where to look. */
  readonly write?: (advised: Advised, target: Target) => Written;
}

const proposed = ({ set, on, before, after }: Advised): Change => ({
  set,
  on,
  before,
  after,
  impact: ['none'],
});

/**
 * Read and evaluated, and never written: what AWS fixes at creation, what belongs to a pipeline, what only its owner can
 * prepare. The plan has no changes; it carries what people change, so that they need not look it up.
 */
export const advice = <const Id extends string, State, Settings>({
  messages,
  read,
  evaluate,
  write,
}: AdviceFacts<Id, State, Settings>) => ({
  messages,
  fields: {},
  read,
  plan: (state: State, target: Target, settings: Settings): Verdict<Id, never> => {
    const evaluated = evaluate(state, target, settings);
    switch (evaluated.is) {
      case 'good':
        return { is: 'compliant', ...(evaluated.notes && { notes: evaluated.notes }) };
      case 'advised':
        return { ...evaluated, is: 'non-compliant', changes: [], advises: evaluated.advises.map(proposed) };
      case 'not-applicable':
      case 'pending':
      case 'unknown':
        return evaluated;
    }
  },
  ...(write && { source: (change: Change, target: Target): Source => write(change, target) }),
});
