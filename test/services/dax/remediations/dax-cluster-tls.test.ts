import { expect, test } from 'vitest';
import unit from '../../../../src/services/dax/remediations/dax-cluster-tls.ts';
import resource from '../../../../src/services/dax/resources/aws-dax-cluster.ts';
import { location } from '../../../kit/answers.ts';
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
        'Cluster orders of DynamoDB Accelerator was made without TLS: clients ask it for what is in DynamoDB, and get it, in the clear (dax://, port 8111). DAX sets it when a cluster is made and never after, so that Waxseal cannot. Make another one as told below, open port 9111 in its security groups, have clients use daxs:// and its name (that takes a DAX client that knows TLS), and delete orders when nobody is left. The new one begins with an empty cache: DynamoDB is asked more at first.',
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
  nodeType: 'dax.r5.large',
  nodes: 3,
  role: 'arn:aws:iam::111122223333:role/dax',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
  parameterGroup: 'default.dax1.0',
  atRest: true,
};
const sourceOf = (after: object, id = 'orders') =>
  unit.source?.({ set: 'cluster', on: arn, before: null, after, impact: ['none'] }, { ...target, id });

test('a new cluster takes over what the old one has', () => {
  expect(sourceOf(kept)?.cli).toBe(
    'aws dax create-cluster --region eu-west-1 --cluster-name orders-tls --cluster-endpoint-encryption-type TLS --node-type dax.r5.large --replication-factor 3 --iam-role-arn arn:aws:iam::111122223333:role/dax --subnet-group-name private --parameter-group-name default.dax1.0 --security-group-ids sg-1 sg-2 --sse-specification Enabled=true',
  );
  expect(sourceOf({ ...kept, securityGroups: [], atRest: false })?.cli).not.toMatch(/security-group|sse/);
});

test('a name has 20 letters', () => {
  const { cli, terraform, cloudformation } = sourceOf(kept, 'a-cluster-with-a-name') ?? {};
  expect(cli).toContain('--cluster-name a-cluster-with-a-tls ');
  expect(terraform).toContain('cluster_endpoint_encryption_type = "TLS"');
  expect(cloudformation).toContain('ClusterEndpointEncryptionType: TLS');
});
