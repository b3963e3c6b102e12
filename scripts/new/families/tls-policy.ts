import type { Subject } from '../subject.ts';
import { attributeName, finder, putting, readinessText, statusOf, type Parts } from './parts.ts';

export const tlsPolicy = (subject: Subject): Parts => ({
  imports: {
    'families/tls-policy.ts': 'tlsPolicy',
    'families/tls-policy/settings.ts': 'tlsPolicySettings',
    'families/steps.ts': 'readinessBy',
  },
  before: `${readinessText}\n${finder(subject)}`,
  settings: `tlsPolicySettings({ accepted: ['TODO'], target: 'TODO', fipsTarget: 'TODO', known: ['TODO: the names that its page has'] })`,
  members: '',
  parts: `const { messages, ...parts } = tlsPolicy({
  attribute: '${attributeName(subject)}',
  thing: '${subject.words}',
  protocolLog: 'TODO: where people see who still speaks TLS 1.2',
  cipherLog: 'TODO: where people see by which cipher',
  read: async (target, aws) => {
    const found = await ${subject.lower}Of(target, aws);
    if (!found) return undefined;
    // TODO: the policies of the service with protocols and ciphers, from a call or a table in \`facts\`; and which kind it takes.
    return { policy: textOf(${subject.attribute ? `found.${subject.attribute.name}` : 'found'}), readiness: readiness(${statusOf(subject)}), known: [], kind: 'TODO' };
  },
  get: async (target, aws) => {
    const found = await ${subject.lower}Of(target, aws);
    return { value: textOf(${subject.attribute ? `found?.${subject.attribute.name}` : 'found'}) };
  },
  put: ${putting(subject, 'policy', 'policy, _token, target, aws')},
});`,
});
