import { besides, factsImported, getting, naming, quoted } from './service-files.ts';
import type { Subject } from './subject.ts';

/** One remediation of each family: its facts, as far as they can be known. */

interface Parts {
  /** Of `../../../`: names by file. */
  readonly imports: Readonly<Record<string, string>>;
  readonly before: string;
  /** `const { messages, ...parts } = …;`, or all of them one by one. */
  readonly parts: string;
  readonly settings: string;
  readonly members: string;
}

const isPolicy = ({ name }: { readonly name: string }): boolean =>
  /policy$/i.test(name) && !/^(next|versioned)/i.test(name);

/** How the policy of a resource is got and put: a member, or one of a map of attributes. */
export const policyForm = ({ calls: { get, put, remove } }: Subject) => {
  const got = get?.output.find((member) => isPolicy(member) && member.type === 'string')?.name;
  const map = get?.output.find(({ name, type }) => /attributes$/i.test(name) && /Record</.test(type))?.name;
  const member = put?.input.find((one) => isPolicy(one) && one.type === 'string')?.name;
  const attributes = put?.input.find(
    ({ name, type }) => /attributes$/i.test(name) && /Record</.test(type),
  )?.name;
  const single = put?.input.some(({ name }) => name === 'AttributeName') ? 'AttributeName' : undefined;
  const absent = get?.missing.find((error) => /policy/i.test(error));
  return { got, map, member, attributes, single, absent, removes: remove !== undefined };
};

const missing = (subject: Subject): string | undefined =>
  subject.calls.get?.missing.find((error) => !/policy/i.test(error));

const statement = (subject: Subject): Parts => {
  const {
    calls: { get, put, remove },
    api,
    prefix,
    words,
    lower,
    type,
    noun,
    service,
  } = subject;
  const form = policyForm(subject);
  const more = get?.input.some(({ name }) => name === 'AttributeNames') ? `, AttributeNames: ['Policy']` : '';
  const text =
    form.got === undefined
      ? form.map === undefined
        ? undefined
        : `answer.${form.map}?.['Policy']`
      : `answer.${form.got}`;
  const send = (operation: string, input: string): string =>
    `await aws.use(${api?.client}).send(new ${operation}Command({ ${input} }));`;
  const readable = get && api && text;
  const asked = readable
    ? `aws.use(${api.client}).send(new ${get.operation}Command({ ${naming(subject, get)}${besides(get) ?? ''}${more} }))`
    : '';
  const gone = missing(subject);
  const getter = readable
    ? form.absent === undefined
      ? `async (target, aws) => {
    const answer = await ${gone === undefined ? asked : `unless('${gone}', undefined, ${asked})`};
    return answer && { text: ${text} ?? null };
  }`
      : `async (target, aws) => {
    // TODO: an error that says that the ${words} itself is gone is \`undefined\`.
    const answer = await unless('${form.absent}', null, ${asked});
    return { text: answer === null ? null : (${text} ?? null) };
  }`
    : `async () => {
    throw new Error('TODO: how the policy is got; an error that says that the ${words} is gone is undefined');
  }`;
  const key = put ? naming(subject, put) : '';
  const value = (policy: string): string | undefined => {
    if (form.member !== undefined) return `${form.member}: ${policy}`;
    if (form.attributes !== undefined) return `${form.attributes}: { Policy: ${policy} }`;
    return form.single === undefined ? undefined : `AttributeName: 'Policy', AttributeValue: ${policy}`;
  };
  const rest = put
    ? besides(put, form.member ?? '', form.attributes ?? '', 'AttributeName', 'AttributeValue')
    : undefined;
  const putter =
    put && value('text') !== undefined && rest !== undefined
      ? `async (text, _revision, target, aws) => {
    ${send(put.operation, `${key}, ${value('text')}${rest}`)}
  }`
      : `async () => {
    throw new Error('TODO: how the policy is put');
  }`;
  const taken = remove
    ? `remove: async (_revision, target, aws) => {
    ${send(remove.operation, `${naming(subject, remove)}${besides(remove) ?? ''}`)}
  },`
    : put && value("''") !== undefined && rest !== undefined
      ? `// TODO: the page that says that an empty policy takes it away; left out where it cannot be.
  remove: async (_revision, target, aws) => {
    ${send(put.operation, `${key}, ${value("''")}${rest}`)}
  },`
      : '';
  const writes = [put, remove].flatMap((one) => (one ? [`${prefix}:${one.operation}`] : []));
  return {
    imports: { 'families/statement.ts': 'tlsOnly' },
    before: '',
    settings: 'z.strictObject({})',
    members: '',
    parts: `const { messages, ...parts } = tlsOnly({
  type: '${words} policy',
  thing: '${words}',
  service: '${type.split('::')[1] ?? ''}',
  // TODO: what holds where there is no policy (\`Absent\` in src/families/statement/facts.ts).
  absent: 'closed',
  get: ${getter},
  put: ${putter},
  ${taken}
  // TODO: as the service takes them in one statement; some refuse the star.
  actions: ['${prefix}:*'],
  resources: ({ arn }) => [arn],
  writes: [${quoted(writes)}],
  reads: '${get ? `${prefix}:${get.operation}` : 'TODO'}',
  // TODO: the quota, and its page.
  limits: { bytes: 20_480 },
  code: {
    // TODO: as these three call it.
    cloudformation: '${type}Policy',
    cdk: '${lower}.addToResourcePolicy',
    terraform: 'aws_${service}_${noun.toLowerCase()}_policy',
  },
  // TODO: who may be shut out besides: \`around\` reads what is needed, \`besides\` says it. Without hazards leave both out.
});`,
  };
};

