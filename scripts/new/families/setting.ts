import type { Subject } from '../subject.ts';
import {
  attributeName,
  finder,
  isBoolean,
  putting,
  readinessText,
  statusOf,
  uncapital,
  valueIn,
  type Parts,
} from './parts.ts';

export const setting = (subject: Subject): Parts => {
  const { lower, words, attribute } = subject;
  const [off, on] = isBoolean(subject) ? ['false', 'true'] : ["'TODO-off'", "'TODO-on'"];
  return {
    imports: { 'families/setting.ts': 'setting', 'families/steps.ts': 'ladder, readinessBy' },
    before: `${readinessText}\n${finder(subject)}`,
    settings: 'z.strictObject({})',
    members: '',
    parts: `const { messages, ...parts } = setting({
  attribute: '${attributeName(subject)}',
  thing: '${words}',
  setting: '${attribute?.name ?? 'TODO'}',
  read: async (target, aws) => {
    const found = await ${lower}Of(target, aws);
    return (
      found && { held: [{ on: target.arn, value: ${valueIn(subject, 'found')} }], readiness: readiness(${statusOf(subject)}), around: {} }
    );
  },
  get: async (_on, target, aws) => {
    const found = await ${lower}Of(target, aws);
    return { value: found === undefined ? null : (${valueIn(subject, 'found')}) };
  },
  put: ${putting(subject, 'value', '_on, value, _token, target, aws')},
  // TODO: from off by way of the states in between to on, and who notices each step.
  meaning: ladder<${isBoolean(subject) ? 'boolean' : 'string'}>(${off}, { to: ${on}, impact: ['breaks-plaintext'] }),
  // TODO: who may be shut out: \`around\` of \`read\`, and \`sayings\`. Without hazards leave them out.
  source: ({ after }, { id }) => ({
    cloudformation: \`# TODO: ${subject.type} \${id}\\n${attribute?.name ?? 'Setting'}: \${JSON.stringify(after)}\`,
    cdk: \`// TODO: ${words} \${id}\\n${uncapital(attribute?.name ?? 'setting')}: \${JSON.stringify(after)},\`,
    terraform: \`# TODO: ${words} \${id}\\nsetting = \${JSON.stringify(after)}\`,
  }),
});`,
  };
};
