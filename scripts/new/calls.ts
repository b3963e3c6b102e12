import type { Api, Member } from './api.ts';
import type { FamilyName } from './request.ts';

/** Which operations a resource type is listed, read, written and labelled with, as far as their names and members tell. */
export interface Calls {
  readonly list?: Listing;
  readonly get?: Named;
  readonly put?: Named;
  readonly remove?: Named;
  readonly tags?: Tagging;
  /** Answers the URL that the others name it by: only the service knows its URLs. */
  readonly url?: Naming;
}

/** An operation that answers what a thing is called elsewhere, and the member that says it. */
interface Naming extends Named {
  readonly member: string;
}

/** An operation on one thing, and the member that names it. */
export interface Named {
  readonly operation: string;
  readonly by: Member;
  readonly input: readonly Member[];
  readonly output: readonly Member[];
  /** Errors by which the service says that there is no such thing. */
  readonly missing: readonly string[];
}

interface Listing {
  readonly operation: string;
  /** Where the items are in the answer: `QueueUrls`, `DistributionList.Items`. */
  readonly path: readonly string[];
  /** How pages are asked for, and where the next one is told. */
  readonly token?: { readonly in: string; readonly out: readonly string[] };
  /** The member of an item that names it; left out: items are texts. */
  readonly item?: string;
}

interface Tagging extends Named {
  /** Where they are in the answer. */
  readonly path: readonly string[];
  /** `undefined`: a map. */
  readonly spelling: readonly [key: string, value: string] | undefined;
}

const plural = (noun: string): string =>
  /[^aeiou]y$/i.test(noun) ? `${noun.slice(0, -1)}ies` : /(s|x|ch)$/i.test(noun) ? `${noun}es` : `${noun}s`;