/** The thing as the service describes it. */
const finder = (subject: Subject): string => {
  const {
    lower,
    calls: { get },
    found,
    attribute,
    api,
  } = subject;
  if (!get || !found || !api)
    return `/** TODO: the ${subject.words} as AWS describes it; \`undefined\`: it is gone. */
const ${lower}Of = async (_target: Target, _aws: Aws): Promise<{ readonly ${attribute?.name ?? 'Setting'}?: ${attribute?.type === 'boolean' ? 'boolean' : 'string'}; readonly Status?: string } | undefined> => {
  throw new Error('TODO: read it');
};
`;
  const answer =
    found.member === undefined ? 'answer' : `answer?.${found.member}${found.many ? '?.[0]' : ''}`;
  return `/** \`undefined\`: it is gone. */
const ${lower}Of = async (target: Target, aws: Aws) => {
  const answer = await ${getting(subject, get)};
  return ${answer};
};
`;
};

const statusOf = ({ found, calls }: Subject): string => {
  if (!calls.get) return `found.Status ?? ''`;
  const status =
    found?.members.find(({ name }) => /status$/i.test(name)) ??
    found?.members.find(({ name }) => /state$/i.test(name));
  return status ? `found.${status.name} ?? ''` : `'TODO'`;
};
const isBoolean = ({ attribute }: Subject): boolean => attribute?.type === 'boolean';
const valueIn = ({ attribute, calls }: Subject, from: string): string => {
  const name = attribute?.name ?? (calls.get ? undefined : 'Setting');
  // Enums are texts that the family compares with more than their own values.
  return name === undefined
    ? `textOf(${from})`
    : isBooleanOrText(attribute?.type)
      ? `${from}.${name} ?? null`
      : `textOf(${from}.${name})`;
};
const isBooleanOrText = (type: string | undefined): boolean =>
  type === undefined || type === 'boolean' || type === 'string';
