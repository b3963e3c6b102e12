import { withDropped } from '../../../aws/dropped-members.ts';
import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Connection, Job } from './records.ts';

const api = 'https://docs.aws.amazon.com/glue/latest/webapi/';

/** What is listed in this Region. */
const here = <Item>({ glue }: World, region: string, items: readonly Item[]): readonly Item[] =>
  region === glue.region ? items : [];

interface Named {
  readonly Name?: string;
  readonly ResourceArn?: string;
}
interface Hiding extends Named {
  readonly HidePassword?: boolean;
}

const connections = recordsOf<Connection, Named>({
  all: ({ glue }) => glue.Connections,
  with: (world, Connections): World => ({ ...world, glue: { ...world.glue, Connections } }),
  is: ({ Name }, input, { region }, world) =>
    region === world.glue.region &&
    (input.ResourceArn === undefined
      ? Name === input.Name
      : input.ResourceArn === `arn:${world.partition}:glue:${region}:${world.account}:connection/${Name}`),
  missing: ({ Name, ResourceArn }) =>
    refuse(
      'EntityNotFoundException',
      400,
      `Connection ${Name ?? ResourceArn} not found.`,
      `${api}API_GetConnection.html#API_GetConnection_Errors`,
    ),
});

/** What is answered of one. A password is hidden by leaving it out. */
const told = (connection: Connection, { HidePassword = false }: Hiding) => {
  const { Tags: _tags, Dropped: _dropped, Closed: _closed, ...rest } = connection;
  const { PASSWORD, ...others } = rest.ConnectionProperties;
  return {
    ...rest,
    ConnectionProperties: {
      ...others,
      ...(!HidePassword && PASSWORD !== undefined && { PASSWORD }),
    },
  };
};

const jobNamed = (
  world: World,
  { JobName, ResourceArn }: { JobName?: string; ResourceArn?: string },
  region: string,
) =>
  here(world, region, world.glue.Jobs).find(
    ({ Name }) =>
      Name === JobName ||
      ResourceArn === `arn:${world.partition}:glue:${region}:${world.account}:job/${Name}`,
  );
const toldJob = ({ Connections, Tags: _tags, ...job }: Job) => ({
  ...job,
  ...(Connections.length > 0 && { Connections: { Connections } }),
});
const tagsOfConnection = connections.reads(({ Tags }) => ({ Tags }));

const invalid = (message: string): Refusal =>
  refuse('InvalidInputException', 400, message, `${api}API_ConnectionInput.html`);

/** What a type cannot do without, as API_ConnectionInput.html lists it. */
const lackingIn = ({ ConnectionType, ConnectionProperties, ...rest }: Connection): string | undefined => {
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => ConnectionProperties[name] !== undefined);
  const isKnown =
    has('SECRET_ID') ||
    has('USERNAME', 'PASSWORD') ||
    rest.AuthenticationConfiguration?.SecretArn !== undefined;
  if (ConnectionType === 'JDBC' && !has('JDBC_CONNECTION_URL') && !has('HOST', 'PORT', 'JDBC_ENGINE'))
    return 'JDBC needs a URL, or a host, a port and an engine';
  if ((ConnectionType === 'JDBC' || ConnectionType === 'MONGODB') && !isKnown)
    return `${ConnectionType} needs a user name and a password, or a secret`;
  return ConnectionType === 'KAFKA' && !has('KAFKA_BOOTSTRAP_SERVERS') ? 'KAFKA needs brokers' : undefined;
};

interface Update extends Named {
  readonly ConnectionInput: Omit<
    Connection,
    'Tags' | 'Status' | 'StatusReason' | 'ConnectionSchemaVersion' | 'CompatibleComputeEnvironments'
  > & { readonly ValidateForComputeEnvironments?: string[] };
}

export const glue: Operations = {
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnection.html */
  GetConnection: connections.reads((item, input: Hiding) =>
    item.Closed
      ? refuse(
          'GlueEncryptionException',
          400,
          'The catalog could not be decrypted.',
          `${api}API_GetConnection.html#API_GetConnection_Errors`,
        )
      : withDropped({ Connection: told(item, input) }, item.Dropped ?? []),
  ),
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html */
  GetConnections: lists({
    as: 'ConnectionList',
    token: 'NextToken',
    items: (world, input: Hiding, { region }) =>
      here(world, region, world.glue.Connections).map((one) => told(one, input)),
  }),
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetTags.html */
  GetTags: (world, input: { readonly ResourceArn: string }, call) => {
    const job = jobNamed(world, input, call.region);
    return job ? { world, output: { Tags: job.Tags } } : tagsOfConnection(world, input, call);
  },
  /**
   * https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html: the input redefines the connection. What Glue tells of
   * it besides stays.
   */
  UpdateConnection: connections.changes((item, { ConnectionInput }: Update) => {
    const { Tags, Status, StatusReason, ConnectionSchemaVersion, Dropped, Closed } = item;
    const kept = { Tags, Status, StatusReason, ConnectionSchemaVersion, Dropped, Closed };
    const { ValidateForComputeEnvironments: environments, ...input } = ConnectionInput;
    const said = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
    const becomes: Connection = {
      ...input,
      ...(environments && { CompatibleComputeEnvironments: environments }),
      ...said,
      Tags,
    };
    const lacking = lackingIn(becomes);
    return lacking === undefined ? { item: becomes } : invalid(lacking);
  }),
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobs.html */
  GetJobs: lists({
    as: 'Jobs',
    token: 'NextToken',
    items: (world, _input: object, { region }) => here(world, region, world.glue.Jobs).map(toldJob),
  }),
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetJob.html */
  GetJob: (world, input: { readonly JobName: string }, { region }) => {
    const job = jobNamed(world, input, region);
    return job
      ? { world, output: { Job: toldJob(job) } }
      : refuse('EntityNotFoundException', 400, `Job ${input.JobName} not found.`, `${api}API_GetJob.html`);
  },
  /** https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawlers.html */
  GetCrawlers: lists({
    as: 'Crawlers',
    token: 'NextToken',
    items: (world, _input: object, { region }) =>
      here(world, region, world.glue.Crawlers).map(({ Name, Connections }) => ({
        Name,
        Targets: {
          S3Targets: [],
          JdbcTargets: Connections.map((ConnectionName) => ({ ConnectionName, Path: 'shop/%' })),
        },
      })),
  }),
};
