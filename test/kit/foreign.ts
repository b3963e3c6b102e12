import { same } from '../../src/core/model/json.ts';
import { partOf, type Change, type Remediation } from '../../src/core/model/remediation.ts';
import type { Target } from '../../src/core/model/target.ts';
import { AwsFault } from '../../src/sandbox/faults.ts';
import type { Host } from '../../src/sandbox/host.ts';
import {
  balancerNeighbour,
  listenerNeighbour,
  otherActions,
  otherPolicy,
} from '../services/elbv2/foreign.ts';

/** Somebody else's work beside a field of ours: done through AWS's own operations, and whether it is still there. */
export interface Neighbour {
  readonly work: () => void;
  readonly kept: () => boolean;
}

const parsedPolicy = (text: string | undefined): { Version: string; Statement: readonly object[] } =>
  text === undefined ? { Version: '2012-10-17', Statement: [] } : JSON.parse(text);

/** Another statement in the bucket's policy. */
const bucketNeighbour = (host: Host, target: Target): Neighbour => {
  const stored = () => host.world().s3.Buckets.find(({ Name }) => Name === target.id)?.Policy;
  const statement = {
    Sid: 'ForeignEdit',
    Effect: 'Allow',
    Principal: { AWS: `arn:${target.partition}:iam::${target.account}:root` },
    Action: 's3:ListBucket',
    Resource: target.arn,
  };
  return {
    work: () => {
      const policy = parsedPolicy(stored());
      const Statement = [...policy.Statement, statement];
      const input = { Bucket: target.id, Policy: JSON.stringify({ ...policy, Statement }) };
      host.write({ operation: 's3:PutBucketPolicy', input, region: target.region });
    },
    kept: () => parsedPolicy(stored()).Statement.some((one) => same(one, statement)),
  };
};

/** Which group was tuned: after a fix the instance may have another one. */
const tunedGroups = new WeakMap<Host, string>();

/** The owner queues a bigger class for the maintenance window and, where RDS lets them, tunes the group. */
const instanceNeighbour = (host: Host, target: Target): Neighbour => {
  const live = () => host.world().rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === target.id);
  const name = live()?.DBInstanceIdentifier;
  const tuned = { ParameterName: 'lock_timeout', ParameterValue: '4711' };
  const parameters = (group: string) =>
    host.world().rds.DBParameterGroups.find(({ DBParameterGroupName }) => DBParameterGroupName === group)
      ?.set;
  return {
    work: () => {
      const queue = { DBInstanceIdentifier: name, DBInstanceClass: 'db.r6g.2xlarge' };
      host.write({ operation: 'rds:ModifyDBInstance', input: queue });
      const group = live()?.DBParameterGroups[0]?.DBParameterGroupName ?? '';
      if (group.startsWith('default.') || live()?.Engine !== 'postgres') return;
      tunedGroups.set(host, group);
      const Parameters = [{ ...tuned, ApplyMethod: 'immediate' }];
      const input = { DBParameterGroupName: group, Parameters };
      host.write({ operation: 'rds:ModifyDBParameterGroup', input });
    },
    kept: () => {
      const group = tunedGroups.get(host);
      const isTuned =
        group === undefined || parameters(group)?.[tuned.ParameterName] === tuned.ParameterValue;
      return isTuned && live()?.PendingModifiedValues['DBInstanceClass'] === 'db.r6g.2xlarge';
    },
  };
};

const neighbours: Readonly<Record<string, (host: Host, target: Target) => Neighbour>> = {
  'AWS::ElasticLoadBalancingV2::Listener': listenerNeighbour,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancerNeighbour,
  'AWS::S3::Bucket': bucketNeighbour,
  'AWS::RDS::DBInstance': instanceNeighbour,
};

/** Throws for a resource type that nobody has thought about: a new one needs its own kind of neighbour. */
export const neighbourOf = (host: Host, target: Target): Neighbour => {
  const make = neighbours[target.type];
  if (!make)
    throw new Error(
      `say in test/kit/foreign.ts what somebody else could do beside a field of ${target.type}`,
    );
  return make(host, target);
};

/** Another group of the same family, made by somebody else for whatever they need it. */
const somebodysGroup = (host: Host, { after }: Change): string => {
  const DBParameterGroupName = 'somebodys-group';
  const { DBParameterGroups } = host.world().rds;
  const family = DBParameterGroups.find((one) => one.DBParameterGroupName === after)?.DBParameterGroupFamily;
  const input = { DBParameterGroupName, DBParameterGroupFamily: family, Description: 'theirs' };
  host.write({ operation: 'rds:CreateDBParameterGroup', input });
  return DBParameterGroupName;
};

/** What somebody else sets a field to, by its name, where nothing would be no difference or cannot be. */
const otherValues: Readonly<Record<string, (change: Change, host: Host, target: Target) => unknown>> = {
  defaultActions: () => otherActions,
  ruleActions: () => otherActions,
  sslPolicy: () => otherPolicy,
  statement: ({ after }, _host, { arn }) => ({ ...Object(after), Resource: [`${arn}/theirs/*`] }),
  parameter: () => '0',
  parameterGroup: ({ after }) => ({ ...Object(after), description: 'theirs' }),
  instanceGroup: (change, host) => somebodysGroup(host, change),
};

/**
 * What somebody else makes of a field before we put it: where something stood and can be taken away nothing, else
 * another value than the one that was there and the one that we want.
 */
export const otherValueOf = (change: Change, host: Host, target: Target): unknown => {
  const { set, before } = change;
  if (before !== null && !neverAbsent.has(set)) return null;
  const other = otherValues[set];
  if (!other) throw new Error(`say in test/kit/foreign.ts what somebody else could make of ${set}`);
  return other(change, host, target);
};
const neverAbsent: ReadonlySet<string> = new Set(['defaultActions', 'ruleActions', 'sslPolicy']);

/** Whether AWS lets the other writer do it at all: some policies lock everybody out. */
export const allowed = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof AwsFault) return false;
    throw error;
  }
};

/** What only an owner may do before a change holds: here, the reboot of a database. */
export const ownersPart = (host: Host, { type, id }: Target): void => {
  if (type !== 'AWS::RDS::DBInstance') return;
  const instance = host.world().rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === id);
  if (instance?.DBParameterGroups[0]?.ParameterApplyStatus !== 'pending-reboot') return;
  const input = { DBInstanceIdentifier: instance.DBInstanceIdentifier };
  host.write({ operation: 'rds:RebootDBInstance', input });
};

type Meddle = (change: Change) => Promise<void> | void;

/** The same unit, but `meddle` happens once, right before the engine reads the field that it is about to put. */
export const meddledWith = (unit: Remediation, change: Change, meddle: Meddle): Remediation => {
  let done = false;
  const once = async (name: string, isIt: boolean): Promise<void> => {
    if (done || name !== change.set || !isIt) return;
    done = true;
    await meddle(change);
  };
  const fields = Object.entries(unit.fields).map(([name, field]) => {
    const get: typeof field.get = async (on, target, aws) => {
      await once(name, on === change.on);
      return field.get(on, target, aws);
    };
    if (!field.part) return [name, { ...field, get }] as const;
    const { document } = field.part;
    const getWhole: typeof document.get = async (whole, target, aws) => {
      await once(name, whole === document.name(change.on, target));
      return document.get(whole, target, aws);
    };
    return [name, partOf({ ...field.part, document: { ...document, get: getWhole } })] as const;
  });
  return { ...unit, fields: Object.fromEntries(fields) };
};
