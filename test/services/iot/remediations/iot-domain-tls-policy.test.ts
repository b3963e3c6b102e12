import { expect, test } from 'vitest';
import { securityPoliciesIn } from '../../../../src/services/iot/facts/security-policies.ts';
import unit from '../../../../src/services/iot/remediations/iot-domain-tls-policy.ts';
import resource from '../../../../src/services/iot/resources/aws-iot-domainconfiguration.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const named = (word: string) => `IoTSecurityPolicy_${word}`;
const arn = 'arn:aws:iot:eu-west-1:111122223333:domainconfiguration/orders/34ga9';
const held = (word: string, over: object = {}) => ({
  iot: {
    DomainConfigurations: [
      { domainConfigurationName: 'orders', tlsConfig: { securityPolicy: named(word) }, ...over },
    ],
  },
});
const asked = {
  is: 'non-compliant',
  message: 'policy-not-accepted',
  changes: 1,
  hazards: ['devices-cannot-be-reached'],
} as const;
const gov = { partition: 'aws-us-gov', region: 'us-gov-west-1' } as const;

testRemediation(unit, resource, {
  ...Object.fromEntries(
    ['TLS12_1_2_2022_10', 'TLS13_1_2_2022_10', 'TLS13_1_3_2022_10'].map((word) => [
      `${word} is accepted`,
      { account: held(word), target: 'orders', expect: { is: 'compliant' } as const },
    ]),
  ),
  'of 2016': {
    account: held('TLS12_1_0_2016_01', { domainName: 'devices.example.com' }),
    target: 'orders',
    expect: {
      ...asked,
      changes: [
        {
          set: 'securityPolicy',
          on: arn,
          before: named('TLS12_1_0_2016_01'),
          after: named('TLS13_1_2_2022_10'),
          impact: ['none'],
        },
      ],
      says: [
        `The domain configuration orders uses ${named('TLS12_1_0_2016_01')}, which is not an accepted security policy. Apply the plan: it changes the domain configuration to ${named('TLS13_1_2_2022_10')} and nothing else about it.`,
        `A device that cannot connect to devices.example.com any more cannot be updated over it either. Only devices that name the endpoint when they connect (SNI) get this policy. Have one device of each kind and firmware connect to a domain configuration of its own with ${named('TLS13_1_2_2022_10')} first.`,
      ],
    },
  },
  'of 2015: a cipher goes': {
    account: held('TLS12_1_0_2015_01'),
    target: 'orders',
    expect: {
      ...asked,
      hazards: ['ciphers-lost', 'devices-cannot-be-reached'],
      changes: [{ impact: ['breaks-old-tls'] }],
      says: [
        `${named('TLS13_1_2_2022_10')} drops these ciphers: DHE-RSA-AES256-SHA. TLS 1.2 clients that support no others can no longer connect. Search the inventory of your devices, because AWS IoT logs no ciphers. When nobody needs them, set lostCiphers to accept.`,
      ],
    },
  },
  'named by its ARN': { account: held('TLS12_1_0_2016_01'), target: arn, expect: asked },
  'the endpoint of the account': {
    account: held('TLS12_1_0_2016_01', { domainConfigurationName: 'iot:Data-ATS', domainType: 'ENDPOINT' }),
    target: 'iot:Data-ATS',
    expect: { ...asked, hazards: ['devices-cannot-be-reached', 'default-endpoint'] },
  },
  'an owner takes TLS 1.3 alone': {
    account: held('TLS13_1_2_2022_10'),
    target: 'orders',
    settings: { acceptedPolicies: [named('TLS13_1_3_2022_10')], targetPolicy: named('TLS13_1_3_2022_10') },
    expect: {
      is: 'non-compliant',
      message: 'policy-not-accepted',
      changes: 1,
      hazards: ['tls12-lost', 'devices-cannot-be-reached'],
      says: [
        `${named('TLS13_1_3_2022_10')} drops TLS 1.2: clients that do not speak TLS 1.3 can no longer connect. Search the inventory of your devices, because AWS IoT logs no protocols. If somebody needs it, accept a policy that keeps TLS 1.2, and name that in targetPolicy or fipsTargetPolicy.`,
      ],
    },
  },
  'an owner takes TLS 1.3 alone, whatever ciphers go': {
    account: held('TLS13_1_2_2022_10'),
    target: 'orders',
    settings: {
      acceptedPolicies: [named('TLS13_1_3_2022_10')],
      targetPolicy: named('TLS13_1_3_2022_10'),
      lostCiphers: 'accept',
    },
    expect: {
      is: 'non-compliant',
      message: 'policy-not-accepted',
      changes: 1,
      hazards: ['tls12-lost', 'devices-cannot-be-reached'],
    },
  },
  'TLS 1.3 alone is accepted, and not wished for': {
    account: held('TLS13_1_2_2022_10'),
    target: 'orders',
    settings: { acceptedPolicies: [named('TLS13_1_3_2022_10')] },
    expect: {
      is: 'non-compliant',
      message: 'policy-not-accepted',
      changes: 1,
      hazards: ['tls12-lost', 'devices-cannot-be-reached'],
      notes: ['another-target'],
    },
  },
  'TLS 1.3 alone is better than what is accepted': {
    account: held('TLS13_1_3_2022_10'),
    target: 'orders',
    settings: { acceptedPolicies: [named('TLS12_1_2_2022_10')] },
    expect: { is: 'non-compliant', message: 'stronger-already', changes: 0 },
  },
  'nothing that is accepted exists': {
    account: held('TLS12_1_0_2016_01'),
    target: 'orders',
    settings: { acceptedPolicies: ['IoTSecurityPolicy_Ours'] },
    expect: { is: 'non-compliant', message: 'no-target', changes: 0 },
  },
  'a policy that no page has': {
    account: held('TLS13_1_2_2031_01'),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'policy-unknown', changes: 0 },
  },
  'AWS IoT names none': {
    account: held('TLS12_1_0_2016_01', { tlsConfig: null }),
    target: 'orders',
    expect: { is: 'not-applicable', message: 'no-policy' },
  },
  'the default of GovCloud': {
    account: held('TLS13_1_2_2022_01'),
    location: gov,
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'of 2016, in GovCloud, which lacks the usual target': {
    account: held('TLS12_1_0_2016_01'),
    location: gov,
    target: 'orders',
    expect: { ...asked, changes: [{ after: named('TLS12_1_2_2022_10') }], notes: ['another-target'] },
  },
  'an owner takes the one of GovCloud': {
    account: held('TLS12_1_2_2022_10'),
    location: gov,
    target: 'orders',
    settings: { acceptedPolicies: [named('TLS13_1_2_2022_01')], targetPolicy: named('TLS13_1_2_2022_01') },
    expect: {
      ...asked,
      hazards: ['ciphers-lost', 'devices-cannot-be-reached'],
      changes: [{ after: named('TLS13_1_2_2022_01') }],
    },
  },
  'the one of its Region, in China': {
    account: held('TLS12_1_0_2016_01'),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: 'orders',
    expect: { is: 'not-applicable', message: 'policy-of-the-region' },
  },
  'a domain configuration that is gone': {
    account: {},
    target: 'arn:aws:iot:eu-west-1:111122223333:domainconfiguration/gone/34ga9',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::IoT::DomainConfiguration', id: 'orders', arn };

test('another one that has its name by now is not it', async () => {
  const { read } = await answering(() => ({
    domainConfigurationName: 'orders',
    domainConfigurationArn: arn.replace('34ga9', '00000'),
    tlsConfig: { securityPolicy: named('TLS13_1_2_2022_10') },
  }));
  expect(await unit.read(target, read)).toBeUndefined();
  expect(await unit.fields['securityPolicy']?.get(arn, target, read)).toEqual({ value: null });
});

test('a call names the policy and nothing else', async () => {
  const { write, asked: calls } = await answering(() => ({}));
  await unit.fields['securityPolicy']?.put(arn, named('TLS13_1_2_2022_10'), { value: null }, target, write);
  expect(calls).toEqual([
    {
      operation: 'UpdateDomainConfiguration',
      input: { domainConfigurationName: 'orders', tlsConfig: { securityPolicy: named('TLS13_1_2_2022_10') } },
    },
  ]);
});

test('GovCloud has a policy of its own', () => {
  const names = (partition: string) => securityPoliciesIn(partition).map(({ name }) => name);
  expect(names('aws-us-gov')).toContain(named('TLS13_1_2_2022_01'));
  expect(names('aws')).not.toContain(named('TLS13_1_2_2022_01'));
  expect(names('aws-us-gov')).not.toContain(named('TLS13_1_2_2022_10'));
  expect(names('aws-us-gov')).not.toContain(named('TLS13_1_3_2022_10'));
});

test('the same in code', () => {
  const change = {
    set: 'securityPolicy',
    on: arn,
    before: 'a',
    after: named('TLS13_1_2_2022_10'),
    impact: [],
  };
  expect(unit.source?.(change, target)?.terraform).toContain(
    'security_policy = "IoTSecurityPolicy_TLS13_1_2_2022_10"',
  );
});
