import { same } from '../src/core/json.ts';
import type { Change, Remediation } from '../src/core/remediation.ts';
import type { Target } from '../src/core/target.ts';
import { AwsFault } from '../src/sandbox/faults.ts';
import type { Host } from '../src/sandbox/host.ts';

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

const neighbours: Readonly<Record<string, (host: Host, target: Target) => Neighbour>> = {
  'AWS::S3::Bucket': bucketNeighbour,
};

/** Throws for a resource type that nobody has thought about: a new one needs its own kind of neighbour. */
export const neighbourOf = (host: Host, target: Target): Neighbour => {
  const make = neighbours[target.type];
  if (!make)
    throw new Error(`say in test/foreign.ts what somebody else could do beside a field of ${target.type}`);
  return make(host, target);
};

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

type Meddle = (change: Change) => Promise<void> | void;

/** The same unit, but `meddle` happens once, right before the engine reads the field that it is about to put. */
export const meddledWith = (unit: Remediation, change: Change, meddle: Meddle): Remediation => {
  let done = false;
  const fields = Object.fromEntries(
    Object.entries(unit.fields).map(([name, field]) => [
      name,
      {
        ...field,
        get: async (...given: Parameters<typeof field.get>) => {
          if (!done && name === change.set && given[0] === change.on) {
            done = true;
            await meddle(change);
          }
          return field.get(...given);
        },
      },
    ]),
  );
  return { ...unit, fields };
};
