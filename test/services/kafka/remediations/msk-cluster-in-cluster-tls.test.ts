import { expect, test } from 'vitest';
import unit from '../../../../src/services/kafka/remediations/msk-cluster-in-cluster-tls.ts';
import resource from '../../../../src/services/kafka/resources/aws-msk-cluster.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, shop } from '../clusters.ts';

const inTransit = (InCluster?: boolean) => ({
  EncryptionInfo: {
    EncryptionInTransit: { ClientBroker: 'TLS', ...(InCluster !== undefined && { InCluster }) },
  },
});
const plaintext = inTransit(false);
const advised = {
  is: 'non-compliant',
  message: 'plaintext-between-brokers',
  notes: ['code-replaces', 'authentication-waits', 'clients-apart'],
} as const;

testRemediation(unit, resource, {
  'TLS between brokers': {
    account: shop('PLAINTEXT'),
    expect: { is: 'compliant', notes: ['clients-apart'] },
  },
  'plaintext between brokers': {
    account: shop('TLS', plaintext),
    expect: {
      ...advised,
      says: [
        'The brokers of cluster orders copy every record to each other in plaintext (InCluster is false). Make a new cluster with InCluster true, have MirrorMaker 2 copy topics and the offsets of consumers, move consumers and then producers, and delete the old one when nobody uses it. Waxseal does not do it: MSK fixes this when a cluster is made, and only its owner can move the clients.',
        'In CloudFormation and Terraform another InCluster replaces the cluster: the old one is deleted with all its records, and the new one is empty. Describe the new cluster beside the old one, and take the old one out of the code last.',
        'MSK takes no authentication of clients in cluster orders: neither IAM nor SASL/SCRAM nor certificates go with plaintext between brokers. Turn it on in the new cluster, before clients move (msk-cluster-authenticated).',
      ],
    },
  },
  'plaintext between many brokers, with everything that a new one takes over': {
    account: shop('TLS', {
      ...plaintext,
      BrokerNodeGroupInfo: { ClientSubnets: ['subnet-2', 'subnet-1'], SecurityGroups: ['sg-2', 'sg-1'] },
      CurrentBrokerSoftwareInfo: {
        KafkaVersion: '3.6.0',
        ConfigurationArn: 'arn:aws:kafka:eu-west-1:111122223333:configuration/orders/1-1',
        ConfigurationRevision: 4,
      },
    }),
    expect: advised,
  },
  'plaintext between brokers, and MSK is at work': {
    account: shop('TLS', plaintext, { State: 'MAINTENANCE' }),
    expect: advised,
  },
  'plaintext between brokers, and it failed': {
    account: shop('TLS', plaintext, { State: 'FAILED' }),
    expect: advised,
  },
  'being deleted': {
    account: shop('TLS', plaintext, { State: 'DELETING' }),
    expect: { is: 'pending', message: 'being-deleted' },
  },
  'nothing is told of it': {
    account: shop('TLS', inTransit()),
    expect: {
      is: 'unknown',
      message: 'not-shown',
      says: [
        'MSK does not show InCluster of cluster orders, so nothing is known of how its brokers speak with each other. Try again; if it stays so, look at the cluster in the console.',
      ],
    },
  },
  'a serverless cluster': {
    account: { kafka: { Clusters: [{ ClusterName: 'orders', Serverless: {} }] } },
    target: `${arn.slice(0, -1)}s1`,
    expect: { is: 'not-applicable', message: 'serverless' },
  },
  'a cluster that is gone': { account: {}, target: `${arn}9`, gone: true },
});

const target = { ...location, type: 'AWS::MSK::Cluster', id: arn, arn };
const stateOf = (like: Readonly<Record<string, unknown>>) => ({
  name: 'orders',
  isServerless: false,
  status: 'ACTIVE',
  inCluster: false,
  like,
});
const adviceOn = (like: Readonly<Record<string, unknown>>) => {
  const verdict = unit.plan(stateOf(like), target, {});
  if (verdict.is !== 'non-compliant') throw new Error('there is something to advise');
  return verdict.advises?.[0];
};

test('the new cluster is made beside the old one, by a command that is whole', () => {
  const change = adviceOn({ KafkaVersion: "3.8.x'", NumberOfBrokerNodes: 3 });
  const source = change && unit.source?.(change, target);
  expect(source?.cli).toBe(
    String.raw`aws kafka create-cluster-v2 --region eu-west-1 --cluster-name orders-tls --provisioned '{"KafkaVersion":"3.8.x'\''","NumberOfBrokerNodes":3}'`,
  );
  expect(source?.cloudformation).toContain('ClusterName: "orders-tls"');
  expect(source?.terraform).toContain('in_cluster = true');
});

test('a name that is as long as names can be is cut', () => {
  const name = 'n'.repeat(64);
  const change = adviceOn({});
  const long = arn.replace('/orders/', `/${name}/`);
  const source = change && unit.source?.(change, { ...target, arn: long, id: long });
  expect(source?.cli).toContain(`--cluster-name ${name.slice(0, 60)}-tls`);
});
