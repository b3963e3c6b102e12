import type { Member } from './api.ts';
import { placeholder, type Named } from './calls.ts';
import { readsOf, writesOf, type Subject } from './subject.ts';

/** The files of a room that say what AWS's service is: facts, resource, `service.ts`. */

export const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `answer.DistributionList?.Items` */
const pathOf = (path: readonly string[]): string => path.join('?.');

export const serviceFile = (subject: Subject): string => {
  const { prefix, calls, unheard, api, service } = subject;
  return `import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** TODO: what it is to Waxseal, and AWS's page about its actions. */
export default service({
  client: '${api?.client ?? `${capital(service)}Client`}',
  prefix: '${prefix}',
  iam,
  reads: [${quoted(readsOf(calls))}],
  writes: [${quoted(writesOf(calls))}],
  ${unheard.length > 0 ? `// TODO: the IAM actions that these ask for: IAM has none of their names.\n  needs: { ${unheard.map((one) => `${one}: []`).join(', ')} },` : ''}
});
`;
};

const isUrl = ({ name }: Member): boolean => /url$/i.test(name);
const isArn = ({ name }: Member): boolean => /(arn|^resource|arns|^resourcename)$/i.test(name);
/** Whether calls ask for a URL that no call answers. */
const makesUrl = ({ calls: { get, put, tags, url } }: Subject): boolean =>
  !url && [get, put, tags].some((call) => call !== undefined && isUrl(call.by));

/**
 * How a call names the thing, from a target: `{ QueueUrl: target.id }`, where that is what the id is; a URL is made only
 * where no call answers it.
 */
export const naming = (
  { lower, calls: { url }, isNamedByArn }: Pick<Subject, 'lower' | 'calls' | 'isNamedByArn'>,
  { by }: Named,
): string => {
  const made = isUrl(by) && !url;
  const name = isNamedByArn ? `${lower}NameIn(target.arn)` : 'target.id';
  const value = made ? `${lower}Url(target, ${name})` : isArn(by) ? 'target.arn' : name;
  return `${by.name}: ${by.type.endsWith('[]') ? `[${value}]` : value}`;
};

/** All that a call must be given besides; \`undefined\`: nobody but people can say what. */
export const besides = ({ by, input }: Named, ...said: readonly string[]): string | undefined => {
  const left = input.filter(({ name, required }) => required && name !== by.name && !said.includes(name));
  const values = left.map((member) => ({ member, value: placeholder(member) }));
  if (values.some(({ value }) => value === undefined)) return undefined;
  return values.map(({ member, value }) => `, ${member.name}: ${value}`).join('');
};

/** Names of the facts that a file of the room needs. */
export const factsImported = (subject: Subject, text: string, from: string): string => {
  const { lower, nounFile } = subject;
  const names = [`${lower}Arn`, `${lower}NameIn`, `${lower}Url`].filter((name) =>
    new RegExp(`\\b${name}\\b[(),]`).test(text),
  );
  return names.length === 0 ? '' : `import { ${names.join(', ')} } from '${from}/facts/${nounFile}.ts';\n`;
};

export const factsFile = (subject: Subject): string => {
  const { lower, words, arn, service, type } = subject;
  const location =
    `\${${arn.regional ? 'region' : "''"}}:\${${arn.hasAccount ? 'account' : "''"}}`.replaceAll("${''}", '');
  const members = ['partition', ...(arn.regional ? ['region'] : []), ...(arn.hasAccount ? ['account'] : [])];
  const todo = arn.before === 'TODO/' ? 'TODO: the ARN of ' : 'ARNs of ';
  return `import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ${todo}${type}: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const ${lower}Arn = ({ ${members.join(', ')} }: Location, name: string): string =>
  \`arn:\${partition}:${arn.service}:${location}:${arn.before}\${name}\`;

/** The name in an ARN of a ${words}; \`undefined\`: the ARN is of something else. */
export const ${lower}NameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === '${arn.service}' ? /^${arn.before.replaceAll('/', String.raw`\/`)}([^:/]+)$/.exec(resource)?.[1] : undefined;
};
${
  makesUrl(subject)
    ? `
