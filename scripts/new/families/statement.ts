import { besides, naming, quoted } from '../service-files.ts';
import type { Subject } from '../subject.ts';
import type { Parts } from './parts.ts';

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

export const statement = (subject: Subject): Parts => {
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
    `const asked = { ${input} };
    await aws.use(${api?.client}).send(new ${operation}Command(asked));`;
  const readable = get && api && text;
  const asked = readable
    ? `aws.use(${api.client}).send(new ${get.operation}Command({ ${naming(subject, get)}${besides(get) ?? ''}${more} }))`
    : '';
  const gone = missing(subject);
  const getter = readable
    ? form.absent === undefined
      ? `async (target, aws) => {
    // TODO: what proves that an answer without a policy is whole? Half an answer throws \`answer-incomplete\`, or the put
    // would replace what others wrote (\`PolicyFacts.get\`).
    const asking = ${asked};
    const answer = await ${gone === undefined ? 'asking' : `unless('${gone}', undefined, asking)`};
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
  // TODO: what holds where there is no policy (\`Absent\` in src/families/statement/facts.ts). \`never\`: no \`remove\`, the
  // sandbox's records have AWS's own policy, and the table says \`needsStatements\`.
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
