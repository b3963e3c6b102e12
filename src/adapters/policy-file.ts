import { WaxsealError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { problemText } from './policy-problem.ts';
import type { Known as Listed } from './policy-reach.ts';
import { readPolicy } from './policy-read.ts';

export { defaultPolicy } from '../core/default-policy.ts';
export { checkPolicy, type Checked, type Known } from './policy-check.ts';
export { policyJsonSchema } from './policy-schema.ts';
export { problemText, type Problem } from './policy-problem.ts';

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