/** TODO: AWS's page that says that URLs are made so, or a call that answers them. */
export const ${lower}Url = ({ partition, region, account }: Location, name: string): string =>
  \`https://${service}.\${region}.amazonaws.com\${partition === 'aws-cn' ? '.cn' : ''}/\${account}/\${name}\`;
`
    : ''
}`;
};

/** `NotFound` of the service as `unless` takes it, around a call. */
const unlessMissing = ({ missing }: Named, asking: string): string =>
  missing[0] === undefined ? asking : `unless('${missing[0]}', undefined, ${asking})`;

/** A call of `get`, from `target` and `aws`, as an expression that answers `undefined` for what is gone. */
export const getting = (subject: Subject, get: Named, more = ''): string => {
  const command = `new ${get.operation}Command({ ${naming(subject, get)}${besides(get) ?? ''}${more} })`;
  return unlessMissing(get, `aws.use(${subject.api?.client}).send(${command})`);
};

const listText = (subject: Subject): string => {
  const { calls, api, words } = subject;
  const { list } = calls;
  if (!list || !api)
    return `// TODO: every ${words} of the place, page by page (\`everyPage\`).
const list = (_place: Location, _aws: Aws): AsyncIterable<Target> => {
  throw new Error('TODO: list');
};`;
  const { operation, path, token, item } = list;
  const most = api
    .operation(operation)
    .input.find(({ name, type }) => /^max(results|items|records)$/i.test(name) && type === 'number');
  const size = most ? `${most.name}: 100, ` : '';
  const name = item === undefined ? (path.at(-1) ?? '') : item;
  const isId = calls.url !== undefined && /urls?$/i.test(name);
  const id = /(arn|url)s?$/i.test(name) && !isId ? 'lastOf(text)' : 'text';
  const asked = token
    ? `{ ${size}${token.in === 'Marker' || token.in === 'NextToken' ? token.in : `${token.in}: marker`} }`
    : '{}';
  const marker = token ? (token.in === 'Marker' || token.in === 'NextToken' ? token.in : 'marker') : '';
  return `async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (${marker}) => {
    const answer = await aws.use(${api.client}).send(new ${operation}Command(${asked}));
    return { items: answer.${pathOf(path)}, next: ${token ? `answer.${pathOf(token.out)}` : 'undefined'} };
  });
  for await (const ${item === undefined ? 'text' : `{ ${item}: text }`} of pages) if (text !== undefined) yield targetOf(${id}, place);
}`;
};

/** `aws.use(…).send(…)`: asks for the tags of a target. */
const askingTags = (subject: Subject, tags: Named): string =>
  `aws.use(${subject.api?.client}).send(new ${tags.operation}Command({ ${naming(subject, tags)}${besides(tags) ?? ''} }))`;

const tagsText = (subject: Subject): string => {
  const {
    calls: { tags },
    api,
  } = subject;
  if (!tags || !api)
    return `// TODO: its tags.
  tags: async () => ({}),`;
  const value = `answer.${pathOf(tags.path)}`;
  const asking = `await ${askingTags(subject, tags)}`;
  if (tags.spelling === undefined)
    return `tags: async (target, aws) => {
    const answer = ${asking};
    return ${value} ?? {};
  },`;
  const [key, worth] = tags.spelling;
  return `tags: async (target, aws) => {
    const answer = ${asking};
    return ${key === 'Key' && worth === 'Value' ? `tagsByKey(${value} ?? [])` : `Object.fromEntries((${value} ?? []).map(({ ${key} = '', ${worth} = '' }) => [${key}, ${worth}]))`};
  },`;
};

const resolveText = (subject: Subject): string => {
  const {
    calls: { get, url },
    api,
    found,
    lower,
  } = subject;
  if (url && api) {
    const command = `new ${url.operation}Command({ ${url.by.name}: ${lower}NameIn(id) ?? lastOf(id)${besides(url) ?? ''} })`;
    return `async (id, place, aws) => {
    if (!canMean(id, { arn: ${lower}Arn(place, lastOf(id)) })) return undefined;
    const answer = await ${unlessMissing(url, `aws.use(${api.client}).send(${command})`)};
    const url = answer?.${url.member};
    // TODO: other hosts by which it knows the same one. A URL of another account or Region is that of another one.
    if (url === undefined || (id.includes('://') && url !== id)) return undefined;
    return targetOf(url, place);
  }`;
  }
  const named = `const target = targetOf(${lower}NameIn(id) ?? ${makesUrl(subject) ? 'lastOf(id)' : 'id'}, place);
    if (!canMean(id, target)) return undefined;`;
  if (!get || !api)
    return `async (id, place, aws) => {
    // Without an operation that answers for one of them, all are looked through.
    ${named}
    for await (const one of list(place, aws)) if (one.arn === target.arn) return one;
    return undefined;
  }`;
  const { tags } = subject.calls;
  if (subject.family === 'statement' && tags && tags.missing.length > 0)
    return `async (id, place, aws) => {
    ${named}
    const asking = ${askingTags(subject, tags)};
    return (await isThere('${tags.missing[0]}', asking)) ? target : undefined;
  }`;
  const there = found?.many
    ? `answer?.${found.member}?.length`
    : found?.member === undefined
      ? 'answer'
      : `answer?.${found.member}`;
  return `async (id, place, aws) => {
    ${named}
    const answer = await ${getting(subject, get)};
    return ${there} ? target : undefined;
  }`;
};

export const resourceFile = (subject: Subject): string => {
  const { type, lower, prefix, arn, calls, api, unheard } = subject;
  const list = listText(subject);
  const tags = tagsText(subject);
  const resolve = resolveText(subject);
  const body = `${list}\n${tags}\n${resolve}`;
  const commands = [...new Set(body.match(/\w+Command(?=\()/g) ?? [])].toSorted();
  const shape = `arn:{partition}:${arn.service}:${arn.regional ? '{region}' : ''}:${arn.hasAccount ? '{account}' : ''}:${arn.before === 'TODO/' ? '' : arn.before}{${lower.toLowerCase()}}`;
  // Those that it calls itself: a policy that hides from us is read by the unit alone.
  const called = commands.map((name) => name.replace(/Command$/, ''));
  const actions = (api ? called : readsOf(calls))
    .filter((one) => !unheard.includes(one))
    .map((one) => `${prefix}:${one}`);
  const target = subject.isNamedByArn
    ? `/** AWS Config names it by its ARN. */
