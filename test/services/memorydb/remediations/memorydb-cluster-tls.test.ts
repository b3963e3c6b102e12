import { expect, test } from 'vitest';
import unit from '../../../../src/services/memorydb/remediations/memorydb-cluster-tls.ts';
import resource from '../../../../src/services/memorydb/resources/aws-memorydb-cluster.ts';
import { answering, location } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:memorydb:eu-west-1:111122223333:cluster/orders';
const held = (over: object = {}) => ({ memorydb: { Clusters: [{ Name: 'orders', ...over }] } });

testRemediation(unit, resource, {
  'TLS is on': { account: held(), target: 'orders', expect: { is: 'compliant' } },
  'TLS is off': {
    account: held({ TLSEnabled: false }),
    target: 'orders',
    expect: {
      is: 'non-compliant',
      message: 'no-tls',
      changes: 0,
      notes: ['open-to-all'],
      says: [
        'Cluster orders of MemoryDB was made without TLS: what clients store in it and get from it goes in the clear. MemoryDB sets TLS when a cluster is made and never after, so that Waxseal cannot. Have nobody write to it, make another one from a snapshot as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags of orders, and delete orders when nobody is left.',
        'The access control list open-access lets everybody in who reaches cluster orders, and the new one is told with it as well, so that clients need not change twice. Make users and an access control list of your own (aws memorydb create-acl), and give it to the new one: aws memorydb update-cluster --region eu-west-1 --cluster-name orders-tls --acl-name ACL',
      ],
    },
  },
  'TLS is off, with an access control list of its own': {
    account: held({ TLSEnabled: false, ACLName: 'shop' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'no-tls', changes: 0, notes: [] },
  },
  'TLS is off, named by its ARN': {
    account: held({ TLSEnabled: false }),
    target: arn,
    expect: { is: 'non-compliant', message: 'no-tls', changes: 0, notes: ['open-to-all'] },
  },
  'of a multi-Region cluster': {
    account: held({ TLSEnabled: false, MultiRegionClusterName: 'virxk-orders' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'multi-region', changes: 0 },
  },
  'MemoryDB does not say': {
    account: held({ TLSEnabled: null }),
    target: 'orders',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:memorydb:eu-west-1:111122223333:cluster/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::MemoryDB::Cluster', id: 'orders', arn };
const kept = {
  description: "Bob's orders",
  nodeType: 'db.r7g.large',
  shards: 2,
  replicas: 1,
  engine: 'valkey',
  engineVersion: '7.3',
  parameterGroup: 'default.memorydb-valkey7.search',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
  acl: 'open-access',
  key: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  port: 6379,
  dataTiering: false,
  snapshotDays: 7,
  snapshotWindow: '04:30-05:30',
  maintenanceWindow: 'wed:03:00-wed:04:00',
  topic: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  minorUpgrades: false,
  network: 'dual_stack',
  discovery: 'ipv4',
};
const nothing = {
  description: null,
  securityGroups: [],
  key: null,
  port: null,
  snapshotDays: null,
  snapshotWindow: null,
  maintenanceWindow: null,
  topic: null,
  minorUpgrades: null,
  network: null,
  discovery: null,
};
const sourceOf = (after: object, id = 'orders') =>
  unit.source?.({ set: 'cluster', on: arn, before: null, after, impact: ['none'] }, { ...target, id });

test('a new cluster takes over what the old one has', () => {
  const { cli = '' } = sourceOf(kept) ?? {};
  expect(cli.split('\n').at(-1)).toBe(
    String.raw`[ "$state" = available ] && aws memorydb create-cluster --region eu-west-1 --cluster-name orders-tls --description 'Bob'\''s orders' --snapshot-name orders-tls-from --tls-enabled --acl-name open-access --node-type db.r7g.large --num-shards 2 --num-replicas-per-shard 1 --engine valkey --engine-version 7.3 --parameter-group-name default.memorydb-valkey7.search --subnet-group-name private --security-group-ids sg-1 sg-2 --kms-key-id arn:aws:kms:eu-west-1:111122223333:key/1 --port 6379 --snapshot-retention-limit 7 --snapshot-window 04:30-05:30 --maintenance-window wed:03:00-wed:04:00 --sns-topic-arn arn:aws:sns:eu-west-1:111122223333:alerts --no-auto-minor-version-upgrade --network-type dual_stack --ip-discovery ipv4`,
  );
  expect(sourceOf({ ...kept, ...nothing })?.cli).toMatch(/--subnet-group-name private$/);
});

const operations = (cli: string, aws: string) => {
  const { stderr, asked, status } = carriedOut(cli, { aws });
  return { stderr, status, asked: asked.map(([, operation = '']) => operation) };
};
/** A snapshot whose statuses are these, one each time. */
const becoming = (...statuses: readonly string[]): string =>
  `case $2 in describe-snapshots) sed -n "$(grep -c describe- "\${0%/*}/notes")p" <<'END'\n${statuses.join('\n')}\nEND\n;; esac`;

test('the new cluster is made once its snapshot is there, and not before', () => {
  const { cli = '' } = sourceOf(kept) ?? {};
  expect(operations(cli, becoming('creating', 'creating', 'available'))).toEqual({
    stderr: '',
    status: 0,
    asked: [
      'create-snapshot',
      'describe-snapshots',
      'describe-snapshots',
      'describe-snapshots',
      'create-cluster',
    ],
  });
  expect(carriedOut(cli, { aws: becoming('available') }).asked.at(-1)).toEqual(
    expect.arrayContaining(['--description', "Bob's orders"]),
  );
});

test.each([
  ['it goes another way', becoming('creating', 'deleting'), 2, 'Snapshot orders-tls-from is deleting'],
  ['nothing is told of it', becoming('creating', ''), 2, 'Snapshot orders-tls-from is not told of'],
  ['it cannot be made', '[ "$2" != create-snapshot ]', 0, 'Snapshot orders-tls-from is not told of'],
  ['it cannot be asked', '[ "$2" != describe-snapshots ]', 1, 'Snapshot orders-tls-from is not told of'],
])('no cluster is made of a snapshot where %s', (_how, aws, times, says) => {
  const { asked, stderr, status } = operations(sourceOf(kept)?.cli ?? '', aws);
  expect(asked).toEqual(['create-snapshot', ...Array<string>(times).fill('describe-snapshots')]);
  expect(stderr).toContain(`${says}: no cluster is made of it.`);
  expect(status).not.toBe(0);
});

test('an access control list that lets everybody in is not copied without a word', () => {
  const comment = /open-access lets everybody in/;
  for (const text of Object.values(sourceOf(kept) ?? {})) expect(text).toMatch(comment);
  for (const text of Object.values(sourceOf({ ...kept, acl: 'shop' }) ?? {}))
    expect(text).not.toMatch(comment);
});

test('nodes that keep data on disk are told so, in every language', () => {
  const { cli, cloudformation, terraform, cdk } =
    sourceOf({ ...kept, nodeType: 'db.r6gd.xlarge', dataTiering: true }) ?? {};
  expect(cli).toMatch(/ --data-tiering$/);
  expect(cloudformation).toContain('DataTiering: "true"');
  expect(cdk).toContain("dataTiering: 'true',");
  expect(terraform).toContain('data_tiering = true');
  expect(Object.values(sourceOf(kept) ?? {}).join()).not.toMatch(/data.?tiering/i);
});

test('the new cluster has its place and its size in every language', () => {
  const { cloudformation, terraform, cdk } = sourceOf(kept) ?? {};
  expect(cloudformation?.split('\n')).toEqual(
    expect.arrayContaining([
      'NumShards: 2',
      `Description: "Bob's orders"`,
      'SubnetGroupName: "private"',
      'SnapshotRetentionLimit: 7',
    ]),
  );
  expect(cdk?.split('\n')).toEqual(
    expect.arrayContaining(['numShards: 2,', "subnetGroupName: 'private',", 'tlsEnabled: true,']),
  );
  expect(terraform).toMatch(/^num_shards +=\s2$/m);
  expect(terraform).toMatch(/^subnet_group_name +=\s"private"$/m);
});

test('what a cluster has is read', async () => {
  const { read } = await answering(() => ({
    Clusters: [
      {
        Name: 'orders',
        TLSEnabled: false,
        Description: 'of the shop',
        DataTiering: 'true',
        SnapshotRetentionLimit: 7,
        SnsTopicArn: 'topic',
      },
    ],
  }));
  expect(await unit.read(target, read)).toMatchObject({
    kept: {
      description: 'of the shop',
      dataTiering: true,
      snapshotDays: 7,
      topic: 'topic',
      minorUpgrades: null,
    },
  });
});

test('a name has 40 letters', () => {
  const { cli, terraform, cloudformation } = sourceOf(kept, 'a-name-that-is-as-long-as-names-can-b-ee') ?? {};
  expect(cli).toContain('--cluster-name a-name-that-is-as-long-as-names-can-tls ');
  expect(terraform).toMatch(/^tls_enabled +=\strue$/m);
  expect(cloudformation).toContain('TLSEnabled: true');
});
