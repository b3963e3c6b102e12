import * as z from 'zod/mini';
import { isOn, tlsParameterOf, type TlsParameter } from '../aws/rds-engines.ts';
import { stackNameOf } from '../aws/ownership.ts';
import { isDefaultGroup, ownGroupName } from '../aws/rds-names.ts';
import { remediation, type Aws, type ChangeOf, type Impact } from '../core/remediation.ts';
import type { Said, SaidData } from '../core/said.ts';
import type { Target } from '../core/target.ts';
import { dependantsOf, type Dependants } from './rds/dependants.ts';
import { instanceGroup } from './rds/instance-group-field.ts';
import { parameter, parameterOn } from './rds/parameter-field.ts';
import { ownGroupOf, parameterGroup, type OwnGroup } from './rds/parameter-group-field.ts';
import {
  groupOf,
  instanceById,
  parametersOf,
  setBesides,
  usersOf,
  type Parameter,
} from './rds/parameter-groups.ts';
import { source } from './rds/source.ts';

interface Instance {
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly status: string;
  /** What the owner has queued for the maintenance window, by name, sorted. */
  readonly queued: readonly string[];
  readonly stack: string | null;
  readonly replicaOf: string | null;
  readonly replicas: number;
}

interface Attached {
  readonly name: string;
  readonly applyStatus: string;
}

/** Only what the decision needs is read: for an instance that refuses plaintext, nobody else is asked about. */
type State =
  | { readonly is: 'outside'; readonly instance: Instance; readonly cluster: string | null }
  | { readonly is: 'groupless'; readonly instance: Instance }
  | { readonly is: 'forced'; readonly instance: Instance; readonly group: Attached; readonly tls: Named }
  | {
      readonly is: 'open';
      readonly instance: Instance;
      readonly tls: Named;
      readonly group: Attached & { readonly family: string; readonly stack: string | null };
      /** `null`: the group does not list it. */
      readonly parameter: Parameter | null;
      readonly besides: Readonly<Record<string, string>>;
      /** Other instances with the same group, sorted; for a default group nobody cares. */
      readonly sharedWith: readonly string[];
      /** The group that would be made for the instance, if it is there already. */
      readonly own: { readonly group: OwnGroup; readonly set: string | null } | null;
      readonly dependants: Dependants;
    };
type Open = Extract<State, { is: 'open' }>;
type Named = Pick<TlsParameter, 'name' | 'engine' | 'upgradeTo'>;