const targetOf = (name: string, { account, region, partition }: Location): Target => {
  const arn = ${lower}Arn({ account, region, partition }, name);
  return { account, region, partition, type, id: arn, arn };
};`
    : `const targetOf = targetsOf(type, ${calls.url ? `(place, id) => ${lower}Arn(place, lastOf(id))` : `${lower}Arn`});`;
  const text = `
const type = '${type}';

${/lastOf\(/.test(body) || calls.url ? `const lastOf = (text: string): string => text.split(/[:/]/).at(-1) ?? '';\n` : ''}
${target}

${list}

/**
 * TODO: which of them, and whether AWS Config names one ${calls.url ? 'by its URL' : subject.isNamedByArn ? 'by its ARN' : 'by its name, or by an id of its own'} (https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html):
 * that is \`Target.id\`; \`resolve\` takes it and what people type.
 */
const ${lower}: Resource = {
  type,
  arn: '${shape}',
  ${arn.regional ? '' : `// TODO: without the partitions that do not have it.\n  home: globalHome,`}
  // TODO: configRecords: true, where AWS Config records the type: https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
  permissions: [${quoted(actions)}],
  idOf: ${calls.url || subject.isNamedByArn ? `(arn) => (${lower}NameIn(arn) === undefined ? undefined : arn)` : `${lower}NameIn`},
  resolve: ${resolve},
  list,
  root: ({ arn }) => arn,
  ${tags}
};

export default ${lower};
`;
  return `${commands.length > 0 ? `import { ${[...commands, api?.client].join(', ')} } from '${api?.package}';\n` : ''}${/(?:unless|isThere)\(/.test(text) ? `import { ${['isThere', 'unless'].filter((one) => text.includes(`${one}(`)).join(', ')} } from '../../../aws/error-names.ts';\n` : ''}${/everyPage\(/.test(text) ? `import { everyPage } from '../../../aws/marked-pages.ts';\n` : ''}${/globalHome/.test(text) ? `import { globalHome } from '../../../aws/regions.ts';\n` : ''}${/tagsByKey\(/.test(text) ? `import { tagsByKey } from '../../../aws/tags.ts';\n` : ''}import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { ${[...['canMean', 'targetsOf'].filter((one) => text.includes(`${one}(`)), 'type Location', 'type Target'].join(', ')} } from '../../../core/model/target.ts';
${factsImported(subject, text, '..')}${text}`;
};
