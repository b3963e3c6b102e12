import { listsBelow } from './api.ts';
import type { Named } from './calls.ts';
import { documentReads } from './families/document.ts';
import { attributeName } from './families/parts.ts';
import { policyForm } from './families/statement.ts';
import { errorOfMissing, freshRoom, ownErrorOfTags, type Room } from './sandbox-files.ts';
import { besides } from './service-files.ts';
import type { Subject } from './subject.ts';

/** What the tests of a service say of it: contract, table, scenario. */

const camel = (id: string): string => id.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
const arnOf = ({ arn }: Subject, name: string): string =>
  `arn:aws:${arn.service}:${arn.regional ? 'eu-west-1' : ''}:${arn.hasAccount ? '111122223333' : ''}:${arn.before}${name}`;
const isJudged = ({ family }: Subject): boolean => family === 'advice' || family === 'enforced';

const isByArn = (name: string): boolean => /arns?$|^resource/i.test(name);
/** How somebody's call names the record: by what a contract knows of it. */
const naming = ({ by }: Named): string => (isByArn(by.name) ? `${by.name}: arn` : `${by.name}: name`);

/** What the contract of the room says already. */
interface Told {
  readonly prefix: string;
  readonly named: string;
  /** Resource types that `aims` has. */
  readonly aims: readonly string[];
  /** Why nothing is asked of recorded traffic, where each remediation of the room says the same. */
  readonly withoutEvidence: string | undefined;
}

