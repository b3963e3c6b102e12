import { canonicalStatement, canonicalWith, orderedStatement } from '../../aws/policy/canonical-statement.ts';
import {
  emptyPolicy,
  parsePolicy,
  setStatement,
  withSid,
  writePolicy,
  type Parsed,
  type PolicyDocument,
  type Statement,
} from '../../aws/policy/document.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { same } from '../../core/model/json.ts';
import { partOf, type Document, type Field } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import type { DenyFacts, Given, PolicyFacts } from './facts.ts';

/** An answer that does not prove to be whole: taken for "no policy", one statement would be put over all that others wrote. */
export const halfAnAnswer = (service: string, answered: string): WaxsealError =>
  new WaxsealError({
    code: 'answer-incomplete',
    says: `${service} answered ${answered}.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });

/** What a text says; without one, what holds then. */
export const parsedBy = ({ absent, resourceless, type, service }: PolicyFacts, { text }: Given): Parsed => {
  if (text !== null) return parsePolicy(text, { resourceless: resourceless ?? false });
  if (absent !== 'never') return { document: emptyPolicy };
  throw halfAnAnswer(service, `without the ${type}, and there always is one`);
};

const readable = (facts: PolicyFacts, given: Given, { id }: Target): PolicyDocument => {
  const { document, wrong } = parsedBy(facts, given);
  if (document !== undefined) return document;
  throw new WaxsealError({
    code: 'policy-unreadable',
    says: `The policy of ${facts.thing} ${id} has no single meaning: ${wrong}.`,
    todo: 'Save the policy again as plain JSON in the IAM policy grammar; Waxseal does not rewrite what it cannot read.',
  });
};

/**
 * Whether it matters that there was a policy before ours: one that says no more than what holds without one is a policy
 * all the same, with an `Id` and a `Version`. It does not where a policy is always there, nor where one that says
 * nothing cannot be.
 */
const isTold = ({ absent, needsStatements }: PolicyFacts): boolean =>
  absent === 'closed' ? !needsStatements : absent !== 'never';

const documentOf = (facts: PolicyFacts): Document<PolicyDocument> => ({
  type: facts.type,
  ...(facts.comparesAndSets && { comparesAndSets: facts.comparesAndSets }),
  name: (_on, target) => facts.name?.(target) ?? target.id,
  // A policy without statements is still another state than none.
  content: ({ statements }) => (isTold(facts) ? [...statements, 'policy'] : statements),
  get: async (_name, target, aws) => {
    const given = (await facts.get(target, aws)) ?? { text: null };
    const value = given.text === null && facts.absent !== 'never' ? null : readable(facts, given, target);
    return { value, token: given.revision };
  },
  put: async (_name, policy, { token }, target, aws) => {
    const isEmpty = policy?.statements.length === 0 && facts.needsStatements;
    if (policy !== null && !isEmpty) return facts.put(writePolicy(policy), token, target, aws);
    if (policy === null && facts.remove) return facts.remove(token, target, aws);
    throw new WaxsealError({
      code: 'policy-needed',
      says: `Without our statement the ${facts.type} of ${facts.thing} ${target.id} would have none, and ${facts.service} takes no empty policy.`,
      todo: 'Put the policy by hand that shall hold.',
    });
  },
});

const add = (policy: PolicyDocument, statements: readonly Statement[]): PolicyDocument =>
  statements.reduce((so, it) => setStatement(so, it.Sid ?? '', it), policy);

/** The policy that says what holds where there is none; without statements where nothing need be said. */
export const defaultOf = ({ absent }: Pick<PolicyFacts, 'absent'>, target: Target): PolicyDocument =>
  add(emptyPolicy, typeof absent === 'function' ? absent(target) : []);

/** What holds besides the policies that people write, and would end with the first one that they describe in code. */
export const ofServiceIn = (
  policy: PolicyDocument,
  facts: Pick<PolicyFacts, 'absent' | 'madeWith'>,
  target: Target,
): readonly Statement[] => {
  const { absent, madeWith } = facts;
  if (policy === emptyPolicy) return defaultOf(facts, target).statements;
  const isMade = madeWith?.some((sid) => withSid(policy, sid).length > 0) ?? true;
  return absent === 'never' && isMade ? policy.statements : [];
};

const meaningOf = ({ statements }: PolicyDocument): readonly Statement[] =>
  statements.map(canonicalStatement);

/** Stands before the Sid of a statement with which we make the policy itself. */
const made = 'policy#';

/** Where a statement is put. It tells undo whether the policy was there before, and is to stay. */
export const placeOf = (
  facts: PolicyFacts,
  { arn }: Target,
  { Sid = '' }: Statement,
  isThere: boolean,
): string => `${arn}#${isThere || !isTold(facts) ? '' : made}${Sid}`;

const sidOf = (on: string): string => on.slice(on.lastIndexOf('#') + 1);
const isMade = (on: string): boolean => on.endsWith(`#${made}${sidOf(on)}`);

/** There is a policy where there was none, or none where there was one: no plan looks like this, so the engine keeps off. */
interface Otherwise {
  readonly policy: 'there' | 'gone';
}
type Held = Statement | Otherwise;
const isStatement = (value: Held | null): value is Statement => value !== null && 'Effect' in value;

/**
 * One statement of a policy, known by its Sid. Put where there is no policy, it brings along what held without one;
 * when it is taken out and nothing but that is left, the policy goes as well. One that was there before stays.
 */
export const statementOf = (facts: PolicyFacts & Pick<DenyFacts, 'actions'>): Field<Held> => {
  const saysNoMore = (policy: PolicyDocument, target: Target): boolean =>
    same(meaningOf(policy), meaningOf(defaultOf(facts, target)));
  const absence = (policy: PolicyDocument | null, on: string, target: Target): Otherwise | null => {
    if (!isTold(facts)) return null;
    if (!isMade(on)) return policy === null ? { policy: 'gone' } : null;
    // Beside others' statements the policy is theirs by now. Without them undo would take it for ours.
    return policy !== null && saysNoMore(policy, target) ? { policy: 'there' } : null;
  };
  const heldIn = (policy: PolicyDocument | null, on: string, target: Target): Held | null => {
    const [only, ...more] = withSid(policy ?? emptyPolicy, sidOf(on));
    if (only === undefined) return absence(policy, on, target);
    // Two statements of one Sid: nothing that we ever plan looks like this value either.
    const Sid = `${sidOf(on)} (${more.length + 1} statements)`;
    return more.length === 0 ? only : { ...only, Sid };
  };
  return partOf<Held, PolicyDocument>({
    document: documentOf(facts),
    from: (policy, on, target) => {
      const held = heldIn(policy, on, target);
      return isStatement(held) ? canonicalWith(held, facts.actions) : held;
    },
    shown: (policy, on, target) => {
      const held = heldIn(policy, on, target);
      return isStatement(held) ? orderedStatement(held) : held;
    },
    into: (policy, on, value, target) => {
      if (isStatement(value)) return setStatement(policy ?? defaultOf(facts, target), sidOf(on), value);
      const left = policy && setStatement(policy, sidOf(on), null);
      const goes = left && (isMade(on) || !isTold(facts)) && saysNoMore(left, target);
      return goes ? null : left;
    },
  });
};
