import type { Contract } from '../../kit/contract.ts';
import { valueContract } from '../../kit/value-contract.ts';
import { shop } from './sets.ts';

/** What the tests must know of each configuration set. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...valueContract({
    type: 'AWS::SES::ConfigurationSet',
    remediation: 'ses-configuration-set-tls',
    at: 'ses.ConfigurationSets',
    value: /^\.DeliveryOptions\.TlsPolicy$/,
    good: ['REQUIRE'],
    field: 'tlsPolicy',
    shows: () => '.DeliveryOptions.TlsPolicy',
    others: ['OPTIONAL'],
    writes: 'ses:PutConfigurationSetDeliveryOptions',
    reads: 'ses:GetConfigurationSet',
    // The call is about all options: somebody else sends what is there, and another one with it.
    beside: ({ ses: { ConfigurationSets } }, name) => ({
      write: {
        operation: 'ses:PutConfigurationSetDeliveryOptions',
        input: {
          ...ConfigurationSets.find(({ ConfigurationSetName }) => ConfigurationSetName === name)
            ?.DeliveryOptions,
          ConfigurationSetName: name,
          MaxDeliverySeconds: 3600,
        },
      },
      path: `ses.ConfigurationSets[${name}].DeliveryOptions.MaxDeliverySeconds`,
      shows: 3600,
    }),
    scene: {
      target: 'orders',
      account: shop({
        Tags: { team: 'shop' },
        DeliveryOptions: {
          TlsPolicy: 'OPTIONAL',
          SendingPoolName: 'shop',
          SharedPoolDeliveryMode: 'ACCOUNT',
        },
      }),
    },
  }),

  // What an answer does not tell cannot be sent again: the policy alone is as good.
  asGood: ({ operation, input }) =>
    operation === 'ses:PutConfigurationSetDeliveryOptions' && Object(input).TlsPolicy === 'REQUIRE',
  // Where there is no policy, SES does as with OPTIONAL: by taking one away somebody else makes another value of it.
  neverAbsent: [],
  standsFor: { setting: 'ses-configuration-set-tls' },
  sets: {
    'ses:ListConfigurationSets': 'ConfigurationSets',
    // What the SDK would have dropped, too.
    'ses:GetConfigurationSet': ['Tags', 'waxsealDropped'],
    'ses:GetConfigurationSetEventDestinations': ['EventDestinations', 'EventDestinations.MatchingEventTypes'],
  },
  unpaged: ['ses:GetConfigurationSet', 'ses:GetConfigurationSetEventDestinations'],
  named: {
    ConfigurationSetName: (name, { partition, region, account }) =>
      `arn:${partition}:ses:${region}:${account}:configuration-set/${name}`,
    SendingPoolName: (name, { partition, region, account }) =>
      `arn:${partition}:ses:${region}:${account}:dedicated-ip-pool/${name}`,
  },
  // Whatever tells of a set finds it as well.
  resolvedBy: [],
  withoutEvidence: {
    'ses-configuration-set-tls': {
      not: 'Events of SES tell of each message whether it was delivered and what the server answered, and of none whether that was over TLS.',
    },
  },
  aims: {
    'AWS::SES::ConfigurationSet': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:ses:eu-west-1:111122223333:configuration-set/orders',
        changes: [],
      },
    ],
  },
};
