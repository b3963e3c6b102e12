import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { arn, interfaces, shop } from '../clusters.ts';

const planned = JSON.stringify({ EncryptionInTransit: { ClientBroker: 'TLS' } });

const own: Contract = {
  // Of another version than it has, MSK takes nothing.
  asGood: ({ operation, input }) =>
    operation === 'kafka:UpdateSecurity' &&
    typeof input === 'object' &&
    input !== null &&
    Object.keys(input).toSorted().join() === 'ClusterArn,CurrentVersion,EncryptionInfo' &&
    JSON.stringify(Reflect.get(input, 'EncryptionInfo')) === planned,
  asks: {
    'msk-cluster-client-tls': {
      arn,
      state: { held: [{ on: arn, value: 'TLS_PLAINTEXT' }], around: { interfaces } },
      clears: ['breaks-plaintext'],
      given: {
        plaintextPorts: ['9092', '20092'],
        tlsPorts: ['9094', '9096', '9098', '9194', '9196', '9198', '20094', '20096', '20098'],
        interfaces,
      },
    },
  },
};

const valued = valueContract({
  type: 'AWS::MSK::Cluster',
  remediation: 'msk-cluster-client-tls',
  at: 'kafka.Clusters',
  nameOf: (of) => of.split('/')[1] ?? '',
  value: /^\.Provisioned\.EncryptionInfo\.EncryptionInTransit\.ClientBroker$/,
  good: ['TLS'],
  field: 'clientBroker',
  shows: () => '.Provisioned.EncryptionInfo.EncryptionInTransit.ClientBroker',
  others: ['PLAINTEXT', 'TLS_PLAINTEXT', 'TLS'],
  writes: 'kafka:UpdateSecurity',
  reads: 'kafka:DescribeClusterV2',
  beside: (world, name) => ({
    write: {
      operation: 'kafka:TagResource',
      input: {
        ResourceArn: world.kafka.Clusters.find(({ ClusterName }) => ClusterName === name)?.ClusterArn,
        Tags: { note: 'theirs' },
      },
    },
    path: `kafka.Clusters[${name}].Tags.note`,
    shows: 'theirs',
  }),
  // MSK is at work on it.
  follows: /^\.(State|Arriving|Failed)\b/,
  scene: {
    target: arn,
    account: shop(
      'TLS_PLAINTEXT',
      {
        BrokerNodeGroupInfo: { SecurityGroups: ['sg-1'] },
        EncryptionInfo: {
          EncryptionAtRest: { DataVolumeKMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
          EncryptionInTransit: { InCluster: true, ClientBroker: 'TLS_PLAINTEXT' },
        },
        ZookeeperConnectString: 'z-1.orders.1a2b3c.c2.kafka.eu-west-1.amazonaws.com:2181',
      },
      { Tags: { team: 'shop' } },
    ),
  },
});

const promised = valued.promises?.['msk-cluster-client-tls'];

/** What the tests must know of how clients speak with a cluster. */
export const mskClusterClientTls: Contract = joined(own, {
  ...valued,
  promises: {
    ...(promised && {
      'msk-cluster-client-tls': {
        ...promised,
        // The step before the last is none of the good ones.
        mayFix: (operation, difference) =>
          promised.mayFix(operation, difference) ||
          (operation === 'kafka:UpdateSecurity' &&
            difference.path.endsWith('.EncryptionInTransit.ClientBroker') &&
            difference.before === '"PLAINTEXT"' &&
            difference.after === '"TLS_PLAINTEXT"'),
      },
    }),
  },
});
