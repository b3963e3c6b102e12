import { canonicalStatement } from '../../aws/policy/canonical-statement.ts';
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
import type { Given, PolicyFacts } from './facts.ts';

/** What a text says; without one, what holds then. */
export const parsedBy = ({ absent, resourceless, type, service }: PolicyFacts, { text }: Given): Parsed => {
  if (text !== null) return parsePolicy(text, { resourceless: resourceless ?? false });
  if (absent !== 'never') return { document: emptyPolicy };
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `${service} answered without the ${type}, and there always is one.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
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

const documentOf = (facts: PolicyFacts): Document<PolicyDocument> => ({
  type: facts.type,
  ...(facts.comparesAndSets && { comparesAndSets: facts.comparesAndSets }),
  name: (_on, target) => facts.name?.(target) ?? target.id,
  content: ({ statements }) => statements,
  get: async (_name, target, aws) => {
    const given = (await facts.get(target, aws)) ?? { text: null };
    const value = given.text === null && facts.absent !== 'never' ? null : readable(facts, given, target);
    return { value, token: given.revision };
  },
  put: async (_name, policy, { token }, target, aws) => {
    if (policy !== null) return facts.put(writePolicy(policy), token, target, aws);
    if (facts.remove) return facts.remove(token, target, aws);
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
export const defaultOf = ({ absent }: PolicyFacts, target: Target): PolicyDocument =>
  add(emptyPolicy, typeof absent === 'function' ? absent(target).map(canonicalStatement) : []);

const sidOf = (on: string): string => on.slice(on.indexOf('#') + 1);

/**
 * One statement of a policy, known by its Sid. Put where there is no policy, it brings along what held without one;
 * when it is taken out and nothing but that is left, the policy goes as well.
 */
export const statementOf = (facts: PolicyFacts): Field<Statement> =>
  partOf<Statement, PolicyDocument>({
    document: documentOf(facts),
    from: (policy, on) => {
      const [only, ...more] = withSid(policy ?? emptyPolicy, sidOf(on));
      if (only === undefined) return null;
      // Two statements of one Sid: nothing that we ever plan looks like this value, so the engine keeps off.
      const Sid = `${sidOf(on)} (${more.length + 1} statements)`;
      return canonicalStatement(more.length === 0 ? only : { ...only, Sid });
    },
    into: (policy, on, value, target) => {
      const standing = defaultOf(facts, target);
      const next = setStatement(policy ?? standing, sidOf(on), value);
      const left = next.statements.map(canonicalStatement);
      const isNothing = left.length === 0 || (value === null && same(left, standing.statements));
      return isNothing ? null : next;
    },
  });
