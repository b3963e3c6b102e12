import { isDenied } from '../aws/error-names.ts';
import type { PolicyDocument } from '../aws/policy/document.ts';
import type { Aws, Verdict } from '../core/model/remediation.ts';
import type { Message, Said } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import { parsedBy, statementOf } from './statement/document.ts';
import { keyOf, type DenyFacts, type PolicyFacts } from './statement/facts.ts';
import { statementMessages, type StatementId } from './statement/messages.ts';
import { planStatements, type Besides, type StatementChange } from './statement/plan.ts';
import { withOwn } from './typed.ts';
import { statementSource, type InCode } from './statement/source.ts';

/** What one service says of its policies, and what a unit knows besides. */
export interface StatementFacts<Id extends string, Around, Settings> extends PolicyFacts, DenyFacts {
  readonly code: Omit<InCode, 'thing'>;
  /** What the unit says besides the family. */
  readonly messages?: Readonly<Record<Id, Message>>;
  /** What else must be known of a thing whose policy can be read. `policy` is absent where it has no single meaning. */
  readonly around?: (policy: PolicyDocument | undefined, target: Target, aws: Aws) => Promise<Around>;
  /** Pure. Who may be shut out, what stands in the way, what is worth knowing. */
  readonly besides?: (
    seen: { readonly policy: PolicyDocument; readonly around: Around | undefined },
    target: Target,
    settings: Settings,
  ) => Besides<NoInfer<Id>>;
}

type State<Around> =
  /** The policy, or what else must be known. */
  | { readonly is: 'hidden'; readonly what: 'policy' | 'description' }
  | { readonly is: 'seen'; readonly text: string | null; readonly around?: Around };

/** One Deny of plain HTTP in the policy of a resource; every other statement stays as it is. */
export const tlsOnly = <const Id extends string = never, Around = undefined, Settings = unknown>(
  facts: StatementFacts<Id, Around, Settings>,
) => ({
  messages: withOwn(statementMessages(facts), facts.messages),
  fields: { statement: statementOf(facts) },
  read: async (target: Target, aws: Aws): Promise<State<Around> | undefined> => {
    const given = await readable(facts.get(target, aws));
    if (given === hidden) return { is: 'hidden', what: 'policy' };
    if (given === undefined) return undefined;
    const around = await readable(facts.around?.(parsedBy(facts, given).document, target, aws));
    if (around === hidden) return { is: 'hidden', what: facts.describes ? 'description' : 'policy' };
    return { is: 'seen', text: given.text, ...(around !== undefined && { around }) };
  },
  plan: (
    state: State<Around>,
    target: Target,
    settings: Settings,
  ): Verdict<Id | StatementId, StatementChange> => {
    const data: Said['data'] = { [keyOf(facts.thing)]: target.id };
    if (state.is === 'hidden') return { is: 'unknown', message: `${state.what}-hidden`, data };
    const { document: policy, wrong } = parsedBy(facts, state);
    if (policy === undefined)
      return { is: 'unknown', message: 'policy-unreadable', data: { ...data, detail: wrong } };
    const besides = facts.besides?.({ policy, around: state.around }, target, settings);
    return planStatements<Id>(policy, facts, target, [], besides);
  },
  source: statementSource({ ...facts.code, thing: facts.thing }),
});

const hidden = Symbol('hidden');
/** What we may not see is nothing that is absent. */
const readable = async <Seen>(
  reading: Promise<Seen> | undefined,
): Promise<Seen | typeof hidden | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isDenied(error)) return hidden;
    throw error;
  }
};