/** What one remediation adds to the contract of its service; `told`: where there is one. */
export const contractPart = (
  subject: Subject,
  room: Room | undefined,
  exported: string,
  told?: Told,
): string => {
  const { id, type, family, api, calls, service, list, words, prefix: iam } = subject;
  const depth = exported === 'contract' ? '../..' : '../../..';
  const word = told?.prefix ?? subject.word;
  const fresh = room?.operations.size === 0;
  const named = [calls.put, calls.remove]
    .flatMap((call) => (call ? [call.by.name] : []))
    .filter((name, at, all) => all.indexOf(name) === at)
    .filter((name) => !new RegExp(`\\b${name}:`).test(told?.named ?? ''))
    .map(
      (name) =>
        `${name}: (name, { partition${subject.arn.regional ? ', region' : ''}${subject.arn.hasAccount ? ', account' : ''} }) => \`arn:\${partition}:${subject.arn.service}:${subject.arn.regional ? '${region}' : ''}:${subject.arn.hasAccount ? '${account}' : ''}:${subject.arn.before}\${name.split(/[:/]/).at(-1)}\`,`,
    );
  const isNew = ({ operation }: { readonly operation: string }): boolean =>
    room?.operations.has(operation) !== true;
  const listsOf = ({ operation }: { readonly operation: string }): readonly string[] =>
    api
      ? listsBelow(
          api,
          api.operation(operation).output.filter(({ type: of }) => of !== 'ResponseMetadata'),
        )
      : [];
  const sets = [
    ...(calls.list && isNew(calls.list)
      ? [`'${word}:${calls.list.operation}': ${oneOrMore(listsOf(calls.list))},`]
      : []),
    ...(family !== 'statement' &&
    calls.get &&
    calls.get.operation !== calls.list?.operation &&
    isNew(calls.get)
      ? [`'${word}:${calls.get.operation}': ${oneOrMore(listsOf(calls.get))},`]
      : []),
    ...(calls.tags?.spelling && room?.operations.has(calls.tags.operation) !== true
      ? [`'${word}:${calls.tags.operation}': '${calls.tags.path.join('.')}',`]
      : []),
    ...(family === 'statement' && calls.get && policyPath(subject) !== undefined
      ? [`'${word}:${calls.get.operation}': turnedPolicy('${policyPath(subject)}'),`]
      : []),
  ];
  const unpaged = calls.tags && calls.tags.spelling ? [`'${word}:${calls.tags.operation}'`] : [];
  const aims = `aims: {
    '${type}': [{ partition: 'aws', account: '111122223333', region: '${subject.arn.regional ? 'eu-west-1' : 'us-east-1'}', arn: '${arnOf(subject, 'orders')}', changes: [] }],
  },`;
  const shared = `${told || word === service || !fresh ? '' : `prefix: '${word}',`}
  ${
    room
      ? `${sets.length === 0 ? '' : `// TODO: of these lists, those whose order means something move to \`ordered\`.\n  sets: { ${sets.join(' ')} },`}
  ${unpaged.length > 0 ? `unpaged: [${unpaged.join(', ')}],` : ''}
  ${named.length === 0 ? '' : `named: { ${named.join(' ')} },`}`
      : ''
  }
  ${
    isJudged(subject)
      ? ''
      : `withoutEvidence: {
    ${
      told?.withoutEvidence === undefined
        ? `// TODO: why no log tells who would be shut out; or \`evidence\` in the unit (docs/evidence.md), and \`asks\` here instead.
    '${id}': { not: 'TODO: which records AWS keeps of its clients, and why nothing reads them.' },`
        : `'${id}': { not: ${told.withoutEvidence} },`
    }
  },`
  }
  // Operations by which it is found, and that nothing else calls.
  resolvedBy: [${calls.url ? `'${word}:${calls.url.operation}'` : ''}],
  ${told?.aims.includes(type) ? '' : aims}`;
  const key = room?.key ?? 'Name';
  const scene = `{
      target: 'orders',
      account: ${room ? `{ ${service}: { ${list}: [${fresh ? `{ Name: 'orders', Tags: { team: 'shop' } }` : '/* TODO: one that is to be remediated, and much around it */'}] } }` : '{}'},
    }`;
  if (family === 'statement' && room && calls.get && calls.put) {
    const { put, remove } = calls;
    const form = formOf(subject);
    return `${exported === 'contract' ? `import type { Contract } from '../../kit/contract.ts';\nimport { statementContract } from '../../kit/statement-contract.ts';` : `import type { Contract } from '${depth}/kit/contract.ts';\nimport { statementContract } from '${depth}/kit/statement-contract.ts';`}
${sets.some((one) => one.includes('turnedPolicy')) ? `import { turnedPolicy } from '${depth}/kit/turned-policy.ts';` : ''}

/** What the tests must know of each ${words}. Every member: \`test/kit/contract.ts\`. */
export const ${exported}: Contract = {
  ...statementContract({
    type: '${type}',
    remediation: '${id}',
    at: '${service}.${list}',
    holders: ({ account, partition, ${service}: { ${list} } }) =>
      ${list}.map(({ ${key}: name, ${room.regional ? 'Region, ' : ''}Policy: policy }) => ({
        name,
        arn: \`arn:\${partition}:${subject.arn.service}:${subject.arn.regional ? '${Region}' : ''}:${subject.arn.hasAccount ? '${account}' : ''}:${subject.arn.before}\${name}\`,
        policy,
      })),
    actions: ['${iam}:*'],
    // TODO: something that people are allowed to do with it.
    allowed: '${iam}:TODO',
    reads: '${word}:${calls.get.operation}',
    put: ({ ${naming(put).endsWith(': arn') ? 'arn' : 'name'} }, policy) => ({ operation: '${word}:${put.operation}', input: { ${naming(put)}, ${form('policy')} } }),
    // TODO: left out where there always is a policy (\`absent: 'never'\` of the unit).
    remove: ({ ${remove ? (naming(remove).endsWith(': arn') ? 'arn' : 'name') : naming(put).endsWith(': arn') ? 'arn' : 'name'} }) => ({ operation: '${word}:${(remove ?? put).operation}', input: { ${remove ? naming(remove) : `${naming(put)}, ${form("''")}`} } }),
    scene: ${scene},
  }),
  ${shared}
};
`;
  }
  if (room && calls.get && calls.put && ['setting', 'document', 'tls-policy'].includes(family)) {
    const named_ = naming(calls.put).endsWith(': arn') ? `'${arnOf(subject, '')}' + name` : 'name';
    const [field = 'setting'] = fieldsOf(subject);
    const attribute = subject.attribute?.name ?? 'TODO';
    const good = subject.attribute?.type === 'boolean' ? 'true' : "'TODO-on'";
    return `import type { Contract } from '${depth}/kit/contract.ts';
import { valueContract } from '${depth}/kit/value-contract.ts';

/** What the tests must know of each ${words}. Every member: \`test/kit/contract.ts\`. */
export const ${exported}: Contract = {
  ...valueContract({
    type: '${type}',
    remediation: '${id}',
    at: '${service}.${list}',
    // TODO: where it stands in a record, as \`test/simulation/flat.ts\` writes paths, and what is good.
    value: /^\\.${attribute}$/,
    good: [${good}],
    field: '${field}',
    shows: (_on) => '.${attribute}',
    // TODO: what somebody else could set it to; two, where rows of the table begin with different values.
    others: ['TODO-other'],
    writes: '${word}:${calls.put.operation}',
    reads: '${word}:${(family === 'document' ? documentReads(subject)[0] : undefined) ?? calls.get.operation}',
    // TODO: what somebody else writes beside it, and where that shows.
    beside: (_world, name) => ({
      write: { operation: '${word}:${calls.put.operation}', input: { ${calls.put.by.name}: ${named_}, TODO: 'theirs' } },
      path: \`${service}.${list}[\${name}].TODO\`,
      shows: 'theirs',
    }),
    scene: ${scene},
  }),
  ${shared}
};
`;
  }
  const promises = isJudged(subject)
    ? `// It writes nothing.
        readBefore: {},
        mayFix: () => false,`
    : `// TODO: \`{ 'service:Write': 'service:Read' }\`: which read shows what each write replaces.
        readBefore: {},
        // TODO: which differences its writes may make, by path: \`${service}.${list}[orders].${subject.attribute?.name ?? 'Setting'}\`.
        mayFix: () => false,`;
  return `import type { Contract } from '${depth}/kit/contract.ts';

/** What the tests must know of each ${words}. Every member: \`test/kit/contract.ts\`. */
export const ${exported}: Contract = {
  ${shared}
  neighbours: {
    // TODO: what somebody else could write beside a field of ours, and whether it is still there.
    '${type}': () => ({ work: () => {}, kept: () => true }),
  },
  ${
    isJudged(subject)
      ? ''
      : `// TODO: by field, what somebody else could set it to: neither what is there nor what we want; and fields that are never absent.
  otherValues: { ${fieldsOf(subject)
    .map((field) => `${field}: () => 'TODO',`)
    .join(' ')} },
  neverAbsent: [${
    family === 'document' || family === 'parameter'
      ? ''
      : fieldsOf(subject)
          .map((field) => `'${field}'`)
          .join(', ')
  }],`
  }
  // TODO: where a journalled change shows in the account, as \`test/simulation/flat.ts\` writes paths.
  attempted: () => undefined,
  // TODO: what somebody else does in the middle of our work.
  writers: {},
  promises: {
    '${id}': {
      ${promises}
      // TODO: whether the account shows that it is as it should be; what is gone is.
      isRemediated: () => false,
      disaster: { not: 'TODO: why nothing that it does could be one, or what must never come to be.' },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: [],
      scene: ${scene},
    },
  },
};
`;
};