const messages = {
  'plaintext-accepted': {
    says: 'Instance {instance} ({engine}) accepts connections without TLS: {parameter} is off in parameter group {group}.',
    todo: 'Apply the plan: it sets {parameter} to 1.',
  },
  'cluster-member': {
    says: 'Instance {instance} belongs to cluster {cluster}; the cluster decides about TLS, and the rules about instances leave it out.',
    todo: 'Look at the parameter group of the cluster.',
  },
  'engine-not-covered': {
    says: 'Instance {instance} runs {engine}, which has no parameter that refuses plaintext.',
    todo: 'Oracle needs an option group with SSL or native network encryption, Db2 its own SSL port, RDS Custom its own operating system.',
  },
  'reboot-needed': {
    says: 'Parameter group {group} demands TLS, and instance {instance} will do so after its next reboot.',
    todo: 'Reboot it without failover in its maintenance window. Waxseal never reboots.',
  },
  'reboot-needed-others-queued': {
    says: 'Parameter group {group} demands TLS, and instance {instance} will do so after its next reboot. Its owner has queued other changes as well: {changes}.',
    todo: 'Reboot it without failover in its maintenance window, when those changes may take place too. Waxseal never reboots.',
  },
  'group-applying': {
    says: 'RDS is applying parameter group {group} to instance {instance}.',
  },
  'instance-busy': {
    says: 'Instance {instance} is {status}; RDS changes nothing in it until it is available.',
    todo: 'Nothing while RDS is at work. Start it if it is stopped.',
  },
  'apply-status-unknown': {
    says: 'RDS says "{status}" about parameter group {group} of instance {instance}, and Waxseal does not know what that means.',
    todo: 'Look at the events of the instance in the RDS console.',
  },
  'parameter-missing': {
    says: '{engine} {version} of instance {instance} has no parameter {parameter}: it cannot refuse plaintext as a whole.',
    todo: 'Upgrade to {upgradeTo} or newer. Until then demand TLS for each database user, or exempt the instance.',
  },
  'parameter-fixed': {
    says: 'RDS does not let anybody change {parameter} in parameter group {group} of instance {instance}.',
    todo: 'Upgrade to {upgradeTo} or newer, or ask AWS Support.',
  },
  'group-name-taken': {
    says: 'Instance {instance} needs a parameter group of its own, and {own}, the name for it, is taken by something else.',
    todo: 'Delete that group if nobody needs it; it does not carry the tags that Waxseal gives.',
  },
  'group-shared': {
    says: 'Parameter group {group} is shared: {count} other instances would refuse plaintext as well ({instances}).',
    todo: 'Agree with their owners, or set sharedGroup to copy: then the instance gets a group of its own.',
  },
  'queued-changes': {
    says: 'The owner of instance {instance} has queued changes for its maintenance window ({changes}), and this change needs a reboot.',
    todo: 'Waxseal does not set off what is queued. Let it be done first, or plan one reboot for both; never apply immediately.',
  },
  'owned-by-cloudformation': {
    says: '{what} belongs to the CloudFormation stack {stack}: its next deployment may put the change back.',
    todo: 'Set it in the template too: an AWS::RDS::DBParameterGroup with Parameters: {parameter}: "1", named by DBParameterGroupName of the instance.',
    about: 'ownership',
  },
  'dms-without-tls': {
    says: 'DMS endpoints connect to instance {instance} without TLS and would fail: {names}.',
    todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
  },
  'glue-without-tls': {
    says: 'Glue connections to instance {instance} do not insist on TLS and may fail: {names}.',
    todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
  },
  'proxy-without-tls': {
    says: 'RDS proxies in front of instance {instance} do not require TLS: {names}. AWS does not say clearly whether they speak TLS to it.',
    todo: 'Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
  },
  'dependants-unseen': {
    says: 'It could not be excluded that others connect to instance {instance} without TLS: Waxseal may not read {what}.',
    todo: "Give Waxseal's role the read permissions, or look there yourself.",
  },
  'reboot-follows': {
    says: 'Nothing happens to clients before instance {instance} is rebooted, without failover, by its owner.',
    todo: 'Plan the reboot; until then the instance counts as not encrypted.',
  },
  'reboot-due': {
    says: 'Instance {instance} waits for a reboot already, because of other changes in parameter group {group}. AWS Config reports it until then.',
  },
  'is-replica': {
    says: 'Instance {instance} is a read replica of {source}. Replication is not affected; the source is judged by itself.',
  },
  'has-replicas': {
    says: 'Instance {instance} has {count} read replicas. Replication is not affected; each replica is judged by itself.',
  },
} as const;
type Id = keyof typeof messages;

const settings = z.strictObject({
  /**
   * A parameter group that other instances use too: `ask` plans to change it for all of them, with a hazard that
   * makes the gate ask; `copy` plans a copy for this instance, which then needs a reboot.
   */
  sharedGroup: z._default(z.enum(['ask', 'copy']), 'ask'),
});
type Sharing = z.infer<typeof settings>['sharedGroup'];

const fields = { parameterGroup, parameter, instanceGroup };
type Changes = readonly ChangeOf<typeof fields>[];

const tagsOf = (list: readonly { Key?: string | undefined; Value?: string | undefined }[] = []) =>
  Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));

