import { expect, test } from 'vitest';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpc.ts';
import unit from '../../../../src/services/ec2/remediations/vpc-encryption-control.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, balancer, control, vpc, VpcId } from '../vpcs.ts';

const monitor = { mode: 'monitor' };
const enforce = { mode: 'enforce' };
const network = ['network-only'] as const;
const switchedOn = {
  is: 'non-compliant',
  message: 'off',
  changes: [
    {
      set: 'control',
      on: arn,
      before: null,
      after: { mode: 'monitor', exclusions: [] },
      impact: ['none'],
    },
  ],
  hazards: ['hardware-moves', 'price'],
  notes: network,
} as const;
const enforced = (...exclusions: readonly string[]) =>
  ({
    is: 'non-compliant',
    message: 'only-monitored',
    changes: [
      {
        before: { mode: 'monitor', exclusions: [] },
        after: { mode: 'enforce', exclusions },
        impact: ['breaks-plaintext', 'interrupts'],
      },
    ],
    hazards: ['launches-refused', 'plaintext-dropped', 'price'],
    notes: network,
  }) as const;
const nat = { Id: 'nat-1', Type: 'nat-gateway', IsExcludable: true };
const old = { Id: 'i-1', Type: 'instance' };
const stays = { is: 'non-compliant', changes: 0 } as const;

