import { after } from '../../../sandbox/kit/records.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';
import {
  certificateNamed,
  certificateOrdered,
  certificateShown,
  noCertificate,
  rdsCertificates,
  told,
} from './certificates.ts';
import { rdsClusterGroups } from './cluster-groups.ts';
import { memberRebooted, rdsClusters } from './clusters.ts';
import { rdsGroups } from './groups.ts';
import { rdsOptions } from './options.ts';
import { rdsProxies } from './proxies.ts';
import { rdsSettings } from './settings.ts';
import { familyOf } from './parameters.ts';
import type { Instance } from './records.ts';
import {
  api,
  applyStatusOf,
  attachedTo,
  groupNamed,
  instanceNamed,
  noGroup,
  noInstance,
  notToldYet,
  paged,
  pageSize,
  toldAfterSeconds,
  withApplyStatus,
  withInstances,
  type Paging,
} from './world.ts';

interface Named {
  readonly DBInstanceIdentifier: string;
}
interface Filtered {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}

const filters: Readonly<Record<string, (instance: Instance) => readonly (string | undefined)[]>> = {
  'db-cluster-id': ({ DBClusterIdentifier }) => [DBClusterIdentifier],
  'db-instance-id': ({ DBInstanceIdentifier, DBInstanceArn }) => [DBInstanceIdentifier, DBInstanceArn],
  'dbi-resource-id': ({ DbiResourceId }) => [DbiResourceId],
  engine: ({ Engine }) => [Engine],
};

const describeDBInstances: Operation<Partial<Named> & Filtered & Paging> = (world, input, { region }) => {
  const page = 'API_DescribeDBInstances.html';
  const { DBInstanceIdentifier: name, Filters = [] } = input;
  const strange = Filters.find(({ Name = '' }) => !(Name in filters));
  if (strange)
    return refuse('InvalidParameterValue', 400, `Unrecognized filter name: ${strange.Name}`, `${api}${page}`);
  const here = region === world.rds.region ? world.rds.DBInstances : [];
  const named = name === undefined ? here : here.filter((one) => one === instanceNamed(world, name));
  if (name !== undefined && named.length === 0) return noInstance(name);
  const found = named.filter((instance) =>
    Filters.every(({ Name = '', Values = [] }) =>
      filters[Name]?.(instance).some((value) => value !== undefined && Values.includes(value)),
    ),
  );
  const answer = paged(found, input, pageSize, page);
  if ('refusal' in answer) return answer;
  return { world, output: { DBInstances: answer.items.map(told), ...answer.next } };
};

/**
 * Statuses in which RDS takes a change of the instance or a reboot, as these pages have them; in every other it refuses.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html#Overview.DBInstance.Status
 * https://repost.aws/knowledge-center/rds-stuck-in-storage-optimization
 */
const open: ReadonlySet<string> = new Set(['available', 'storage-initialization', 'storage-optimization']);

const busy = ({ DBInstanceStatus }: Instance, page: string): Refusal | undefined =>
  open.has(DBInstanceStatus)
    ? undefined
    : refuse(
        'InvalidDBInstanceStateFault',
        400,
        `Database instance is not in available state.`,
        `${api}${page}`,
      );

interface Modify extends Named {
  readonly DBParameterGroupName?: string;
  readonly ApplyImmediately?: boolean;
  readonly DBInstanceClass?: string;
  readonly AllocatedStorage?: number;
  readonly CACertificateIdentifier?: string;
  readonly CertificateRotationRestart?: boolean;
}
/**
 * The name of the parameter group changes at once, its parameters with a reboot; everything else waits for the
 * window, unless `ApplyImmediately` lets it loose together with all that waits already.
 */