const read = async (target: Target, aws: Aws): Promise<State | undefined> => {
  const found = await instanceById(target.id, aws);
  if (!found) return undefined;
  const instance: Instance = {
    name: found.DBInstanceIdentifier ?? target.id,
    engine: found.Engine ?? 'an unknown engine',
    version: found.EngineVersion ?? '',
    status: found.DBInstanceStatus ?? 'in an unknown state',
    queued: Object.entries(found.PendingModifiedValues ?? {})
      .flatMap(([name, value]) => (value === undefined || value === null ? [] : [name]))
      .toSorted(),
    stack: stackNameOf(tagsOf(found.TagList)) ?? null,
    replicaOf: found.ReadReplicaSourceDBInstanceIdentifier ?? null,
    replicas: found.ReadReplicaDBInstanceIdentifiers?.length ?? 0,
  };
  const cluster = found.DBClusterIdentifier ?? null;
  const known = tlsParameterOf(instance.engine);
  if (!known || cluster !== null) return { is: 'outside', instance, cluster };
  const { DBParameterGroupName: name, ParameterApplyStatus: applyStatus = 'unknown' } =
    found.DBParameterGroups?.[0] ?? {};
  const parameters = name === undefined ? undefined : await parametersOf(name, aws);
  if (name === undefined || !parameters) return { is: 'groupless', instance };

  const tls: Named = { name: known.name, engine: known.engine, upgradeTo: known.upgradeTo };
  const one = parameters.get(tls.name) ?? null;
  const on = one?.value == null ? one !== null && known.onByDefault(instance.version) : isOn(one.value);
  if (on) return { is: 'forced', instance, tls, group: { name, applyStatus } };

  const group = await groupOf(name, aws);
  if (!group) return { is: 'groupless', instance };
  const own = ownGroupName(target.arn, group.family);
  const [sharers, ownGroup, ownParameters, dependants] = await Promise.all([
    isDefaultGroup(name) ? [] : usersOf(name, aws),
    own === name ? null : ownGroupOf(own, aws),
    own === name ? undefined : parametersOf(own, aws),
    dependantsOf({ name: instance.name, address: found.Endpoint?.Address }, aws),
  ]);
  return {
    is: 'open',
    instance,
    tls,
    group: { name, applyStatus, family: group.family, stack: stackNameOf(group.tags) ?? null },
    parameter: one,
    besides: setBesides(tls.name, parameters),
    sharedWith: sharers.filter((user) => user !== instance.name),
    own: ownGroup && { group: ownGroup, set: ownParameters?.get(tls.name)?.set ?? null },
    dependants,
  };
};

/** How the parameter gets its value. */
type Way = 'in place' | 'new group' | 'copied group';

const wayFor = ({ group, sharedWith }: Open, sharing: Sharing): Way => {
  if (isDefaultGroup(group.name)) return 'new group';
  return sharedWith.length > 0 && sharing === 'copy' ? 'copied group' : 'in place';
};

const setOn = (group: string, before: string | null, { tls }: Open, impact: readonly Impact[]) => ({
  set: 'parameter' as const,
  on: parameterOn(group, tls.name),
  before,
  after: '1',
  impact,
});

const inPlace = (state: Open): Changes => {
  const { group, parameter: one } = state;
  const impact: readonly Impact[] = one?.isStatic ? ['breaks-plaintext', 'restarts'] : ['breaks-plaintext'];
  return [setOn(group.name, one?.set ?? null, state, impact)];
};

const ownGroupFor = ({ group, besides }: Open, way: Way, { arn }: Target): OwnGroup => ({
  family: group.family,
  description: 'Made by Waxseal: demands TLS',
  createdFor: arn,
  copyOf: way === 'copied group' ? group.name : null,
  parameters: way === 'copied group' ? besides : {},
});

