import type { Subject } from '../subject.ts';
import { attributeName, finder, isBoolean, valueIn, type Parts } from './parts.ts';

export const own = (subject: Subject): Parts => ({
  imports: {},
  before: finder(subject),
  settings: 'z.strictObject({})',
  members: `fields: {
    // The smallest thing that can be put back alone. TODO: the page that says that AWS takes it alone.
    ${attributeName(subject)}: {
      get: async (_on: string, target: Target, aws: Aws) => {
        const found = await ${subject.lower}Of(target, aws);
        return { value: found === undefined ? null : (${valueIn(subject, 'found')}) };
      },
      put: async (_on: string, _value: ${isBoolean(subject) ? 'boolean' : 'string'} | null, _seen: unknown, _target: Target, _aws: Aws) => {
        throw new Error('TODO: set it');
      },
    },
  },
  read: async (target, aws) => {
    const found = await ${subject.lower}Of(target, aws);
    return found && { value: ${valueIn(subject, 'found')} };
  },
  plan: ({ value }, { id: name, arn }) =>
    value === ${isBoolean(subject) ? 'true' : "'TODO-on'"}
      ? { is: 'compliant' }
      : {
          is: 'non-compliant',
          message: 'plaintext-allowed',
          data: { name },
          changes: [
            { set: '${attributeName(subject)}', on: arn, before: value, after: ${isBoolean(subject) ? 'true' : "'TODO-on'"}, impact: ['breaks-plaintext'] },
          ],
          // TODO: what makes people be asked. A remediation that does not know its hazards is not finished.
          hazards: [],
        },`,
  parts: `const messages = {
  'plaintext-allowed': { says: 'TODO: ${subject.words} {name} takes plaintext.', todo: 'Apply the plan.' },
} as const;`,
});
