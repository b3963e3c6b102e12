import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Endpoint } from './records.ts';

const api = 'https://docs.aws.amazon.com/dms/latest/APIReference/';

interface Filtered {
  readonly Filters?: readonly { readonly Name: string; readonly Values: readonly string[] }[];
}
interface Named {
  readonly EndpointArn?: string;
  readonly ResourceArn?: string;
}

const none = (what: string): Refusal =>
  refuse(
    'ResourceNotFoundFault',
    400,
    `No ${what} found matching provided filters.`,
    `${api}API_DescribeEndpoints.html`,
  );

const endpoints = recordsOf<Endpoint, Named>({
  all: ({ dms }) => dms.Endpoints,
  with: (world, Endpoints): World => ({ ...world, dms: { ...world.dms, Endpoints } }),
  is: ({ EndpointArn }, input) => EndpointArn === (input.EndpointArn ?? input.ResourceArn),
  missing: () => none('Endpoints'),
});

const arnOf = (world: World, identifier: string): string | undefined =>
  world.dms.Endpoints.find(({ EndpointIdentifier }) => EndpointIdentifier === identifier)?.EndpointArn;

/** Every filter must fit: by its name, what of a record it is about. */
const fits =
  <Item>({ Filters = [] }: Filtered, of: (item: Item, name: string) => readonly (string | undefined)[]) =>
  (item: Item): boolean =>
    Filters.every(({ Name, Values }) =>
      of(item, Name).some((one) => one !== undefined && Values.includes(one)),
    );

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
const modes: Readonly<Record<string, readonly string[]>> = {
  mysql: ['none', 'verify-ca', 'verify-full'],
  mariadb: ['none', 'verify-ca', 'verify-full'],
  postgres: ['none', 'require', 'verify-ca', 'verify-full'],
  sqlserver: ['none', 'require', 'verify-full'],
};

interface Modify extends Named {
  readonly SslMode?: string;
  readonly CertificateArn?: string;
  readonly Port?: number;
  readonly RedisSettings?: Endpoint['RedisSettings'];
}
const bad = (message: string): Refusal =>
  refuse('InvalidParameterValueException', 400, message, `${api}API_ModifyEndpoint.html`);

export const dms: Operations = {
  /** Read strictly: where there is nothing to list, DMS says that nothing was found. */
  DescribeEndpoints: lists({
    as: 'Endpoints',
    token: 'Marker',
    items: (world, input: Filtered, { region }) => {
      const found = (region === world.dms.region ? world.dms.Endpoints : []).filter(
        fits(input, (item: Endpoint, name) => [
          name === 'endpoint-arn' ? item.EndpointArn : item.EndpointIdentifier,
        ]),
      );
      return found.length > 0 ? found.map(({ Tags: _tags, ...told }) => told) : none('Endpoints');
    },
  }),
  DescribeReplicationTasks: lists({
    as: 'ReplicationTasks',
    token: 'Marker',
    items: (world, input: Filtered) => {
      const all = world.dms.ReplicationTasks.map(({ Source, Target, ...rest }) => ({
        ...rest,
        SourceEndpointArn: arnOf(world, Source),
        TargetEndpointArn: arnOf(world, Target),
      }));
      const found = all.filter(fits(input, (one) => [one.SourceEndpointArn, one.TargetEndpointArn]));
      return found.length > 0 ? found : none('Tasks');
    },
  }),
  DescribeReplications: lists({
    as: 'Replications',
    token: 'Marker',
    items: (world) =>
      world.dms.Replications.map(({ Source, Target, ...rest }) => ({
        ...rest,
        SourceEndpointArn: arnOf(world, Source),
        TargetEndpointArn: arnOf(world, Target),
      })),
  }),
  ListTagsForResource: endpoints.reads(({ Tags }) => ({ TagList: tagList(Tags) })),
  /** What a call leaves out stays; settings of the engine are laid over those that are there. */
  ModifyEndpoint: endpoints.changes((item, { SslMode, CertificateArn, Port, RedisSettings }: Modify) => {
    const allowed = modes[item.EngineName];
    if (SslMode !== undefined && allowed && !allowed.includes(SslMode))
      return bad(`SSL mode ${SslMode} is not supported for ${item.EngineName}`);
    const certificate = CertificateArn ?? item.CertificateArn;
    // Played for engines that have no mode without one.
    if (allowed?.includes('require') === false && SslMode !== 'none' && SslMode !== undefined && !certificate)
      return bad(`SSL mode ${SslMode} needs a certificate`);
    if (RedisSettings && (RedisSettings.ServerName === undefined || RedisSettings.Port === undefined))
      return bad('Redis settings need ServerName and Port');
    return {
      item: {
        ...item,
        ...(SslMode !== undefined && { SslMode }),
        ...(CertificateArn !== undefined && { CertificateArn }),
        ...(Port !== undefined && { Port }),
        ...(RedisSettings && { RedisSettings: { ...item.RedisSettings, ...RedisSettings } }),
      },
    };
  }),
};