/** Set before it is attached, the parameter shuts nobody out until the owner's reboot. */
const byOwnGroup = (state: Open, way: Way, target: Target): Changes => {
  const { group, own, parameter: one } = state;
  const name = ownGroupName(target.arn, group.family);
  const after = ownGroupFor(state, way, target);
  const set = own ? own.set : way === 'copied group' ? (one?.set ?? null) : null;
  return [
    ...(own
      ? []
      : [{ set: 'parameterGroup' as const, on: name, before: null, after, impact: ['none'] as const }]),
    ...(set !== null && isOn(set) ? [] : [setOn(name, set, state, ['none'])]),
    {
      set: 'instanceGroup',
      on: target.arn,
      before: isDefaultGroup(group.name) ? null : group.name,
      after: name,
      impact: ['breaks-plaintext', 'restarts'],
    },
  ];
};

/** The group of that name was made by us, for this instance and in this way. What is set in it may have changed. */
const isTaken = (state: Open, way: Way, target: Target): boolean => {
  if (!state.own || way === 'in place') return false;
  const { family, createdFor, copyOf } = ownGroupFor(state, way, target);
  const { group } = state.own;
  return group.family !== family || group.createdFor !== createdFor || group.copyOf !== copyOf;
};

type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData): Sayings => (when ? [{ message, data }] : []);
const listed = (names: readonly string[]): string => names.join(', ');

const dependantHazards = ({ instance: { name }, dependants }: Open): Sayings => {
  const { dmsEndpoints, glueConnections, proxies, unseen } = dependants;
  return [
    ...say('dms-without-tls', dmsEndpoints.length > 0, { instance: name, names: listed(dmsEndpoints) }),
    ...say('glue-without-tls', glueConnections.length > 0, {
      instance: name,
      names: listed(glueConnections),
    }),
    ...say('proxy-without-tls', proxies.length > 0, { instance: name, names: listed(proxies) }),
    ...say('dependants-unseen', unseen.length > 0, { instance: name, what: listed(unseen) }),
  ];
};

const hazardsOf = (state: Open, way: Way, reboots: boolean): Sayings => {
  const { instance, group, sharedWith, tls } = state;
  const [what, stack] =
    way === 'in place'
      ? [`Parameter group ${group.name}`, group.stack]
      : [`Instance ${instance.name}`, instance.stack];
  return [
    ...say('group-shared', way === 'in place' && sharedWith.length > 0, {
      group: group.name,
      count: sharedWith.length,
      instances: listed(sharedWith),
    }),
    ...say('queued-changes', reboots && instance.queued.length > 0, {
      instance: instance.name,
      changes: listed(instance.queued),
    }),
    ...say('owned-by-cloudformation', stack !== null, { what, stack: stack ?? '', parameter: tls.name }),
    ...dependantHazards(state),
  ];
};

const notesOf = ({ instance, group }: Open, reboots: boolean): Sayings => {
  const { name, replicaOf, replicas } = instance;
  const due = !reboots && group.applyStatus === 'pending-reboot';
  return [
    ...say('reboot-follows', reboots, { instance: name }),
    ...say('reboot-due', due, { instance: name, group: group.name }),
    ...say('is-replica', replicaOf !== null, { instance: name, source: replicaOf ?? '' }),
    ...say('has-replicas', replicas > 0, { instance: name, count: replicas }),
  ];
};

/** Why nothing can be planned; people have to do something first. */
const obstacleTo = (state: Open, way: Way, target: Target): Said<Id> | undefined => {
  const { instance, tls, group } = state;
  const { name: parameterName, engine, upgradeTo } = tls;
  const data = { instance: instance.name, parameter: parameterName, upgradeTo };
  if (!state.parameter)
    return { message: 'parameter-missing', data: { ...data, engine, version: instance.version } };
  if (!state.parameter.isModifiable)
    return { message: 'parameter-fixed', data: { ...data, group: group.name } };
  const own = ownGroupName(target.arn, group.family);
  if (isTaken(state, way, target))
    return { message: 'group-name-taken', data: { instance: instance.name, own } };
  return undefined;
};