testRemediation(unit, resource, {
  // Nobody has asked for anything.
  'off, and nobody asks': {
    account: vpc(),
    expect: {
      is: 'not-applicable',
      message: 'not-asked-for',
      says: [
        `Encryption controls of VPC ${VpcId} are off, and its owner has not asked for more. In the way of enforcing them: not known: what EC2 lists as such (it does so once the VPC is monitored). They are a control of the network, of which no rule of AWS Config asks; each VPC that has them costs money.`,
      ],
    },
  },
  'monitored, and nobody asks for more': {
    account: vpc({ control: control(), blockers: [old, nat], ...balancer('TLS') }),
    expect: {
      is: 'not-applicable',
      message: 'not-asked-for',
      says: [
        `Encryption controls of VPC ${VpcId} are in mode monitor, and its owner has not asked for more. In the way of enforcing them: instance i-1, the TLS listener of edge on port 443, nat-gateway nat-1. They are a control of the network, of which no rule of AWS Config asks; each VPC that has them costs money.`,
      ],
    },
  },
  'monitored, nothing is in the way, and nobody asks for more': {
    account: vpc({ control: control() }),
    expect: { is: 'not-applicable', message: 'not-asked-for' },
  },
  'a failure before, and nobody asks any more': {
    account: vpc({ control: control({ Mode: 'enforce', State: 'enforce-failed' }) }),
    expect: { is: 'not-applicable', message: 'not-asked-for' },
  },

  // As it should be.
  'enforced already': {
    account: vpc({ control: control({ Mode: 'enforce' }) }),
    expect: { is: 'compliant', notes: network },
  },
  'enforced, but for what the policy does not name': {
    account: vpc({
      control: control({ Mode: 'enforce', Exclusions: { NatGateway: 'enabled', Lambda: 'enabled' } }),
    }),
    settings: { ...enforce, exclusions: ['Lambda'] },
    expect: {
      ...stays,
      message: 'excluded-unasked',
    },
  },
  'enforced but for some': {
    account: vpc({
      control: control({
        Mode: 'enforce',
        Exclusions: { NatGateway: 'enabled', Lambda: 'enabling', VpcPeering: 'disabled' },
      }),
    }),
    settings: { ...enforce, exclusions: ['Lambda', 'NatGateway'] },
    expect: {
      is: 'compliant',
      notes: ['excluded', 'network-only'],
      says: [
        `Not encrypted by VPC ${VpcId}, though it is enforced there: Lambda, NatGateway. Their owners answer for that.`,
      ],
    },
  },
  'monitored as it should be': {
    account: vpc({ control: control() }),
    settings: monitor,
    expect: { is: 'compliant', notes: network },
  },
  'more than it should be': {
    account: vpc({ control: control({ Mode: 'enforce' }) }),
    settings: monitor,
    expect: { is: 'compliant', notes: network },
  },

  // Switched on, and enforced.
  'it is to be monitored': { account: vpc(), settings: monitor, expect: switchedOn },
  'it is to be monitored, and was before': {
    account: vpc({ control: control({ State: 'deleted' }) }),
    settings: monitor,
    expect: switchedOn,
  },
  'another VPC is monitored': {
    account: vpc({ control: control({ VpcId: 'vpc-0fedcba9876543210' }) }),
    settings: monitor,
    expect: switchedOn,
  },
  'nothing is in the way': {
    account: vpc({ control: control(), ...balancer('TCP') }),
    settings: enforce,
    expect: enforced(),
  },
  'what is in the way is excluded by name': {
    account: vpc({
      control: control(),
      blockers: [nat, { Id: 'igw-1', Type: 'InternetGateway', IsExcludable: true }],
    }),
    settings: { ...enforce, exclusions: ['NatGateway', 'InternetGateway', 'NatGateway'] },
    expect: enforced('InternetGateway', 'NatGateway'),
  },
  'an exclusion of before ends': {
    account: vpc({ control: control({ Exclusions: { Lambda: 'enabled' } }) }),
    settings: enforce,
    expect: {
      ...enforced(),
      changes: [
        {
          before: { mode: 'monitor', exclusions: ['Lambda'] },
          after: { mode: 'enforce', exclusions: [] },
        },
      ],
    },
  },
  'the TLS listener is in another VPC, or of an application load balancer': {
    account: vpc({ control: control(), ...balancer('TLS', { VpcId: 'vpc-0fedcba9876543210' }) }),
    settings: enforce,
    expect: enforced(),
  },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...vpc() },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    settings: monitor,
    expect: {
      ...switchedOn,
      changes: [{ on: arn.replace('aws', 'aws-cn').replace('eu-west-1', 'cn-north-1') }],
    },
  },

  // What only people can do.
  'enforced before it was monitored': {
    account: vpc(),
    settings: enforce,
    expect: { ...stays, message: 'monitor-first' },
  },
  'an instance that does not encrypt': {
    account: vpc({ control: control(), blockers: [nat, old] }),
    settings: { ...enforce, exclusions: ['NatGateway'] },
    expect: { ...stays, message: 'blocked' },
  },
  'a network load balancer ends TLS': {
    account: vpc({ control: control(), ...balancer('TLS') }),
    settings: enforce,
    expect: {
      ...stays,
      message: 'blocked',
      says: [
        `Encryption cannot be enforced in VPC ${VpcId} as long as these are there: the TLS listener of edge on port 443. Move instances to types that encrypt, end TLS on the targets of network load balancers, and take away or move the others. None of them can be excluded.`,
      ],
    },
  },
  'nobody has excluded the NAT gateway': {
    account: vpc({ control: control(), blockers: [nat] }),
    settings: { ...enforce, exclusions: ['InternetGateway'] },
    expect: { ...stays, message: 'not-excluded' },
  },
  'EC2 could not enforce it': {
    account: vpc({
      control: control({ Mode: 'enforce', State: 'enforce-failed', StateMessage: 'i-1 does not encrypt' }),
    }),
    settings: enforce,
    expect: { ...stays, message: 'failed' },
  },
  'EC2 could not monitor it, and does not say why': {
    account: vpc({ control: control({ State: 'monitor-failed' }) }),
    settings: monitor,
    expect: { ...stays, message: 'failed' },
  },
  'the organization sets it': {
    account: vpc({ central: true }),
    settings: monitor,
    expect: { ...stays, message: 'managed-centrally' },
  },
  'the organization sets it, and monitors': {
    account: vpc({ central: true, control: control() }),
    settings: enforce,
    expect: { ...stays, message: 'managed-centrally' },
  },
  'of another account': {
    account: vpc({ OwnerId: '444455556666' }),
    target: VpcId,
    expect: { is: 'not-applicable', message: 'not-ours' },
  },

  // Not now, and not known.
  'EC2 is at work on it': {
    account: vpc({ control: control({ State: 'enforce-in-progress' }) }),
    settings: enforce,
    expect: { is: 'pending', message: 'in-progress' },
  },
  'in a state that nobody has documented': {
    account: vpc({ control: control({ State: 'modify-in-progress' }) }),
    expect: { is: 'pending', message: 'in-progress' },
  },
  'a Region that has none': {
    account: vpc({ missing: true }),
    settings: monitor,
    expect: { is: 'unknown', message: 'region-without' },
  },
  'a control that we may not see': {
    account: { ...vpc(), denied: ['ec2:DescribeVpcEncryptionControls'] },
    expect: { is: 'unknown', message: 'control-unread' },
  },
  'the account that we may not see': {
    account: { ...vpc(), denied: ['ec2:DescribeAccountVpcEncryptionControl'] },
    settings: monitor,
    expect: switchedOn,
  },
  'what is in the way we may not see': {
    account: {
      ...vpc({ control: control() }),
      denied: ['ec2:GetVpcResourcesBlockingEncryptionEnforcement'],
    },
    settings: enforce,
    expect: { is: 'unknown', message: 'blockers-unread' },
  },
  'listeners that we may not see': {
    account: {
      ...vpc({ control: control(), ...balancer('TCP') }),
      denied: ['elasticloadbalancingv2:DescribeListeners'],
    },
    settings: enforce,
    expect: { is: 'unknown', message: 'blockers-unread' },
  },
  'a VPC that is gone': { account: {}, target: arn, gone: true },
});

test('as people write it', () => {
  const target = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::EC2::VPC',
    id: VpcId,
    arn,
  };
  const after = { mode: 'enforce', exclusions: ['ApiGatewayV2', 'NatGateway'] };
  const { cloudformation, terraform } =
    unit.source?.({ set: 'control', on: arn, before: null, after, impact: ['none'] }, target) ?? {};
  expect(cloudformation).toContain('NatGatewayExclusionInput: "enable"');
  expect(terraform).toContain('nat_gateway_exclusion = "enable"');
  // No language has a property for it.
  for (const text of [cloudformation, terraform]) expect(text).toContain('no property for ApiGatewayV2');
  expect(terraform).not.toContain('api_gateway_v2_exclusion');
});