const modifyDBInstance: Operation<Modify> = (world, input, { now }) => {
  const page = 'API_ModifyDBInstance.html';
  const {
    DBInstanceIdentifier: name,
    DBParameterGroupName: wanted,
    ApplyImmediately = false,
    CertificateRotationRestart: restart,
    ...queued
  } = input;
  const instance = instanceNamed(world, name);
  if (!instance || instance.DBInstanceArn === name) return noInstance(name);
  const refusal = busy(instance, page);
  if (refusal) return refusal;
  if (instance.DBInstanceStatus === 'storage-optimization' && queued.AllocatedStorage !== undefined)
    return refuse(
      'InvalidParameterCombination',
      400,
      "You can't currently modify the storage of this DB instance because the previous storage change is being optimized.",
      'https://repost.aws/knowledge-center/rds-stuck-in-storage-optimization',
    );
  const group = wanted === undefined ? undefined : groupNamed(world, wanted);
  if (wanted !== undefined && !group) return noGroup(wanted);
  if (group && group.DBParameterGroupFamily !== familyOf(instance.Engine, instance.EngineVersion))
    return refuse(
      'InvalidParameterCombination',
      400,
      `The parameter group ${wanted} with DBParameterGroupFamily ${group.DBParameterGroupFamily} cannot be used for this instance.`,
      `${api}${page}`,
    );
  const authority = queued.CACertificateIdentifier;
  if (authority !== undefined && noCertificate(authority))
    return noCertificate(authority) ?? noInstance(name);
  const waiting = { ...instance.PendingModifiedValues, ...queued };
  const swapped = group !== undefined && !attachedTo(instance, group.DBParameterGroupName);
  const { CACertificateIdentifier: ordered, ...others } = waiting;
  const next: Instance = {
    ...(ApplyImmediately && typeof ordered === 'string'
      ? certificateNamed(instance, ordered, restart)
      : instance),
    ...(ApplyImmediately ? others : {}),
    PendingModifiedValues: ApplyImmediately ? {} : waiting,
    ...(swapped && {
      DBParameterGroups: [
        { DBParameterGroupName: group.DBParameterGroupName, ParameterApplyStatus: notToldYet },
      ],
    }),
  };
  const mine = (one: Instance): boolean => one.DbiResourceId === instance.DbiResourceId;
  const show =
    (status: string) =>
    (later: typeof world): typeof world =>
      withInstances(later, (one) =>
        mine(one) && group && attachedTo(one, group.DBParameterGroupName) && applyStatusOf(one) !== 'in-sync'
          ? withApplyStatus(one, status)
          : one,
      );
  return {
    world: withInstances(world, (one) => (mine(one) ? next : one)),
    output: { DBInstance: told(next) },
    later: [
      ...(swapped
        ? [after(now, 60, show('applying')), after(now, toldAfterSeconds, show('pending-reboot'))]
        : []),
      ...(authority === undefined ? [] : [certificateOrdered(now, instance.DbiResourceId, restart)]),
    ],
  };
};

/** The reboot takes a minute, and afterwards the instance runs with what its group says, and does what it did. */
const rebootDBInstance: Operation<Named> = (world, { DBInstanceIdentifier: name }, { now }) => {
  const instance = instanceNamed(world, name);
  if (!instance) return noInstance(name);
  const refusal = busy(instance, 'API_RebootDBInstance.html');
  if (refusal) return refusal;
  const mine = (one: Instance): boolean => one.DbiResourceId === instance.DbiResourceId;
  const up = (later: typeof world): typeof world =>
    withInstances(memberRebooted(later, instance.DBInstanceIdentifier), (one) =>
      mine(one)
        ? withApplyStatus(
            { ...certificateShown(one), DBInstanceStatus: instance.DBInstanceStatus },
            'in-sync',
          )
        : one,
    );
  return {
    world: withInstances(world, (one) => (mine(one) ? { ...one, DBInstanceStatus: 'rebooting' } : one)),
    output: { DBInstance: told({ ...instance, DBInstanceStatus: 'rebooting' }) },
    later: [after(now, 60, up)],
  };
};

/** It is `deleting` for some minutes, and then no longer there. */
const deleteDBInstance: Operation<Named> = (world, { DBInstanceIdentifier: name }, { now }) => {
  const instance = instanceNamed(world, name);
  if (!instance) return noInstance(name);
  if (instance.DBInstanceStatus === 'deleting')
    return busy(instance, 'API_DeleteDBInstance.html') ?? noInstance(name);
  const mine = (one: Instance): boolean => one.DbiResourceId === instance.DbiResourceId;
  const gone = (later: typeof world): typeof world => ({
    ...later,
    rds: { ...later.rds, DBInstances: later.rds.DBInstances.filter((one) => !mine(one)) },
  });
  return {
    world: withInstances(world, (one) => (mine(one) ? { ...one, DBInstanceStatus: 'deleting' } : one)),
    output: { DBInstance: told({ ...instance, DBInstanceStatus: 'deleting' }) },
    later: [after(now, 300, gone)],
  };
};

const describeBlueGreenDeployments: Operation<Paging> = (world, input, { region }) => {
  const all = region === world.rds.region ? world.rds.BlueGreenDeployments : [];
  const page = paged(all, input, pageSize, 'API_DescribeBlueGreenDeployments.html');
  return 'refusal' in page ? page : { world, output: { BlueGreenDeployments: page.items, ...page.next } };
};

export const rds: Operations = {
  ...rdsCertificates,
  ...rdsClusterGroups,
  ...rdsClusters,
  ...rdsGroups,
  ...rdsOptions,
  ...rdsProxies,
  ...rdsSettings,
  DescribeBlueGreenDeployments: describeBlueGreenDeployments,
  DescribeDBInstances: describeDBInstances,
  ModifyDBInstance: modifyDBInstance,
  DeleteDBInstance: deleteDBInstance,
  RebootDBInstance: rebootDBInstance,
};
