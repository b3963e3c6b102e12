import type { Calls, Named } from './calls.ts';
import { documentForm } from './families/document.ts';
import { policyForm } from './families/statement.ts';
import type { Subject } from './subject.ts';

/** The service in memory: records, operations, and what it says of itself. */

/** What is in the room already. */
export interface Room {
  /** The member of a record that names it. */
  readonly key: string;
  /** Operations that it has. */
  readonly operations: ReadonlySet<string>;
  /** Whether records say in which Region they are. */
  readonly regional: boolean;
}
export const freshRoom: Room = { key: 'Name', operations: new Set(), regional: true };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const sliceName = ({ service }: Subject): string => capital(service);

/** What a record holds of the attribute that is remediated. */
const valueOf = ({
  family,
  attribute,
  calls,
}: Subject): { readonly name: string; readonly type: string; readonly schema: string } | undefined => {
  if (family === 'statement') return { name: 'Policy', type: 'string', schema: 'z.optional(policyRecord)' };
  if (family === 'enforced' || family === 'parameter' || (!attribute && calls.get)) return undefined;
  const name = attribute?.name ?? 'Setting';
  return attribute?.type === 'boolean'
    ? { name, type: 'boolean', schema: 'z._default(z.boolean(), false)' }
    : { name, type: 'string', schema: `z._default(z.string(), 'TODO-off')` };
};
const hasStatus = ({ family }: Subject): boolean => family !== 'statement';
const statusName = ({ found, family }: Subject): string =>
  family === 'document'
    ? 'Status'
    : ((
        found?.members.find(({ name }) => /status$/i.test(name)) ??
        found?.members.find(({ name }) => /state$/i.test(name))
      )?.name ?? 'Status');

export const recordsFile = (subject: Subject): string => {
  const { lower, noun, list, service, words, family } = subject;
  const value = valueOf(subject);
  const policy = family === 'statement';
  const slice = sliceName(subject);
  return `import * as z from 'zod/mini';
${policy ? `import { policyRecord, policyText, storedPolicy } from '../../../sandbox/kit/policy.ts';\n` : ''}import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const ${lower} = z.strictObject({
  Name: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  ${value ? `${value.name}: ${value.schema},` : ''}
  ${hasStatus(subject) ? `${statusName(subject)}: z._default(z.string(), 'available'),` : ''}
  Tags: tagRecords,
});

/** TODO: what an account holds of it, as elements of Describe answers. */
export const ${service}Records = z.strictObject({ ${list}: z._default(z.array(${lower}), []) });

interface ${noun} {
  readonly Name: string;
  readonly Region: string;
  ${value ? `readonly ${value.name}${policy ? '?' : ''}: ${value.type};` : ''}
  ${hasStatus(subject) ? `readonly ${statusName(subject)}: string;` : ''}
  readonly Tags: Tags;
}
export interface ${slice} {
  /** Every ${words} of the account. */
  readonly ${list}: readonly ${noun}[];
}

/** The records with AWS's defaults. */
export const load${slice} = ({ ${list} }: z.output<typeof ${service}Records>, { region${policy ? ', partition' : ''} }: Where): ${slice} => ({
  ${list}: ${list}.map(({ Region = region, ${policy ? 'Policy, ' : ''}...rest }) => ({
    ...rest,
    Region,
    ${policy ? `...(Policy !== undefined && { Policy: storedPolicy(policyText(Policy), partition) }),` : ''}
  })),
});
`;
};

export const indexFile = (subject: Subject): string => {
  const { service, word, api } = subject;
  const slice = sliceName(subject);
  return `import { sandboxRoom } from '../../../sandbox/room.ts';
import { ${service} } from './operations.ts';
import { load${slice}, ${service}Records } from './records.ts';

export type { ${slice} as Slice } from './records.ts';

export default sandboxRoom({
  client: '${api?.client ?? `${slice}Client`}',
  prefix: '${word}',
  records: ${service}Records,
  load: load${slice},
  operations: ${service},
  shows: { names: ['Name']${subject.family === 'statement' ? `, policies: ['Policy']` : ''} },
});
`;
};

const textOfName = (name: string): string =>
  /(arn|url)s?$/i.test(name) || /^resource/i.test(name) ? 'lastOf' : '';