const planFor = (state: Open, target: Target, sharing: Sharing) => {
  const { instance, group, tls } = state;
  const way = wayFor(state, sharing);
  const obstacle = obstacleTo(state, way, target);
  if (obstacle) return { is: 'violation' as const, ...obstacle, changes: [], notes: notesOf(state, false) };
  const reboots = way !== 'in place' || state.parameter?.isStatic === true;
  return {
    is: 'violation' as const,
    message: 'plaintext-accepted' as const,
    data: { instance: instance.name, engine: tls.engine, parameter: tls.name, group: group.name },
    changes: way === 'in place' ? inPlace(state) : byOwnGroup(state, way, target),
    hazards: hazardsOf(state, way, reboots),
    notes: notesOf(state, reboots),
  };
};

/** Makes an RDS instance refuse connections without TLS, by the parameter that its engine has for it. */
export default remediation({
  meta: {
    id: 'rds-instance-force-tls',
    version: 1,
    title: 'RDS instances refuse connections without TLS',
    summary:
      'Sets rds.force_ssl or require_secure_transport in the parameter group of a PostgreSQL, MySQL, MariaDB or SQL Server instance; an instance with a default group gets a group of its own first. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [
      'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT',
      'RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT',
    ],
    controls: ['RDS.38', 'RDS.39', 'RDS.41', 'RDS.44'],
    services: ['rds'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'glue:GetConnections',
        'rds:DescribeDBInstances',
        'rds:DescribeDBParameterGroups',
        'rds:DescribeDBParameters',
        'rds:DescribeDBProxies',
        'rds:DescribeDBProxyTargets',
        'rds:ListTagsForResource',
      ],
      write: [
        'rds:AddTagsToResource',
        'rds:CopyDBParameterGroup',
        'rds:CreateDBParameterGroup',
        'rds:ModifyDBInstance',
        'rds:ModifyDBParameterGroup',
      ],
      undo: [
        'rds:DeleteDBParameterGroup',
        'rds:ModifyDBInstance',
        'rds:ModifyDBParameterGroup',
        'rds:ResetDBParameterGroup',
      ],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-postgres-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-mysql-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-mariadb-instance-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/rds-sqlserver-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
    ],
  },
  settings,
  fields,
  read,
  source,
  plan: (state, target, { sharedGroup }) => {
    const { instance } = state;
    const of = { instance: instance.name };
    if (state.is === 'outside') {
      const { cluster } = state;
      return cluster === null
        ? { is: 'inapplicable', message: 'engine-not-covered', data: { ...of, engine: instance.engine } }
        : { is: 'inapplicable', message: 'cluster-member', data: { ...of, cluster } };
    }
    const busy = {
      is: 'pending',
      message: 'instance-busy',
      data: { ...of, status: instance.status },
    } as const;
    if (state.is === 'groupless' && instance.status !== 'available') return busy;
    if (state.is === 'groupless')
      return {
        is: 'unknown',
        message: 'apply-status-unknown',
        data: { ...of, group: '(none)', status: 'nothing' },
      };
    const { name: group, applyStatus } = state.group;
    if (applyStatus === 'applying')
      return { is: 'pending', message: 'group-applying', data: { ...of, group } };
    if (applyStatus !== 'in-sync' && applyStatus !== 'pending-reboot')
      return { is: 'unknown', message: 'apply-status-unknown', data: { ...of, group, status: applyStatus } };
    if (state.is === 'open')
      return instance.status === 'available' ? planFor(state, target, sharedGroup) : busy;
    if (applyStatus === 'in-sync') return { is: 'compliant' };
    return instance.queued.length === 0
      ? { is: 'pending', message: 'reboot-needed', data: { ...of, group } }
      : {
          is: 'pending',
          message: 'reboot-needed-others-queued',
          data: { ...of, group, changes: listed(instance.queued) },
        };
  },
});
