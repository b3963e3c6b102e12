import { expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/efs/resources/aws-efs-filesystem.ts';
import unit from '../../../../src/services/efs/remediations/efs-file-system-tls-only.ts';
import { answering } from '../../../kit/answers.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const FileSystemId = 'fs-0123456789abcdef0';
const arn = `arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/${FileSystemId}`;
const account = (Policy: Json | undefined, over: object = {}) => ({
  efs: { FileSystems: [{ FileSystemId, ...(Policy && { Policy }), ...over }] },
});
const clients = [
  'elasticfilesystem:ClientMount',
  'elasticfilesystem:ClientRootAccess',
  'elasticfilesystem:ClientWrite',
] as const;
const held = {
  account,
  arn,
  actions: clients,
  allowed: 'elasticfilesystem:ClientMount',
  hazards: ['mounts-not-told'],
} as const;
const { allow, deny, adding, adds, holding, long } = statementRows(held);
const theirs = { Version: '2012-10-17', Statement: [allow] };
const compliant = { is: 'compliant' } as const;
/** There is no policy: ours brings along what AWS lets in without one. */
const toDefault = (to = arn) =>
  ({ ...adding(to, 'policy#WaxsealTlsOnly'), notes: ['default-stated'] }) as const;
const place = 'arn:aws:ecs:eu-west-1:111122223333';
const clusterArn = `${place}:cluster/shop`;
const serviceOf = (name: string, revision: number) => ({
  serviceArn: `${place}:service/shop/${name}`,
  serviceName: name,
  clusterArn,
  taskDefinition: `${place}:task-definition/orders:${revision}`,
});
const volumeOf = (over: object, fileSystemId: string = FileSystemId) => [
  { name: 'files', efsVolumeConfiguration: { fileSystemId, ...over } },
];
const TaskDefinitions = [
  { family: 'orders', revision: 1, volumes: volumeOf({}) },
  { family: 'orders', revision: 2, volumes: volumeOf({ transitEncryption: 'ENABLED' }) },
  { family: 'orders', revision: 3, volumes: volumeOf({}, 'fs-0123456789abcdef9') },
];
const anonymous: Statement = {
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: [...clients],
  Resource: arn,
  Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
};

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'efs:DescribeFileSystemPolicy',
    describes: 'efs:DescribeFileSystems',
    writes: 'elasticfilesystem:PutFileSystemPolicy',
    bytes: 20_000,
    needsStatements: true,
  }),
  'no policy': { account: account(undefined), expect: toDefault() },
  'a file system that is gone': { account: {}, target: arn.replace(/0$/, '9'), gone: true },
  'by its ARN': { account: account(theirs), target: arn, expect: adds },
  'by its id': { account: account(theirs), target: FileSystemId, expect: adds },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: toDefault(`arn:aws-cn:elasticfilesystem:cn-north-1:111122223333:file-system/${FileSystemId}`),
  },

  // What the console and others write.
  'refused as the console does it': {
    account: holding(anonymous, { ...deny(), Sid: 'Console', Principal: { AWS: '*' }, Action: '*' }),
    expect: compliant,
  },
  'refused by a statement that names nothing': {
    account: holding(anonymous, { ...deny(), Resource: undefined }),
    expect: compliant,
  },
  'mounting alone is refused': {
    account: holding({ ...deny(), Sid: 'Mounts', Action: 'elasticfilesystem:ClientMount' }),
    expect: adds,
  },
  "AWS's own access was written by somebody, which is theirs": {
    account: holding(anonymous),
    expect: adds,
  },
  'TLS is wanted by an Allow, and another lets anybody in': {
    account: holding({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, anonymous),
    expect: adds,
  },

  // What EFS takes, and when.
  '20000 characters with ours': { account: long(20_000), expect: adds },
  'nobody can mount it': {
    account: account(theirs, { NumberOfMountTargets: 0 }),
    expect: { ...adds, hazards: [] },
  },
  'services mount it without TLS': {
    account: {
      ...account(theirs),
      ecs: {
        TaskDefinitions,
        Services: [serviceOf('orders', 1), serviceOf('bills', 1), serviceOf('good', 2)],
      },
    },
    expect: {
      ...adds,
      hazards: ['mounts-not-told', 'tasks-mount-in-plaintext'],
      says: [
        `Tasks of these ECS services mount file system ${FileSystemId} without TLS, and would lose it: shop/bills (orders), shop/orders (orders). Clients first: see ecs-task-efs-tls for each of their task definitions, and deploy revisions with transitEncryption ENABLED before you approve.`,
      ],
    },
  },
  'services mount it over TLS, or another one': {
    account: {
      ...account(theirs),
      ecs: { TaskDefinitions, Services: [serviceOf('good', 2), serviceOf('other', 3)] },
    },
    expect: adds,
  },
  'services mount it by NFS of Docker': {
    account: {
      ...account(theirs),
      ecs: {
        TaskDefinitions: [
          {
            family: 'orders',
            revision: 1,
            volumes: [
              {
                name: 'files',
                dockerVolumeConfiguration: {
                  driver: 'local',
                  driverOpts: {
                    type: 'nfs',
                    o: `addr=${FileSystemId}.efs.eu-west-1.amazonaws.com,nfsvers=4.1`,
                    device: ':/',
                  },
                },
              },
            ],
          },
        ],
        Services: [serviceOf('orders', 1)],
      },
    },
    expect: { ...adds, hazards: ['mounts-not-told', 'tasks-mount-in-plaintext'] },
  },
  'what a service runs cannot be described': {
    account: { ...account(theirs), ecs: { TaskDefinitions, Services: [serviceOf('gone', 9)] } },
    expect: { ...adds, hazards: ['mounts-not-told', 'tasks-not-all-read'] },
  },
  ...Object.fromEntries(
    ['ListClusters', 'ListServices', 'DescribeServices', 'DescribeTaskDefinition'].map((operation) => [
      `services of ECS are hidden: ${operation}`,
      {
        account: {
          ...account(theirs),
          ecs: { TaskDefinitions, Services: [serviceOf('orders', 1)] },
          denied: [`ecs:${operation}`],
        },
        expect: { ...adds, hazards: ['mounts-not-told', 'tasks-not-all-read'] },
      } as const,
    ]),
  ),
  'it is updated': {
    account: account(theirs, { LifeCycleState: 'updating' }),
    expect: { is: 'non-compliant', message: 'not-available', hazards: ['mounts-not-told'] },
  },
  'it is being deleted, and refuses already': {
    account: account({ Version: '2012-10-17', Statement: [deny()] }, { LifeCycleState: 'deleting' }),
    expect: compliant,
  },
  'a replication writes to it': {
    account: account(theirs, { FileSystemProtection: { ReplicationOverwriteProtection: 'REPLICATING' } }),
    expect: { ...adds, notes: ['is-replica'] },
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::EFS::FileSystem',
  id: FileSystemId,
  arn,
};
const ours = `${arn}#policy#WaxsealTlsOnly`;

const at = async (given: object) => {
  const host = startHost(loadAccount(given));
  const clouds = sandboxClouds(host);
  const write = await clouds.write(target, { run: 'r', remediation: unit.meta.id, kind: 'remediate' });
  const { statement } = unit.fields;
  return {
    host,
    get: (on = ours) => statement.get(on, target, clouds.look(target)),
    put: async (value: Statement | null, on = ours) =>
      statement.put(on, value, await statement.get(on, target, clouds.look(target)), target, write),
  };
};

test('a Deny is never put alone where there was no policy, and both go together', async () => {
  const { host, put } = await at(account(undefined));
  await put(deny());
  await put(null);
  const [first, second] = host.writes();
  expect(JSON.parse(String(Reflect.get(first?.input ?? {}, 'Policy'))).Statement).toEqual([
    { ...anonymous, Sid: 'WaxsealDefaultAccess' },
    deny(),
  ]);
  expect(Object.keys(first?.input ?? {}).toSorted()).toEqual(['FileSystemId', 'Policy']);
  expect(second).toMatchObject({ operation: 'efs:DeleteFileSystemPolicy', input: { FileSystemId } });
  expect(host.writes()).toHaveLength(2);
});

test('what somebody allowed beside ours stays, and what AWS lets in without a policy with it', async () => {
  const { host, put } = await at(account(undefined));
  await put(deny());
  const whole = JSON.parse(host.world().efs.FileSystems[0]?.Policy ?? '');
  host.write({
    operation: 'efs:PutFileSystemPolicy',
    region: 'eu-west-1',
    input: { FileSystemId, Policy: JSON.stringify({ ...whole, Statement: [...whole.Statement, allow] }) },
  });
  await put(null);
  const left = JSON.parse(host.world().efs.FileSystems[0]?.Policy ?? '');
  expect(left.Statement.map(({ Sid }: Statement) => Sid)).toEqual(['WaxsealDefaultAccess', 'Uses']);
});

test('an answer without the policy is no "no policy"', async () => {
  const { read } = await answering(() => ({ FileSystemId }));
  await expect(unit.read(target, read)).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});

test('in code the access that AWS gives without a policy comes along', async () => {
  const host = startHost(loadAccount(account(undefined)));
  const state = await unit.read(target, sandboxClouds(host).look(target));
  const verdict = state && unit.plan(state, target, {});
  const [change] = verdict?.is === 'non-compliant' ? verdict.changes : [];
  if (!change || !unit.source) throw new Error('no change');
  const code = unit.source(change, target);
  for (const text of [code?.cloudformation, code?.cdk, code?.terraform])
    expect(text).toMatch(/WaxsealDefaultAccess[^]+AccessedViaMountTarget[^]+WaxsealTlsOnly/);
});
