import { expect, test } from 'vitest';
import unit from '../../../../src/services/dax/remediations/dax-cluster-tls.ts';
import resource from '../../../../src/services/dax/resources/aws-dax-cluster.ts';
import { answering, location } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:dax:eu-west-1:111122223333:cache/orders';
const held = (ClusterEndpointEncryptionType: string | null) => ({
  dax: { Clusters: [{ ClusterName: 'orders', ClusterEndpointEncryptionType }] },
});

testRemediation(unit, resource, {
  TLS: { account: held('TLS'), target: 'orders', expect: { is: 'compliant' } },
  'no TLS': {
    account: held('NONE'),
    target: 'orders',
    expect: {
      is: 'non-compliant',
      message: 'no-tls',
      changes: 0,
      says: [
        'Cluster orders of DynamoDB Accelerator was made without TLS: clients ask it for what is in DynamoDB, and get it, in the clear (dax://, port 8111). DAX sets it when a cluster is made and never after, so that Waxseal cannot. Make another one as waxseal plan --resource ARN shows, open port 9111 in its security groups, have clients use daxs:// and its name (that takes a DAX client that knows TLS), give it the tags of orders, and delete orders when nobody is left: VPC flow logs of its nodes show who still comes to port 8111. The new one begins with an empty cache: DynamoDB is asked more at first.',
      ],
    },
  },
  'no TLS, named by its ARN': {
    account: held('NONE'),
    target: arn,
    expect: { is: 'non-compliant', message: 'no-tls', changes: 0 },
  },
  'DAX does not say': {
    account: held(null),
    target: 'orders',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'something that no page has': {
    account: held('TLS13'),
    target: 'orders',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:dax:eu-west-1:111122223333:cache/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::DAX::Cluster', id: 'orders', arn };
const kept = {
  description: "Bob's cache",
  nodeType: 'dax.r5.large',
  nodes: 3,
  role: 'arn:aws:iam::111122223333:role/dax',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
  parameterGroup: 'default.dax1.0',
  atRest: true,
  maintenanceWindow: 'sun:23:00-mon:00:00',
  topic: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  network: 'ipv4',
};
const nothing = {
  description: null,
  securityGroups: [],
  atRest: false,
  maintenanceWindow: null,
  topic: null,
  network: null,
};
const sourceOf = (after: object, id = 'orders') =>
  unit.source?.({ set: 'cluster', on: arn, before: null, after, impact: ['none'] }, { ...target, id });

test('a new cluster takes over what the old one has', () => {
  const { cli = '' } = sourceOf(kept) ?? {};
  const { status, stderr, asked } = carriedOut(cli);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked).toEqual([
    [
      'dax create-cluster --region eu-west-1 --cluster-name orders-tls --description',
      `Bob's cache`,
      '--cluster-endpoint-encryption-type TLS --node-type dax.r5.large --replication-factor 3 --iam-role-arn arn:aws:iam::111122223333:role/dax --subnet-group-name private --parameter-group-name default.dax1.0 --security-group-ids sg-1 sg-2 --preferred-maintenance-window sun:23:00-mon:00:00 --notification-topic-arn arn:aws:sns:eu-west-1:111122223333:alerts --network-type ipv4 --sse-specification Enabled=true',
    ].flatMap((part) => (part.includes("'") ? [part] : part.split(' '))),
  ]);
  expect(sourceOf({ ...kept, ...nothing })?.cli).toMatch(/--parameter-group-name default\.dax1\.0$/);
});

test('the new cluster has its place and its encryption at rest in every language', () => {
  const { cloudformation, terraform, cdk } = sourceOf(kept) ?? {};
  expect(cloudformation).toContain('SubnetGroupName: "private"');
  expect(cloudformation).toContain(`Description: "Bob's cache"`);
  expect(cdk).toContain(String.raw`description: 'Bob\'s cache',`);
  expect(terraform).toMatch(/^description +=\s"Bob's cache"$/m);
  expect(cloudformation).toContain('SSESpecification:\n  SSEEnabled: true');
  expect(cdk).toContain("subnetGroupName: 'private',");
  expect(cdk).toContain('sseSpecification: { sseEnabled: true },');
  expect(cdk).toContain("iamRoleArn: 'arn:aws:iam::111122223333:role/dax',");
  expect(terraform).toMatch(/^subnet_group_name +=\s"private"$/m);
  expect(terraform).toContain('server_side_encryption {\n  enabled = true\n}');
  expect(Object.values(sourceOf({ ...kept, ...nothing }) ?? {}).join()).not.toMatch(/sse|server_side/i);
});

test('what a cluster has is read', async () => {
  const { read } = await answering(() => ({
    Clusters: [
      {
        ClusterName: 'orders',
        ClusterEndpointEncryptionType: 'NONE',
        Description: 'of the shop',
        PreferredMaintenanceWindow: 'sun:23:00-mon:00:00',
        NotificationConfiguration: { TopicArn: 'topic' },
      },
    ],
  }));
  expect(await unit.read(target, read)).toMatchObject({
    kept: {
      description: 'of the shop',
      maintenanceWindow: 'sun:23:00-mon:00:00',
      topic: 'topic',
      network: null,
    },
  });
});

test('a name has 20 letters', () => {
  const { cli, terraform, cloudformation } = sourceOf(kept, 'a-cluster-with-a-name') ?? {};
  expect(cli).toContain('--cluster-name a-cluster-with-a-tls ');
  expect(terraform).toContain('cluster_endpoint_encryption_type = "TLS"');
  expect(cloudformation).toContain('ClusterEndpointEncryptionType: "TLS"');
});