const textHelper = (text: string): string =>
  /\btextOf\(/.test(text)
    ? `const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);\n`
    : '';

const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const attributeName = ({ attribute }: Subject): string => {
  const name = attribute?.name ?? 'setting';
  return /^[A-Z]{2}/.test(name)
    ? name.replace(/^[A-Z]+(?=[A-Z][a-z])/, (start) => start.toLowerCase())
    : uncapital(name);
};

const readinessText = `/** TODO: AWS's page of statuses; those that stay until people do something are \`people\`. */
const readiness = readinessBy({ ready: ['available'], busy: ['TODO'], people: { 'TODO-failed': 'TODO: what to do then.' } });
`;

const putting = (subject: Subject, value: string, parameters: string): string => {
  const {
    calls: { put },
    api,
    attribute,
  } = subject;
  const rest = put && attribute ? besides(put, attribute.name) : undefined;
  if (!put || !api || !attribute || rest === undefined)
    return `async () => {
    throw new Error('TODO: set it');
  }`;
  // An enum of the SDK is a text that AWS checks.
  const typed = isBooleanOrText(attribute.type) ? value : `${value} as ${attribute.type}`;
  const comment = isBooleanOrText(attribute.type)
    ? ''
    : '    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- AWS checks the text, and the plan has only values that it has\n';
  return `async (${parameters}) => {
${comment}    const asked = { ${naming(subject, put)}, ${attribute.name}: ${typed}${rest} };
    await aws.use(${api.client}).send(new ${put.operation}Command(asked));
  }`;
};

const setting = (subject: Subject): Parts => {
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

/** The whole that `put` takes and `get` answers. */
export const documentForm = ({ calls: { get, put }, api }: Subject) => {
  const whole = put?.input.find(
    ({ name, type }) =>
      (api?.shape(type) ?? []).length > 0 &&
      get?.output.some((one) => one.name === name && one.type === type),
  );
  const got = get?.output.find(({ name }) =>
    /^(etag|revision\w*|version\w*|lock\w*token|updatetoken)$/i.test(name),
  )?.name;
  const sent = put?.input.find(({ name }) =>
    /^(ifmatch|etag|revision\w*|lock\w*token|updatetoken)$/i.test(name),
  )?.name;
  return { whole, got, sent };
};

const document = (subject: Subject): Parts => {
  const {
    calls: { get, put },
    api,
    words,
    lower,
  } = subject;
  const { whole, got, sent } = documentForm(subject);
  const rest = put && whole ? besides(put, whole.name, sent ?? '') : undefined;
  const known = get && put && api && whole && rest !== undefined;
  const type = known ? whole.type : 'Readonly<Record<string, unknown>>';
  const token = got === undefined || sent === undefined ? undefined : { got, sent };
  return {
    imports: {
      'families/document.ts': 'documentPart',
      'families/steps.ts': 'readinessBy',
      'core/model/remediation.ts': 'type Document',
    },
    before: `${readinessText}
${
  known
    ? `/** Whole, and with its revision. \`undefined\`: the ${words} is gone. */
const answerFor = async (target: Target, aws: Aws) => ${getting(subject, get)};
`
    : ''
}
/** Whoever else writes it uses this one: it moves to \`parameters\` of the room with a second unit. */
const whole: Document<${type}> = {
  type: '${known ? words : 'TODO'} configuration',
  ${token ? 'comparesAndSets: true,' : ''}
  name: (_on, { id }) => id,
  get: async (${known ? '_name, target, aws' : ''}) => {
    ${
      known
        ? `const answer = await answerFor(target, aws);
    return { value: answer?.${whole.name} ?? null${token ? `, token: answer?.${token.got}` : ''} };`
        : `throw new Error('TODO: get it');`
    }
  },
  put: async (${known ? `_name, value, ${token ? '{ token }' : '_seen'}, target, aws` : ''}) => {
    ${
      known
        ? `if (value === null) throw new TypeError('a ${words} always has a configuration');
    const asked = { ${naming(subject, put)}, ${whole.name}: value${token ? `, ${token.sent}: String(token)` : ''}${rest} };
    await aws.use(${api.client}).send(new ${put.operation}Command(asked));`
        : `throw new Error('TODO: put it');`
    }
  },
};
`,
    settings: 'z.strictObject({})',
    members: '',
    parts: `const { messages, ...parts } = documentPart({
  attribute: '${attributeName(subject)}',
  thing: '${words}',
  setting: '${subject.attribute?.name ?? 'TODO'}',
  document: whole,
  read: async (target, aws) => {
    const { value } = await whole.get(target.id, target, aws);
    // TODO: its status, from a call that answers it.
    return value === null ? undefined : { whole: value, readiness: readiness('TODO') };
  },
  // TODO: every place in it that has such a value: \`{ at: 'a name', value: 'what it holds' }\`.
  locations: (_whole): readonly { readonly at: string; readonly value: string | null }[] => [],
  // TODO: the same with this value in that place.
  into: (all, _at, _value) => all,
  // TODO: 'good', the next step, or \`undefined\` for what nobody here knows.
  meaning: (value) => {
    if (value === 'TODO-off') return { to: 'TODO-on', impact: ['breaks-plaintext'] };
    return value === 'TODO-on' ? 'good' : undefined;
  },
  // TODO: who may be shut out: \`sayings\`. Without hazards leave it out.
  source: ({ on, after }) => ({
    cloudformation: \`# TODO: ${subject.type}, \${on}\\nSetting: \${JSON.stringify(after)}\`,
    cdk: \`// TODO: ${lower}, \${on}\\nsetting: \${JSON.stringify(after)},\`,
    terraform: \`# TODO: ${lower}, \${on}\\nsetting = \${JSON.stringify(after)}\`,
  }),
});`,
  };
};

const todo = (what: string): string => `async () => {
    throw new Error('TODO: ${what}');
  }`;

const parameter = (subject: Subject): Parts => ({
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

const tlsPolicy = (subject: Subject): Parts => ({
  imports: {
    'families/tls-policy.ts': 'tlsPolicy',
    'families/tls-policy/settings.ts': 'tlsPolicySettings',
    'families/steps.ts': 'readinessBy',
  },
  before: `${readinessText}\n${finder(subject)}`,
  settings: `tlsPolicySettings({ accepted: ['TODO'], target: 'TODO', fipsTarget: 'TODO' })`,
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

const advice = (subject: Subject): Parts => ({
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

const enforced = (subject: Subject): Parts => ({
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

const own = (subject: Subject): Parts => ({
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

const byFamily = { statement, setting, document, parameter, 'tls-policy': tlsPolicy, advice, enforced, own };

export const remediationFile = (subject: Subject): string => {
  const { id, type, family, prefix, api, calls, unheard } = subject;
  const { imports, before, settings, members, parts } = byFamily[family](subject);
  const read =
    family === 'parameter'
      ? []
      : calls.get && !unheard.includes(calls.get.operation)
        ? [`${prefix}:${calls.get.operation}`]
        : [];
  const writes =
    family === 'parameter'
      ? []
      : [calls.put, calls.remove].flatMap((one) =>
          one && !unheard.includes(one.operation) ? [`${prefix}:${one.operation}`] : [],
        );
  // With a removal of its own, putting is the fix; without, it is both.
  const fix = calls.remove ? writes.slice(0, 1) : writes;
  const body = `${before}
${parts}

/** TODO: what it makes so, in a sentence. */
export default remediation({
  meta: {
    id: '${id}',
    version: 1,
    ${family === 'own' ? '' : `family: '${family}',`}
    title: 'TODO: what is true afterwards',
    summary: 'TODO: what it changes.',
    resourceType: '${type}',
    configRules: [],
    controls: [],
    services: ['${prefix}'],
    reversible: true,
    permissions: { read: [${quoted(read)}], write: [${quoted(fix)}], undo: [${quoted(calls.remove ? writes.slice(1) : writes)}] },
    messages,
    // TODO: AWS's pages that it relies on.
    docs: ['https://docs.aws.amazon.com/TODO'],
  },
  settings: ${settings},
  ${members || '...parts,'}
});
`;
  const helped = `${textHelper(body)}${body}`;
  const enums = [...helped.matchAll(/(?:value|policy) as (\w+)/g)].flatMap(([, name = '']) =>
    name === 'const' ? [] : [`type ${name}`],
  );
  const known = [...helped.matchAll(/Document<(\w+)>/g)].flatMap(([, name = '']) =>
    name === 'Readonly' ? [] : [`type ${name}`],
  );
  const commands = [...new Set(helped.match(/\w+Command(?=\()/g) ?? [])].toSorted();
  const model = [
    ...(/\baws: Aws\b|_aws: Aws\b/.test(helped) ? ['type Aws'] : []),
    ...(imports['core/model/remediation.ts'] === undefined ? [] : [imports['core/model/remediation.ts']]),
  ];
  const others = Object.entries(imports).filter(([path]) => path !== 'core/model/remediation.ts');
  return [
    ...(commands.length > 0
      ? [
          `import { ${[...commands, api?.client, ...new Set([...enums, ...known])].join(', ')} } from '${api?.package}';`,
        ]
      : []),
    ...(/\bz\./.test(helped) ? [`import * as z from 'zod/mini';`] : []),
    ...(/\bunless\(/.test(helped) ? [`import { unless } from '../../../aws/error-names.ts';`] : []),
    `import { remediation${model.map((one) => `, ${one}`).join('')} } from '../../../core/model/remediation.ts';`,
    ...(/: Target\b/.test(helped) ? [`import type { Target } from '../../../core/model/target.ts';`] : []),
    ...others.map(([path, names]) =>
      names.startsWith('type ')
        ? `import type { ${names.slice(5)} } from '../../../${path}';`
        : `import { ${names} } from '../../../${path}';`,
    ),
    factsImported(subject, helped, '..'),
    helped,
  ].join('\n');
};