/** How an input names the record: `lastOf(QueueUrl)`. */
const namedBy = (call: Named, key: string): string => {
  const { name, type } = call.by;
  const wrap = /arn$/i.test(key) ? '' : textOfName(name);
  const from = `input.${name}`;
  return type.endsWith('[]') ? `${from}?.[0]` : wrap === '' ? from : `${wrap}(${from})`;
};

const nested = (path: readonly string[], value: string): string =>
  path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, value);

const shown = (name: string): string =>
  `  /** TODO: the page of ${name} in the API reference: what it answers, what it refuses. */\n`;

/** By which the service says that there is no such thing. */
export const errorOfMissing = ({ get, put }: Calls): string =>
  get?.missing[0] ?? put?.missing[0] ?? 'ResourceNotFoundException';
/** The same of the operation on tags, where that is another error. */
export const ownErrorOfTags = (calls: Calls): string | undefined =>
  calls.tags?.missing.find((_error, at, all) => at === 0 && !all.includes(errorOfMissing(calls)));

/** Operations on one resource type that the room does not have, each with AWS's page. */
export const operationsFile = (subject: Subject, room: Room, exported: string): string => {
  const { calls, lower, list, service, family, arn, words } = subject;
  const { key, regional } = room;
  const all = `world.${service}.${list}`;
  const gone = errorOfMissing(calls);
  const tagsGone = ownErrorOfTags(calls);
  const tagged = tagsGone === undefined ? `${lower}s` : `tagged${list}`;
  const value = valueOf(subject);
  const lacks = (name: string | undefined): name is string =>
    name !== undefined && !room.operations.has(name);
  const out: string[] = [];
  // A call may name a record in more than one way: what is common is its name.
  const inputs = [calls.get, calls.put, calls.remove, calls.tags, calls.url].flatMap((call) =>
    call ? [call] : [],
  );
  const nameOf = [...new Set(inputs.map(({ by }) => by.name))]
    .map((name) => {
      const call = inputs.find(({ by }) => by.name === name);
      return call ? namedBy(call, key) : '';
    })
    .join(' ?? ');

  if (calls.list && lacks(calls.list.operation) && calls.list.path.length === 1) {
    const {
      operation,
      path: [as = ''],
      token,
      item,
    } = calls.list;
    const named = item ?? as;
    const arnText = `\`arn:\${partition}:${arn.service}:${arn.regional ? '${Region}' : ''}:${arn.hasAccount ? '${account}' : ''}:${arn.before}\${Name}\``;
    const text = /urls?$/i.test(named)
      ? `\`https://${service}.\${Region}.amazonaws.com/\${account}/\${Name}\``
      : /arns?$/i.test(named)
        ? arnText
        : 'Name';
    const made =
      item === undefined ? text : item === 'Name' ? '{ Name, ...rest }' : `{ ${item}: ${text}, ...rest }`;
    const world = ['partition', 'account'].filter((name) => made.includes(`{${name}}`));
    out.push(`${shown(operation)}  ${operation}: lists({
    as: '${as}',
    token: '${token?.in ?? 'NextToken'}',
    ${token && token.out.at(-1) !== token.in ? `next: '${token.out.at(-1)}',` : ''}
    items: (world, _input: object, { region }) => {
      ${world.length > 0 ? `const { ${world.join(', ')} } = world;` : ''}
      return ${all}.filter(({ Region }) => Region === region).map(({ Name${item !== undefined || made.includes('{Region}') ? ', Region' : ''}${item === undefined ? '' : ', Tags: _tags, ...rest'} }) => ${made === '' ? 'Name' : item === undefined ? made : `(${made})`});
    },
  }),`);
  }
  const { get, put, remove, tags, url } = calls;
  if (url && lacks(url.operation))
    out.push(
      `${shown(url.operation)}  ${url.operation}: ${lower}s.reads(({ ${key}: name${regional ? ', Region' : ''} }, _input, ${regional ? '_context' : '{ region: Region }'}, { account }) => ({
    ${url.member}: \`https://${service}.\${Region}.amazonaws.com/\${account}/\${name}\`,
  })),`,
    );
  if (get && lacks(get.operation) && get.operation !== calls.list?.operation) {
    const answer = getAnswer(subject, room);
    out.push(`${shown(get.operation)}  ${get.operation}: ${lower}s.reads(${answer}),`);
  }
  if (put && lacks(put.operation))
    out.push(
      `${shown(put.operation)}  ${put.operation}: ${lower}s.changes(${putChange(subject, value, room)}),`,
    );
  if (remove && lacks(remove.operation))
    out.push(
      `${shown(remove.operation)}  ${remove.operation}: ${lower}s.changes(${family === 'statement' ? '({ Policy: _gone, ...item }) => ({ item })' : '(item) => ({ item })'}),`,
    );
  if (tags && lacks(tags.operation)) {
    const held = room.key === 'Name' && regional ? 'Tags' : '{}';
    const spelled =
      tags.spelling === undefined
        ? held
        : `tagList(${held}${tags.spelling[0] === 'Key' ? '' : `, { key: '${tags.spelling[0]}', value: '${tags.spelling[1]}' }`})`;
    out.push(
      `${shown(tags.operation)}  ${tags.operation}: ${tagged}.reads((${held === 'Tags' ? '{ Tags }' : ''}) => (${nested(tags.path, spelled)})),`,
    );
  }
  const body = out.join('\n');
  const input = [...new Set(inputs.map((call) => `readonly ${call.by.name}?: ${call.by.type}`))].join('; ');
  const recordsOr = (missing: string): string => `recordsOf({
  all: (world) => ${all},
  with: (world, ${list}) => ({ ...world, ${service}: { ...world.${service}, ${list} } }),
  is: (item, input: { ${input} }${regional ? ', { region }' : ''}) => item.${key} === (${nameOf})${regional ? ' && item.Region === region' : ''},
  missing: () => ${missing},
})`;
  const refusal = (error: string): string =>
    `refuse('${error}', ${subject.api?.isXml ? 404 : 400}, 'There is no such ${words}.', reference)`;
  const isUsed = (name: string): boolean => new RegExp(`\\b${name}\\.`).test(body);
  const byTags = tagsGone !== undefined && isUsed(tagged) ? refusal(tagsGone) : undefined;
  const byCalls = isUsed(`${lower}s`) ? refusal(gone) : undefined;
  const own = '/** The operations on tags have an error of their own. */';
  const helper =
    byTags === undefined
      ? byCalls === undefined
        ? ''
        : `\nconst ${lower}s = ${recordsOr(byCalls)};\n`
      : byCalls === undefined
        ? `\n${own}\nconst ${tagged} = ${recordsOr(byTags)};\n`
        : `
const ${lower}sOr = (refusal: Refusal) => ${recordsOr('refusal')};
const ${lower}s = ${lower}sOr(${byCalls});
${own}
const ${tagged} = ${lower}sOr(${byTags});
`;
  const policy =
    family === 'statement' && calls.put && !room.operations.has(calls.put.operation)
      ? policyRules(subject)
      : '';
  const text = `${policy}${helper}
/** ${exported === service ? `What the sandbox plays of it.` : `What the sandbox plays of each ${words}.`} */
export const ${exported}: Operations = {
${body}
};
`;
  const lastOf = /lastOf\(/.test(text)
    ? `\nconst lastOf = (text: string | undefined): string | undefined => text?.split(/[:/]/).at(-1);\n`
    : '';
  const reference = /\breference\b/.test(text)
    ? `\n/** TODO: the API reference. */\nconst reference = 'https://docs.aws.amazon.com/TODO';\n`
    : '';
  const imports = [
    ...(/\blists\(/.test(text) ? [`import { lists } from '../../../sandbox/kit/pages.ts';`] : []),
    ...(/\bputPolicy\(/.test(text)
      ? [`import { putPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';`]
      : []),
    ...(/\brecordsOf\(/.test(text) ? [`import { recordsOf } from '../../../sandbox/kit/records.ts';`] : []),
    ...(/\brevisionOf\(/.test(text)
      ? [
          `import { ${/\brevisionRefusal\(/.test(text) ? 'revisionOf, revisionRefusal' : 'revisionOf'} } from '../../../sandbox/kit/revision.ts';`,
        ]
      : []),
    ...(/\btagList\(/.test(text) ? [`import { tagList } from '../../../sandbox/kit/tags.ts';`] : []),
    `import { ${[...(/\brefuse\(/.test(text) ? ['refuse'] : []), 'type Operations', ...(/\bRefusal\b/.test(text) ? ['type Refusal'] : [])].join(', ')} } from '../../../sandbox/world.ts';`,
  ];
  return `${imports.join('\n')}\n${reference}${lastOf}${text}`;
};

const policyRules = ({ prefix, hasConditionKeys }: Subject): string => `
/** TODO: what it takes as a policy, with the pages that say so. */
const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 20_480,
  isAction: (action) => action === '*' || /^${prefix}:[\\w*?]+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(\`arn:\${partition}:${prefix}:\`),
  ${hasConditionKeys ? `conditionKeys: ['${prefix}'],` : ''}
  malformed: (message) => refuse('TODO', 400, message, reference),
});
`;

/** Members of a record that are no part of the whole that AWS takes. */
const besideWhole = ({ key, operations }: Room): readonly string[] =>
  operations.size === 0 ? [key, 'Region', 'Status', 'Tags'] : [key];

/** What `get` answers of a record. */
const getAnswer = (subject: Subject, room: Room): string => {
  const { family, found } = subject;
  if (family === 'statement') {
    const { got, map, absent } = policyForm(subject);
    if (got !== undefined)
      return absent === undefined
        ? `({ Policy }) => ({ ${got}: Policy })`
        : `({ Policy }) => (Policy === undefined ? refuse('${absent}', 404, 'There is no policy.', reference) : { ${got}: Policy })`;
    return map === undefined
      ? '() => ({})'
      : `({ Policy }) => ({ ${map}: { ...(Policy !== undefined && { Policy }) } })`;
  }
  if (family === 'document') {
    const { whole, got } = documentForm(subject);
    if (!whole) return '(item) => item';
    const beside = besideWhole(room);
    const taken = beside.map((name) => `${name}: _${name.toLowerCase()}`).join(', ');
    return `(item) => {
    // TODO: what of a record is no part of the whole.
    const { ${taken}, ...whole } = item;
    return { ${whole.name}: whole${got === undefined ? '' : `, ${got}: revisionOf(item)`} };
  }`;
  }
  if (found?.member === undefined) return '(item) => item';
  return found.many ? `(item) => ({ ${found.member}: [item] })` : `(item) => ({ ${found.member}: item })`;
};

/** What `put` makes of a record. */
const putChange = (subject: Subject, value: ReturnType<typeof valueOf>, room: Room): string => {
  const {
    family,
    calls: { put },
  } = subject;
  if (!put) return '(item) => ({ item })';
  if (family === 'statement') {
    const { member, attributes, single } = policyForm(subject);
    const [type, text] =
      member !== undefined
        ? [`{ readonly ${member}: string }`, `input.${member}`]
        : attributes !== undefined
          ? [`{ readonly ${attributes}: { readonly Policy?: string } }`, `input.${attributes}.Policy`]
          : single === undefined
            ? ['object', `''`]
            : [
                '{ readonly AttributeName: string; readonly AttributeValue: string }',
                `input.AttributeName === 'Policy' ? input.AttributeValue : undefined`,
              ];
    const by = `{ readonly ${put.by.name}: ${put.by.type} }`;
    return `({ Policy: old, ...item }, input: ${by} & ${type}, _context, { partition }) => {
    const text = ${text};
    const put = text === undefined ? { policy: old } : putPolicy(text, rules(partition));
    if ('refusal' in put) return put;
    return { item: { ...item, ...(put.policy !== undefined && { Policy: put.policy }) } };
  }`;
  }
  const by = `{ readonly ${put.by.name}?: ${put.by.type} }`;
  if (family === 'document') {
    const { whole, got, sent } = documentForm(subject);
    if (!whole) return '(item) => ({ item })';
    const kept = besideWhole(room)
      .map((name) => `${name}: item.${name}`)
      .join(', ');
    const checked = got !== undefined && sent !== undefined;
    return `(item, input: ${by} & { readonly ${whole.name}: Omit<typeof item, ${besideWhole(room)
      .map((name) => `'${name}'`)
      .join(' | ')}>${checked ? `; readonly ${sent}?: string` : ''} }) => {
    ${checked ? `const refusal = revisionRefusal(item, input.${sent}, { name: 'PreconditionFailed', because: reference });\n    if (refusal) return refusal;` : ''}
    const next = { ...input.${whole.name}, ${kept} };
    return { item: next, output: { ${whole.name}: input.${whole.name}${got === undefined ? '' : `, ${got}: revisionOf(next)`} } };
  }`;
  }
  if (!value) return '(item) => ({ item })';
  return `(item, { ${value.name} = item.${value.name} }: ${by} & { readonly ${value.name}?: ${value.type} }) => ({ item: { ...item, ${value.name} } })`;
};
