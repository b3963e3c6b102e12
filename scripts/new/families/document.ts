import { besides, getting, naming } from '../service-files.ts';
import type { SharedDocument, Subject } from '../subject.ts';
import { attributeName, readinessText, type Parts } from './parts.ts';

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

/** By which the document is read: what the room's own asks, where it has one. */
export const documentReads = (subject: Subject): readonly string[] => {
  const { get, put } = subject.calls;
  const shared = (sharedDocument(subject)?.operations ?? []).filter((one) => one !== put?.operation);
  return shared.length > 0 ? shared : get ? [get.operation] : [];
};

/** The document of the room that units share, where it has one of this whole. */
const sharedDocument = (subject: Subject): SharedDocument | undefined => {
  const { whole } = documentForm(subject);
  return subject.documents.find((one) => one.type === whole?.type);
};

export const document = (subject: Subject): Parts => {
  const {
    calls: { get, put },
    api,
    words,
    lower,
  } = subject;
  const { whole, got, sent } = documentForm(subject);
  const rest = put && whole ? besides(put, whole.name, sent ?? '') : undefined;
  const shared = sharedDocument(subject);
  const own = shared === undefined;
  const name = shared?.name ?? 'whole';
  const known = get && put && api && whole && rest !== undefined;
  const type = known ? whole.type : 'Readonly<Record<string, unknown>>';
  // Of XML the SDK drops what it does not know.
  const reads = own && known && api.isXml;
  const token = got === undefined || sent === undefined ? undefined : { got, sent };
  return {
    imports: {
      'families/document.ts': 'documentPart',
      'families/steps.ts': 'readinessBy',
      ...(shared && { [`services/${subject.service}/parameters/${shared.file}`]: shared.name }),
      ...(own &&
        known &&
        api.isXml && { 'families/whole-answer.ts': token ? 'revisionToPut, wholeAnswer' : 'wholeAnswer' }),
      ...(reads && { 'aws/dropped-members.ts': 'droppedFrom' }),
      ...(own && { 'core/model/remediation.ts': 'type Document' }),
    },
    before: shared
      ? readinessText
      : `${readinessText}
${
  known
    ? `/** Whole, and with its revision. \`undefined\`: the ${words} is gone. */
const answerFor = async (target: Target, aws: Aws) => ${
        api.isXml
          ? getting(subject, get).replace(
              /\.send\((new \w+\([\s\S]*?\}\))\)/,
              `.send(wholeAnswer($1, {
    root: (answer) => answer.${whole.name},
  }))`,
            )
          : getting(subject, get)
      };
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
    ${reads ? 'if (!answer) return { value: null };\n    ' : ''}return { value: answer${reads ? '' : '?'}.${whole.name} ?? null${token ? `, token: ${reads ? `{ revision: answer.${token.got}, dropped: droppedFrom(answer) }` : `answer?.${token.got}`}` : ''} };`
        : `throw new Error('TODO: get it');`
    }
  },
  put: async (${known ? `_name, value, ${token ? '{ token }' : '_seen'}, target, aws` : ''}) => {
    ${
      known
        ? `if (value === null) throw new TypeError('a ${words} always has a configuration');
    const asked = { ${naming(subject, put)}, ${whole.name}: value${token ? `, ${token.sent}: ${reads ? `revisionToPut(token, { service: '${subject.type.split('::')[1] ?? ''}', thing: '${words}', id: target.id })` : 'String(token)'}` : ''}${rest} };
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
  document: ${name},
  read: async (target, aws) => {
    ${
      reads
        ? `const answer = await answerFor(target, aws);
    // TODO: its status, from a call that answers it.
    return answer?.${whole?.name} && { whole: answer.${whole?.name}, dropped: droppedFrom(answer), readiness: readiness('TODO') };`
        : `const { value } = await ${name}.get(target.id, target, aws);
    // TODO: its status, from a call that answers it${shared ? '; and what of it the SDK dropped (`dropped`), where the room tells that' : ''}.
    return value === null ? undefined : { whole: value, readiness: readiness('TODO') };`
    }
  },
  // TODO: every place in it that has such a value: \`{ at: 'a name', value: 'what it holds' }\`.
  places: (_whole): readonly { readonly at: string; readonly value: string | null }[] => [],
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
