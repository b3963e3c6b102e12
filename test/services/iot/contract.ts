import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { valueContract } from '../../kit/value-contract.ts';

const arnOf = (name: string) => `arn:aws:iot:eu-west-1:111122223333:domainconfiguration/${name}/34ga9`;

const own: Contract = {
  sets: {
    'iot:ListDomainConfigurations': 'domainConfigurations',
    'iot:DescribeDomainConfiguration': 'serverCertificates',
    'iot:ListTagsForResource': 'tags',
  },
  named: {
    domainConfigurationName: (name, { partition, region, account }) =>
      `arn:${partition}:iot:${region}:${account}:domainconfiguration/${name}${name.includes(':') ? '' : '/34ga9'}`,
  },
  seed: { not: 'The server answers UpdateDomainConfiguration and changes nothing.' },
  withoutEvidence: {
    'iot-domain-tls-policy': { not: 'AWS IoT logs neither protocols nor ciphers of connections.' },
  },
  resolvedBy: [],
  aims: {
    'AWS::IoT::DomainConfiguration': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: arnOf('orders'),
        changes: [
          {
            on: arnOf('orders'),
            before: 'IoTSecurityPolicy_TLS12_1_0_2015_01',
            after: 'IoTSecurityPolicy_TLS13_1_2_2022_10',
          },
        ],
      },
    ],
  },
};

const values = valueContract({
  type: 'AWS::IoT::DomainConfiguration',
  remediation: 'iot-domain-tls-policy',
  at: 'iot.DomainConfigurations',
  value: /^\.tlsConfig\.securityPolicy$/,
  good: [
    'IoTSecurityPolicy_TLS12_1_2_2022_10',
    'IoTSecurityPolicy_TLS13_1_2_2022_10',
    'IoTSecurityPolicy_TLS13_1_3_2022_10',
  ],
  field: 'securityPolicy',
  shows: () => '.tlsConfig.securityPolicy',
  // The table begins with each of them, and ends with one.
  others: [
    'IoTSecurityPolicy_TLS12_1_0_2015_01',
    'IoTSecurityPolicy_TLS12_1_0_2016_01',
    'IoTSecurityPolicy_TLS12_1_2_2022_10',
  ],
  nameOf: (arn) => arn.split('domainconfiguration/').at(-1)?.split('/')[0] ?? '',
  writes: 'iot:UpdateDomainConfiguration',
  reads: 'iot:DescribeDomainConfiguration',
  beside: (_world, name) => ({
    write: {
      operation: 'iot:UpdateDomainConfiguration',
      input: { domainConfigurationName: name, authorizerConfig: { defaultAuthorizerName: 'theirs' } },
    },
    path: `iot.DomainConfigurations[${name}].authorizerConfig.defaultAuthorizerName`,
    shows: 'theirs',
  }),
  scene: {
    target: 'orders',
    account: {
      iot: {
        DomainConfigurations: [
          {
            domainConfigurationName: 'orders',
            tlsConfig: { securityPolicy: 'IoTSecurityPolicy_TLS12_1_0_2015_01' },
            Tags: { team: 'shop' },
          },
        ],
      },
    },
  },
});

/** What the tests must know of each domain configuration. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(own, values);
