import { WaxsealError } from '../../core/model/errors.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { problemText } from './problem.ts';
import type { Known as Listed } from './reach.ts';
import { readPolicy } from './read.ts';

export { defaultPolicy } from '../../core/policy/default-policy.ts';
export { checkPolicy, type Checked, type Known } from './check.ts';
export { policyJsonSchema } from './schema.ts';
export { problemText, type Problem } from './problem.ts';

/**
 * The policy that a text holds; `name` is how people call the file. Throws `WaxsealError` `policy-invalid` with
 * everything that is wrong. Without what is `known` of the remediations, no line is found that can match nothing.
 * Loads a YAML parser: import this file when it is needed, not before.
 */
export const parsePolicy = (text: string, name: string, known: readonly Listed[] = []): Policy => {
  const { problems, policy } = readPolicy(text, known);
  if (policy) return policy;
  const list = problems.map((problem) => `\n  ${problemText(problem)}`).join('');
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const says = `The policy ${name} has ${count}; until it is corrected, nothing is written.`;
  throw new WaxsealError({ code: 'policy-invalid', says, todo: `Correct:${list}` });
};