/** The first of these names that the service has an operation for; resource types are spelt in more than one way. */
const firstOf = (api: Api, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const found = api.operations.find((operation) => operation.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
};

const isText = ({ type }: Member): boolean => type === 'string';
const isList = ({ type }: Member): boolean => type.endsWith('[]');
const isNaming = (name: string): boolean => /(name|id|identifier|arn|url|resource)$/i.test(name);

/** What a value is given where nobody has said yet; `undefined`: no text, number or list will do. */
export const placeholder = ({ type }: Member): string | undefined => {
  if (type === 'string') return `'TODO'`;
  if (type === 'number') return '0';
  if (type === 'boolean') return 'false';
  return type.endsWith('[]') ? '[]' : undefined;
};

const named = (api: Api, operation: string | undefined, noun: string): Named | undefined => {
  if (operation === undefined) return undefined;
  const { input, output, throws } = api.operation(operation);
  const names = input.filter(isText).filter(({ name }) => isNaming(name));
  const by =
    names.find(({ required }) => required) ??
    names.find(({ name }) => name.toLowerCase().startsWith(noun.toLowerCase())) ??
    names.find(({ name }) => /^resource/i.test(name)) ??
    input.find(({ name, type }) => type === 'string[]' && /(names|ids|arns|arnlist)$/i.test(name));
  if (!by) return undefined;
  const gone = throws.filter((error) => /NotFound|NotExist|NoSuch|Nonexistent/i.test(error));
  // The one that names the type says it best.
  const missing = gone.toSorted((a, b) => Number(b.includes(noun)) - Number(a.includes(noun)));
  return { operation, by, input, output, missing };
};

/** Where a list is in an answer, at once or one structure further down. */
const listIn = (
  api: Api,
  output: readonly Member[],
  fits: (member: Member) => boolean,
): readonly Member[] => {
  const here = output.find((member) => isList(member) && fits(member));
  if (here) return [here];
  for (const outer of output) {
    const inner = api.shape(outer.type).find((member) => isList(member) && fits(member));
    if (inner) return [outer, inner];
  }
  return [];
};

const listing = (api: Api, operation: string | undefined, noun: string): Listing | undefined => {
  if (operation === undefined) return undefined;
  const { input, output } = api.operation(operation);
  const path = listIn(api, output, () => true);
  const last = path.at(-1);
  if (!last) return undefined;
  const members = api.shape(last.type.slice(0, -2)).filter(isText);
  const item = ['Name', 'Identifier', 'Id', 'Arn', 'Url']
    .flatMap((end) => [`${noun}${end}`, end])
    .map((name) => members.find((member) => member.name.toLowerCase() === name.toLowerCase())?.name)
    .find((name) => name !== undefined);
  if (item === undefined && last.type !== 'string[]') return undefined;
  const inside = path.length > 1 ? api.shape(path[0]?.type ?? '') : output;
  const out =
    inside.find(({ name }) => /^next(token|marker)$/i.test(name)) ??
    inside.find(({ name }) => /^marker$/i.test(name));
  const asked = input.find(({ name }) => /^(nexttoken|marker)$/i.test(name));
  const before = path.slice(0, -1).map(({ name }) => name);
  return {
    operation,
    path: path.map(({ name }) => name),
    ...(out && asked && { token: { in: asked.name, out: [...before, out.name] } }),
    ...(item !== undefined && { item }),
  };
};

const tagging = (api: Api, operation: string | undefined, noun: string): Tagging | undefined => {
  const call = named(api, operation, noun);
  if (!call) return undefined;
  const map = call.output.find(
    ({ name, type }) => /tags/i.test(name) && type.startsWith('Record<string, string'),
  );
  if (map) return { ...call, path: [map.name], spelling: undefined };
  const path = listIn(api, call.output, ({ type }) => /tag/i.test(type));
  const members = api.shape(path.at(-1)?.type.slice(0, -2) ?? '').map(({ name }) => name);
  const key = members.find((name) => /key$/i.test(name));
  const value = members.find((name) => /value$/i.test(name));
  if (key === undefined || value === undefined) return undefined;
  return { ...call, path: path.map(({ name }) => name), spelling: [key, value] };
};

/** `GetQueueUrl`, where the others ask for a `QueueUrl`. */
const urlNaming = (api: Api, noun: string, others: readonly (Named | undefined)[]): Naming | undefined => {
  if (!others.some((one) => one && /url$/i.test(one.by.name))) return undefined;
  const call = named(api, firstOf(api, [`Get${noun}Url`, `Describe${noun}Url`]), noun);
  const member = call?.output.find(({ name }) => /url$/i.test(name))?.name;
  return call && member !== undefined ? { ...call, member } : undefined;
};

/** How operations of one kind are called, the likeliest first. `X`: the noun. `Xs`: more than one. */
const verbs = {
  list: ['ListXs', 'DescribeXs', 'GetXs', 'ListX', 'DescribeX'],
  policy: [
    'GetXPolicy',
    'GetXResourcePolicy',
    'GetResourcePolicy',
    'GetPolicy',
    'DescribeXPolicy',
    'GetXAttributes',
  ],
  read: ['GetXConfig', 'GetXConfiguration', 'DescribeX', 'GetX', 'DescribeXs', 'GetXAttributes'],
  putPolicy: [
    'PutXPolicy',
    'SetXPolicy',
    'PutResourcePolicy',
    'PutPolicy',
    'UpdateXPolicy',
    'SetXAttributes',
  ],
  write: ['ModifyX', 'UpdateX', 'PutX', 'UpdateXConfig', 'SetXAttributes'],
  removePolicy: ['DeleteXPolicy', 'DeleteResourcePolicy', 'DeletePolicy'],
  tags: [
    'ListXTags',
    'ListTagsForX',
    'GetXTagging',
    'ListTagsForResource',
    'ListTagsOfResource',
    'ListResourceTags',
    'ListTags',
    'DescribeTags',
    'GetTags',
  ],
} as const;

/** `noun`: the last word of the resource type, such as `Queue`. */
export const callsOf = (api: Api, noun: string, family: FamilyName): Calls => {
  const find = (kind: keyof typeof verbs): string | undefined =>
    firstOf(
      api,
      verbs[kind].map((name) => name.replace('Xs', plural(noun)).replace('X', noun)),
    );
  const isPolicy = family === 'statement';
  const writes = family !== 'advice' && family !== 'enforced';
  const list = listing(api, find('list'), noun);
  const get = named(api, find(isPolicy ? 'policy' : 'read'), noun);
  const put = writes ? named(api, find(isPolicy ? 'putPolicy' : 'write'), noun) : undefined;
  const remove = isPolicy ? named(api, find('removePolicy'), noun) : undefined;
  const tags = tagging(api, find('tags'), noun);
  const url = urlNaming(api, noun, [get, put, tags]);
  return {
    ...(list && { list }),
    ...(get && { get }),
    ...(put && { put }),
    ...(remove && { remove }),
    ...(tags && { tags }),
    ...(url && { url }),
  };
};

/** The text that holds more than one of a thing in an account file: `Queues`. */
export const pluralOf = plural;
