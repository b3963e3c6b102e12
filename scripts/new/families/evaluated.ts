import type { Subject } from '../subject.ts';
import { attributeName, finder, isBoolean, valueIn, type Parts } from './parts.ts';

export const advice = (subject: Subject): Parts => ({
  imports: { 'families/advice.ts': 'advice' },
  before: finder(subject),
  settings: 'z.strictObject({})',
  members: '',
  parts: `const { messages, ...parts } = advice({
  messages: {
    'not-encrypted': {
      says: 'TODO: ${subject.words} {name} has {value}.',
      todo: 'TODO: what people do, and why Waxseal does not do it.',
    },
  },
  read: async (target, aws) => {
    const found = await ${subject.lower}Of(target, aws);
    return found && { value: ${valueIn(subject, 'found')} };
  },
  evaluate: ({ value }, { id: name, arn }) =>
    value === ${isBoolean(subject) ? 'true' : "'TODO-on'"}
      ? { is: 'good' }
      : {
          is: 'advised',
          message: 'not-encrypted',
          data: { name, value: String(value) },
          advises: [{ set: '${attributeName(subject)}', on: arn, before: value, after: ${isBoolean(subject) ? 'true' : "'TODO-on'"} }],
        },
  write: ({ after }, { id }) => ({
    cloudformation: \`# TODO: ${subject.type} \${id}\\nSetting: \${JSON.stringify(after)}\`,
    cdk: \`// TODO: ${subject.words} \${id}\\nsetting: \${JSON.stringify(after)},\`,
    terraform: \`# TODO: ${subject.words} \${id}\\nsetting = \${JSON.stringify(after)}\`,
    cli: \`aws TODO --name \${id} --setting \${JSON.stringify(after)}\`,
  }),
});`,
});

export const enforced = (subject: Subject): Parts => ({
  imports: { 'families/enforced.ts': 'enforced' },
  before: finder(subject),
  settings: 'z.strictObject({})',
  members: '',
  parts: `const { messages, ...parts } = enforced({
  thing: '${subject.words}',
  page: 'https://docs.aws.amazon.com/TODO',
  says: 'TODO: what AWS says there.',
  caveat: 'TODO: what it does not mean.',
  // TODO: \`field\`, where an answer shows it.
  read: async (target, aws) => {
    const found = await ${subject.lower}Of(target, aws);
    return found && { value: null };
  },
});`,
});
