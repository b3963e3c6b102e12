import { expect, test } from 'vitest';
import { encryptedLike } from '../../../../src/services/kafka/facts/specification.ts';

test('a new cluster takes over what the call takes, and encrypts between brokers', () => {
  const like = encryptedLike({
    BrokerNodeGroupInfo: {
      ClientSubnets: ['subnet-2', 'subnet-1'],
      ConnectivityInfo: { PublicAccess: { Type: 'SERVICE_PROVIDED_EIPS' } },
      InstanceType: 'kafka.m5.large',
      StorageInfo: { EbsStorageInfo: { VolumeSize: 100, ProvisionedThroughput: undefined } },
      ZoneIds: ['euw1-az1'],
    },
    ClientAuthentication: { Unauthenticated: { Enabled: true } },
    CurrentBrokerSoftwareInfo: { ConfigurationArn: 'arn:1', ConfigurationRevision: 4, KafkaVersion: '3.6.0' },
    CustomerActionStatus: 'NONE',
    EncryptionInfo: {
      EncryptionAtRest: { DataVolumeKMSKeyId: 'key' },
      EncryptionInTransit: { ClientBroker: 'TLS', InCluster: false },
    },
    EnhancedMonitoring: 'DEFAULT',
    LoggingInfo: undefined,
    NumberOfBrokerNodes: 6,
    StorageMode: 'TIERED',
    ZookeeperConnectString: 'z-1:2181',
  });
  expect(like).toEqual({
    BrokerNodeGroupInfo: {
      ClientSubnets: ['subnet-1', 'subnet-2'],
      InstanceType: 'kafka.m5.large',
      StorageInfo: { EbsStorageInfo: { VolumeSize: 100 } },
    },
    ClientAuthentication: { Unauthenticated: { Enabled: true } },
    ConfigurationInfo: { Arn: 'arn:1', Revision: 4 },
    EncryptionInfo: {
      EncryptionAtRest: { DataVolumeKMSKeyId: 'key' },
      EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true },
    },
    EnhancedMonitoring: 'DEFAULT',
    KafkaVersion: '3.6.0',
    NumberOfBrokerNodes: 6,
    StorageMode: 'TIERED',
  });
});

test('of one of which little is told, as much as there is', () => {
  expect(encryptedLike({ CurrentBrokerSoftwareInfo: { KafkaVersion: '3.8.x' } })).toEqual({
    BrokerNodeGroupInfo: {},
    EncryptionInfo: { EncryptionInTransit: { InCluster: true } },
    KafkaVersion: '3.8.x',
  });
});