/** Where an answer holds the policy: `Policy`, `Attributes.Policy`. */
const policyPath = (subject: Subject): string | undefined => {
  const { got, map } = policyForm(subject);
  return got ?? (map === undefined ? undefined : `${map}.Policy`);
};

const formOf =
  ({ calls: { put } }: Subject) =>
  (text: string): string => {
    const member = put?.input.find(({ name, type }) => /policy$/i.test(name) && type === 'string');
    if (member) return text === member.name ? text : `${member.name}: ${text}`;
    const map = put?.input.find(({ name, type }) => /attributes$/i.test(name) && /Record</.test(type));
    if (map) return `${map.name}: { Policy: ${text} }`;
    return `AttributeName: 'Policy', AttributeValue: ${text}`;
  };

const fieldsOf = (subject: Subject): readonly string[] => {
  if (subject.family === 'statement') return ['statement'];
  if (subject.family === 'parameter') return ['parameterGroup', 'parameter', `${subject.lower}Group`];
  return isJudged(subject) ? [] : [attributeName(subject)];
};

export const partName = (id: string): string => camel(id);

export const tableFile = (subject: Subject, room: Room | undefined): string => {
  const { id, service, resourceFile, family, list, calls, prefix, words, attribute } = subject;
  const fresh = room?.operations.size === 0;
  const account = (more: string, denied = ''): string => {
    const held = room
      ? `${service}: { ${list}: [${fresh ? `{ Name: 'orders'${more} }` : '/* TODO: one of them */'}] }`
      : '';
    return `{ ${[held, denied].filter((one) => one !== '').join(', ')} }`;
  };
  const head = `import resource from '../../../../src/services/${service}/resources/${resourceFile}.ts';
import unit from '../../../../src/services/${service}/remediations/${id}.ts';
`;
  // Where the id is a URL no ARN tells it.
  const goneAs = calls.url
    ? `{ id: 'https://${service}.eu-west-1.amazonaws.com/111122223333/gone' }`
    : 'true';
  const gone = `'a ${words} that is gone': { account: {}, target: '${arnOf(subject, 'gone')}', gone: ${goneAs} },`;
  if (family === 'statement' && fresh && calls.get)
    return `${head}import { statementCases } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

testRemediation(unit, resource, {
  // Compliant, violation, hazards, unknown: a row for every sentence of the family.
  ...statementCases({
    account: (Policy) => ({ ${service}: { ${list}: [{ Name: 'orders', ...(Policy && { Policy }) }] } }),
    arn: '${arnOf(subject, 'orders')}',
    actions: ['${prefix}:*'],
    // TODO: something that people are allowed to do with it.
    allowed: '${prefix}:TODO',
    reads: '${subject.word}:${calls.get.operation}',
    writes: '${prefix}:${calls.put?.operation ?? 'TODO'}',
    // TODO: as in the unit: the quota, and \`statements\` and \`needsStatements\` where the service has them.
    bytes: 20_480,
  }),
  ${gone}
  // TODO: the hazards of your own, a row each.
});
`;
  const evaluated = isJudged(subject);
  const value = attribute?.type === 'boolean' ? ['true', 'false'] : ["'TODO-on'", "'TODO-off'"];
  const name = attribute?.name ?? (calls.get ? undefined : 'Setting');
  const with_ = (text: string | undefined): string =>
    name === undefined || ['statement', 'enforced', 'parameter'].includes(family) ? '' : `, ${name}: ${text}`;
  return `${head}import { testRemediation } from '../../../kit/tester.ts';

// A row for each way in which it can be: an account, and what the unit must say of it. Every sentence is said in one.
testRemediation(unit, resource, {
  'as it should be': { account: ${account(with_(value[0]))}, target: 'orders', expect: { is: 'compliant' } },
  ${
    family === 'enforced'
      ? ''
      : `'TODO: not as it should be': {
    account: ${account(with_(value[1]))},
    target: 'orders',
    expect: { is: 'non-compliant', changes: ${evaluated ? 0 : 1} },
  },`
  }
  // TODO: a row for each hazard, with \`hazards: ['its-id']\`.
  'TODO: what cannot be evaluated': {
    account: ${account('', calls.get ? `denied: ['${subject.word}:${calls.get.operation}']` : '')},
    target: 'orders',
    expect: { is: 'unknown' },
  },
  ${gone}
});
`;
};

