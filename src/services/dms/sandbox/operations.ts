import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Dms, Endpoint, Task } from './records.ts';

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

const told = ({ Tags: _tags, TakesTls: _takes, Connections: _tested, RedisSettings, ...rest }: Endpoint) => {
  const { AuthPassword: _secret, ...shown } = RedisSettings ?? {};
  return { ...rest, ...(RedisSettings && { RedisSettings: shown }) };
};

const arnOf = (world: World, identifier: string): string | undefined =>
  world.dms.Endpoints.find(({ EndpointIdentifier }) => EndpointIdentifier === identifier)?.EndpointArn;

/** Every filter must fit: by its name, what of a record it is about. */
const fits =
  <Item>({ Filters = [] }: Filtered, of: (item: Item, name: string) => readonly (string | undefined)[]) =>
  (item: Item): boolean =>
    Filters.every(({ Name, Values }) =>
      of(item, Name).some((one) => one !== undefined && Values.includes(one)),
    );

/** The table of https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html; of an engine that is not on it: any. */
const modes: Readonly<Record<string, string>> = {
  mysql: 'none verify-ca verify-full',
  mariadb: 'none verify-ca verify-full',
  aurora: 'none verify-ca verify-full',
  sqlserver: 'none require verify-full',
  postgres: 'none require verify-ca verify-full',
  'aurora-postgresql': 'none require verify-ca verify-full',
  oracle: 'none verify-ca',
  sybase: 'none verify-full',
  mongodb: 'none require verify-full',
  db2: 'none verify-ca',
};
/** They have no mode: https://github.com/hashicorp/terraform-provider-aws/issues/31821 */
const modeless = new Set(['dynamodb', 'kinesis', 'redshift', 's3']);

interface Modify extends Named {
  readonly EngineName?: string;
  readonly SslMode?: string;
  readonly CertificateArn?: string;
  readonly Port?: number;
  readonly RedisSettings?: Endpoint['RedisSettings'];
  readonly ExactSettings?: boolean;
}
const bad = (message: string): Refusal =>
  refuse('InvalidParameterValueException', 400, message, `${api}API_ModifyEndpoint.html`);
const unfit = (message: string): Refusal =>
  refuse('InvalidParameterCombinationException', 400, message, `${api}API_ModifyEndpoint.html`);
const wrongState = (message: string): Refusal =>
  refuse('InvalidResourceStateFault', 400, message, `${api}API_ModifyEndpoint.html`);

/** https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html: in these nothing is under way. */
const atRest = ['failed', 'failed-move', 'ready', 'stopped'];

/** What DMS says to a change of an endpoint before it looks at the values. */
const locked = (item: Endpoint, { dms: { ReplicationTasks } }: World): Refusal | undefined => {
  const of = (task: Task): boolean =>
    task.Source === item.EndpointIdentifier || task.Target === item.EndpointIdentifier;
  // https://github.com/hashicorp/terraform-provider-aws/issues/27661
  const busy = ReplicationTasks.find((task) => of(task) && !atRest.includes(task.Status));
  if (busy) return wrongState(`Replication task ${busy.ReplicationTaskIdentifier} must be stopped first`);
  // https://docs.aws.amazon.com/dms/latest/APIReference/API_Endpoint.html
  if (item.IsReadOnly) return wrongState('The endpoint is managed by a zero-ETL integration');
  return item.EngineName === 'opensearch' || item.EngineName === 'elasticsearch'
    ? unfit('OpenSearch endpoint cant be modified.')
    : undefined;
};

/** What DMS says to the values. */
const refused = (item: Endpoint, input: Modify): Refusal | undefined => {
  const {
    EngineName = item.EngineName,
    SslMode,
    CertificateArn = item.CertificateArn,
    RedisSettings,
  } = input;
  if (CertificateArn !== undefined && !/^arn:[^:]+:dms:[^:]+:\d+:cert:/.test(CertificateArn))
    return bad('Invalid certificate ARN');
  if (SslMode !== undefined && SslMode !== 'none' && modeless.has(EngineName))
    return unfit(`ssl-mode is not valid for ${EngineName}`);
  if (SslMode !== undefined && modes[EngineName]?.split(' ').includes(SslMode) === false)
    return bad(`SSL mode ${SslMode} is not supported for ${EngineName}`);
  if (SslMode?.startsWith('verify-') && CertificateArn === undefined)
    return bad(`SSL mode ${SslMode} needs a certificate`);
  if (RedisSettings && input.EngineName === undefined) return unfit('Settings need their engine name');
  if (RedisSettings && (RedisSettings.ServerName === undefined || RedisSettings.Port === undefined))
    return bad('Redis settings need ServerName and Port');
  return undefined;
};

