import type { Write } from '../../src/sandbox/faults.ts';
import type { World } from '../../src/sandbox/world.ts';
import { isObject } from './timeline.ts';

/** What somebody else does in the middle of our work: read and written in one go, as the account stands then. */
type Writer = (world: World) => Write | undefined;

const statements = (policy: string | undefined): readonly unknown[] => {
  const document: unknown = policy === undefined ? {} : JSON.parse(policy);
  const found = isObject(document) ? document['Statement'] : [];
  return Array.isArray(found) ? found : [];
};
const put = (Bucket: string, Statement: readonly unknown[]): Write =>
  Statement.length === 0
    ? { operation: 's3:DeleteBucketPolicy', input: { Bucket } }
    : {
        operation: 's3:PutBucketPolicy',
        input: { Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
      };
const isOurs = (statement: unknown): boolean =>
  isObject(statement) && String(statement['Sid']).startsWith('Waxseal');

const bucket =
  (change: (name: string, all: readonly unknown[]) => readonly unknown[]): Writer =>
  (world) => {
    const [first] = world.s3.Buckets;
    return first && put(first.Name, change(first.Name, statements(first.Policy)));
  };

const bucketGone: Writer = ({ s3: { Buckets } }) =>
  Buckets[0] && { operation: 's3:DeleteBucket', input: { Bucket: Buckets[0].Name } };
const instanceGone: Writer = ({ rds: { DBInstances } }) =>
  DBInstances[0] && {
    operation: 'rds:DeleteDBInstance',
    input: { DBInstanceIdentifier: DBInstances[0].DBInstanceIdentifier, SkipFinalSnapshot: true },
  };

const beside = (name: string, Sid: string): object => ({
  Sid,
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 's3:ListBucket',
  Resource: `arn:aws:s3:::${name}`,
});

const listener =
  (settings: Readonly<Record<string, unknown>>): Writer =>
  (world) => {
    const first =
      world.elbv2.Listeners.find(({ SslPolicy }) => SslPolicy !== undefined) ?? world.elbv2.Listeners[0];
    return (
      first && {
        operation: 'elasticloadbalancingv2:ModifyListener',
        input: { ListenerArn: first.ListenerArn, ...settings },
      }
    );
  };
const listenerGone: Writer = ({ elbv2: { Listeners } }) => {
  const first = Listeners.find(({ Protocol }) => Protocol === 'HTTP') ?? Listeners[0];
  return (
    first && {
      operation: 'elasticloadbalancingv2:DeleteListener',
      input: { ListenerArn: first.ListenerArn },
    }
  );
};
const forward: Writer = (world) => {
  const first = world.elbv2.Listeners.find(({ Protocol }) => Protocol === 'HTTP');
  if (!first) return undefined;
  const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } };
  return {
    operation: 'elasticloadbalancingv2:ModifyListener',
    input: { ListenerArn: first.ListenerArn, DefaultActions: [fixed] },
  };
};
const parameter =
  (ParameterName: string, ParameterValue: string): Writer =>
  (world) => {
    const group = world.rds.DBParameterGroups.find((one) => !one.DBParameterGroupName.startsWith('default.'));
    return (
      group && {
        operation: 'rds:ModifyDBParameterGroup',
        input: {
          DBParameterGroupName: group.DBParameterGroupName,
          Parameters: [{ ParameterName, ParameterValue, ApplyMethod: 'immediate' }],
        },
      }
    );
  };

export const writers: Readonly<Record<string, Writer>> = {
  'adds a statement': bucket((name, all) => [
    ...all.filter((one) => !(isObject(one) && one['Sid'] === 'ForeignEdit')),
    beside(name, 'ForeignEdit'),
  ]),
  'takes ours away': bucket((_name, all) => all.filter((one) => !isOurs(one))),
  'writes our name': bucket((name, all) => [
    ...all.filter((one) => !isOurs(one)),
    {
      Sid: 'WaxsealTlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${name}/*`,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]),
  'removes the policy': bucket(() => []),
  'deletes the bucket': bucketGone,
  'deletes the listener': listenerGone,
  'deletes the instance': instanceGone,
  'chooses another TLS policy': listener({ SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
  'changes what is served': forward,
  'tunes the group': parameter('lock_timeout', '4711'),
  'switches TLS off': parameter('rds.force_ssl', '0'),
};

const byService: Readonly<Record<string, readonly string[]>> = {
  's3-bucket-tls-only': [
    'adds a statement',
    'takes ours away',
    'writes our name',
    'removes the policy',
    'deletes the bucket',
  ],
  'elb-listener-tls-policy': ['chooses another TLS policy', 'deletes the listener'],
  'alb-listener-https-redirect': ['changes what is served', 'deletes the listener'],
  'rds-instance-force-tls': ['tunes the group', 'switches TLS off', 'deletes the instance'],
};

/** Who may meddle with a scenario's resource. Throws for a remediation that nobody has thought about. */
export const writersFor = (remediation: string): readonly string[] => {
  const names = byService[remediation];
  if (!names)
    throw new Error(`say in test/simulation/writers.ts what somebody else could do beside ${remediation}`);
  return names;
};