interface Story {
  readonly title: string;
  readonly about: string;
  readonly first: readonly string[];
  readonly looks: 1 | 2;
}

const storyFile = (
  subject: Subject,
  room: Room | undefined,
  { title, about, first, looks }: Story,
): string => {
  const { id, service, list, family } = subject;
  const fresh = room?.operations.size === 0;
  const held = fresh
    ? `\n  ${service}:\n    ${list}:\n      - Name: orders\n        Tags: { team: shop }`
    : ' {} # TODO: an account with one that is to be remediated';
  const outcome =
    family === 'advice' ? 'manual-action-needed' : family === 'enforced' ? 'compliant' : 'remediated';
  const wrote = outcome === 'remediated';
  const settles = wrote && family !== 'statement';
  // What is undone is held, so that nobody does it again.
  const undone = `  - undo: arn:aws:sts::111122223333:assumed-role/approver/anna
    reason: Old clients speak no TLS.
  - expect: { outcome: rolled-back, writes: 2, held: true, runs: [rolled-back, done] }
`;
  const again = `  - deliver: orders
  - expect: { outcome: ${wrote ? 'compliant' : outcome}, writes: ${wrote ? 1 : 0} }
`;
  return `title: '${title}'
about: ${about}
remediation: ${id}
account:${held}
policy: |
  version: 1
  mode: auto
  ownerTags: [team]
  optIns:
    # Every \`impact\` that a step of the unit has: the gate stops at one that nobody has opted in to.
    - impacts: [breaks-plaintext]
      owner: team
      reason: Access logs of 90 days show no request without TLS.
      since: 2025-10-01
steps:
${first.map((line) => `  ${line}\n`).join('')}${settles ? '  # TODO: what takes AWS a while is `settling` after the first look: expect that, then `- advance: 10m`, `- wake: 10`; else leave this out.\n' : ''}  - deliver: orders
  - expect: { outcome: ${outcome}, writes: ${wrote ? 1 : 0}${wrote ? ', runs: [done], held: false' : ''} }
${looks === 2 ? again : ''}${looks === 2 && wrote ? undone : ''}`;
};