const tasks = recordsOf<Task, { readonly ReplicationTaskArn?: string }>({
  all: ({ dms }) => dms.ReplicationTasks,
  with: (world, ReplicationTasks): World => ({ ...world, dms: { ...world.dms, ReplicationTasks } }),
  is: (task, { ReplicationTaskArn }) => task.ReplicationTaskArn === ReplicationTaskArn,
  missing: () => none('Tasks'),
});
/** From one of these statuses by way of the first to the second. */
const turns = (from: readonly string[], by: string, to: string) =>
  tasks.changes((task) =>
    from.includes(task.Status)
      ? {
          item: { ...task, Status: by },
          later: [{ seconds: 60, becomes: (now) => (now.Status === by ? { ...now, Status: to } : now) }],
        }
      : wrongState(`Replication task is ${task.Status}`),
  );

/** Whether DMS speaks TLS with it, as far as the sandbox plays a server. */
const speaksTls = ({ EngineName, SslMode, RedisSettings }: Endpoint): boolean =>
  EngineName === 'redis' ? RedisSettings?.SslSecurityProtocol !== 'plaintext' : SslMode !== 'none';

const testing = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  Connections: endpoint.Connections.map((one) => ({ ...one, Status: 'testing' })),
});
const tested = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  Connections: endpoint.Connections.map(({ ReplicationInstanceIdentifier }) =>
    speaksTls(endpoint) && !endpoint.TakesTls
      ? { ReplicationInstanceIdentifier, Status: 'failed', LastFailureMessage: 'server does not support SSL' }
      : { ReplicationInstanceIdentifier, Status: 'successful' },
  ),
});

export const dms: Operations = {
  DescribeCertificates: lists({
    as: 'Certificates',
    token: 'Marker',
    items: (world, input: Filtered, { region }) => {
      const found = (region === world.dms.region ? world.dms.Certificates : []).filter(
        fits(input, (item: Dms['Certificates'][number], name) => [
          name === 'certificate-arn' ? item.CertificateArn : item.CertificateIdentifier,
        ]),
      );
      return found.length > 0
        ? found.map(({ ValidToDate: end, ...rest }) => ({
            ...rest,
            ...(end !== undefined && { ValidToDate: new Date(end) }),
          }))
        : none('Certificates');
    },
  }),
  DescribeConnections: lists({
    as: 'Connections',
    token: 'Marker',
    items: (world, input: Filtered, { region }) => {
      const all = (region === world.dms.region ? world.dms.Endpoints : []).flatMap(
        ({ EndpointArn, EndpointIdentifier, Connections }) =>
          Connections.map((one) => ({
            ...one,
            EndpointArn,
            EndpointIdentifier,
            ReplicationInstanceArn: `arn:${world.partition}:dms:${world.dms.region}:${world.account}:rep:${one.ReplicationInstanceIdentifier}`,
          })),
      );
      const found = all.filter(fits(input, ({ EndpointArn }) => [EndpointArn]));
      return found.length > 0 ? found : none('Connections');
    },
  }),
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
      return found.length > 0 ? found.map(told) : none('Endpoints');
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
  /** What a call leaves out stays; settings of the engine are laid over those that are there, or replace them. */
  ModifyEndpoint: endpoints.changes((item, input: Modify, _context, world) => {
    const { EngineName, SslMode, CertificateArn, Port, RedisSettings, ExactSettings } = input;
    return (
      locked(item, world) ??
      refused(item, input) ?? {
        item: {
          ...item,
          ...(EngineName !== undefined && { EngineName }),
          ...(SslMode !== undefined && { SslMode }),
          ...(CertificateArn !== undefined && { CertificateArn }),
          ...(Port !== undefined && { Port }),
          ...(RedisSettings && {
            RedisSettings: { ...(ExactSettings !== true && item.RedisSettings), ...RedisSettings },
          }),
        },
        // For a moment what was told before is told on.
        later:
          item.Connections.length === 0
            ? []
            : [
                { seconds: 20, becomes: testing },
                { seconds: 90, becomes: tested },
              ],
      }
    );
  }),
  StartReplicationTask: turns(atRest, 'starting', 'running'),
  StopReplicationTask: turns(['running'], 'stopping', 'stopped'),
};
