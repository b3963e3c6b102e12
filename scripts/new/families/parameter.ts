import type { Subject } from '../subject.ts';
import type { Parts } from './parts.ts';

const todo = (what: string): string => `async () => {
    throw new Error('TODO: ${what}');
  }`;

export const parameter = (subject: Subject): Parts => ({
  imports: {
    'families/parameter.ts': 'forceTls, parameterSettings',
    'families/parameter/groups.ts': 'type ParameterGroups',
    'families/parameter/state.ts': 'type Thing',
  },
  before: `/** TODO: the groups of the service; \`src/services/rds/parameters/db-parameter-groups.ts\` is a whole one. They live in \`parameters\` of the room. */
const groups: ParameterGroups = {
  type: 'TODO parameter group',
  thing: '${subject.words}',
  parametersPerCall: 20,
  copies: false,
  isDefault: (group) => group.startsWith('default.'),
  ownName: (arn, family) => \`waxseal-\${arn.split(/[:/]/).at(-1) ?? ''}-\${family}\`,
  tlsParameterOfFamily: () => undefined,
  groupOf: ${todo('one group')},
  parametersOf: ${todo('its parameters, every page')},
  usersOf: ${todo('what it is attached to')},
  set: ${todo('set parameters')},
  reset: ${todo('reset parameters')},
  make: ${todo('make a group')},
  drop: ${todo('delete a group')},
};
`,
  settings: 'parameterSettings',
  members: '',
  parts: `const { messages, ...parts } = forceTls({
  thing: '${subject.lower.toLowerCase()}',
  service: '${subject.type.split('::')[1] ?? ''}',
  value: 'TODO',
  off: 'TODO',
  reboot: 'TODO: reboot it',
  inTemplate: 'TODO: where the parameter and the group stand in a template',
  attachment: '${subject.lower}Group',
  groups,
  find: async (_target, _aws): Promise<{ thing: Thing; tls: undefined; groups: [] } | undefined> => {
    throw new Error('TODO: the ${subject.words}, its engine, and the group that is attached');
  },
  around: async () => ({}),
  defaultOf: (family) => \`default.\${family}\`,
  attached: ${todo('the name of its group')},
  attach: ${todo('give it another group')},
  // TODO: what each status of AWS's page means.
  meaningOf: () => ({ is: 'unheard' }),
  messages: { 'engine-not-covered': { says: 'TODO: {name} has no parameter that refuses plaintext.' } },
  outside: ({ name }) => ({ is: 'not-applicable', message: 'engine-not-covered', data: { name } }),
  // TODO: who connects without TLS (\`around\`). None known: leave it so.
  hazards: () => [],
  notes: () => [],
});`,
});