export const scenarioFile = (subject: Subject, room: Room | undefined): string => {
  const isWritten = !isJudged(subject);
  return storyFile(subject, room, {
    title: `A first look by ${subject.id}`,
    about: `An event names a ${subject.words}. ${isWritten ? 'It is remediated, proven, and looked at once more in vain.' : 'It is evaluated, and nothing is written.'}`,
    first: [],
    looks: 2,
  });
};

const oneOrMore = (paths: readonly string[]): string =>
  paths.length === 1 ? `'${paths[0]}'` : `[${paths.map((path) => `'${path}'`).join(', ')}]`;

/** As the call takes it: by URL, by ARN, or by name. */
const named = (subject: Subject, { by }: Named, name: string): string => {
  const url = `https://${subject.service}.eu-west-1.amazonaws.com/111122223333/${name}`;
  const value = /urls?$/i.test(by.name) ? `'${url}'` : isByArn(by.name) ? `'${arnOf(subject, name)}'` : name;
  return `${by.name}: ${by.type.endsWith('[]') ? `[${value}]` : value}`;
};

/** Somebody's calls that the new sandbox refuses: the simulation wants every refusal to be met somewhere. */
export const refusalsFile = (subject: Subject): string => {
  const { calls, service, family } = subject;
  const { get, put, tags } = calls;
  const word = subject.word;
  const form = formOf(subject);
  const tagsGone = ownErrorOfTags(calls);
  const refused = (call: Named, name: string, more: string, error: string): string =>
    `- actor: { operation: '${word}:${call.operation}', input: { ${named(subject, call, name)}${more} }, refused: ${error} }`;
  const takesPolicy = family === 'statement' && put !== undefined;
  return storyFile(
    subject,
    { ...freshRoom },
    {
      title: `What ${service} refuses`,
      about:
        'Somebody tries what it does not take. Nothing of it changes anything, and Waxseal works on as ever.',
      first: [
        '# One step for each refusal of the sandbox: `refuse` in its sources. The simulation fails for one that nobody meets.',
        ...(get ? [refused(get, 'gone', besides(get) ?? '', errorOfMissing(calls))] : []),
        ...(tags && tagsGone !== undefined ? [refused(tags, 'gone', besides(tags) ?? '', tagsGone)] : []),
        ...(takesPolicy
          ? [
              '# TODO: its error for a policy that it does not take.',
              refused(put, 'orders', `, ${form(`'no policy'`)}`, 'TODO'),
            ]
          : []),
      ],
      looks: 1,
    },
  );
};
