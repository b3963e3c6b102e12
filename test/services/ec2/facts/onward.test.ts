import { describe, expect, test } from 'vitest';
import {
  overEndpoint,
  overPeering,
  overTransitGateway,
  overVpn,
} from '../../../../src/services/ec2/facts/onward.ts';

const sides = (from?: string, to?: string) => ({
  RequesterVpcInfo: { VpcId: 'vpc-0a1b2c3d', Region: from },
  AccepterVpcInfo: { VpcId: 'vpc-0e1f2a3b', Region: to },
});
const active = { Status: { Code: 'active' } };

describe('a peering', () => {
  test.each([
    ['from one Region to another: AWS encrypts', 'eu-west-1', 'us-east-1', 'enforced'],
    ['within one: nothing tells', 'eu-west-1', 'eu-west-1', undefined],
    ['of which a Region is not told: nothing tells', 'eu-west-1', undefined, undefined],
    ['of which neither is told', undefined, undefined, undefined],
  ] as const)('%s', (_says, from, to, encrypted) => {
    const ways = overPeering({ ...active, ...sides(from, to) });
    expect(ways.map((one) => one.to)).toEqual(['vpc-0a1b2c3d', 'vpc-0e1f2a3b']);
    expect(ways.map((one) => one.encrypted)).toEqual([encrypted, encrypted]);
    for (const { why } of ways)
      expect(why).toMatch(encrypted ? /^AWS encrypts/ : /^Within one Region nothing/);
  });
  test('that is not active leads nowhere', () => {
    expect(overPeering({ Status: { Code: 'pending-acceptance' }, ...sides('a', 'b') })).toEqual([]);
    expect(overPeering({})).toEqual([]);
  });
  test('of which one side is not told leads to the other', () => {
    expect(overPeering({ ...active, RequesterVpcInfo: { VpcId: 'vpc-0a1b2c3d' } })).toHaveLength(1);
  });
});

test.each([
  ['enabled', 'enforced'],
  ['enabling', undefined],
  ['disabled', undefined],
  [undefined, undefined],
] as const)('a transit gateway whose Encryption Support is %s', (EncryptionState, encrypted) => {
  const [way, ...more] = overTransitGateway({
    TransitGatewayId: 'tgw-0a1b2c3d',
    State: 'available',
    Options: { EncryptionSupport: { EncryptionState } },
  });
  expect(more).toEqual([]);
  expect(way?.to).toBe('what is attached to tgw-0a1b2c3d');
  expect(way?.encrypted).toBe(encrypted);
  expect(way?.why).toContain('ttachments are not read here');
});
test('a transit gateway that was deleted leads nowhere', () => {
  expect(overTransitGateway({ TransitGatewayId: 'tgw-0a1b2c3d', State: 'deleted' })).toEqual([]);
});

test('a VPN is encrypted up to where IPsec ends', () => {
  const State = 'available';
  const CustomerGatewayId = 'cgw-0a1b2c3d';
  const toward = overVpn({ State, CustomerGatewayId, TransitGatewayId: 'tgw-0a1b2c3d' });
  expect(toward.map(({ to, encrypted }) => [to, encrypted])).toEqual([
    ['cgw-0a1b2c3d', 'enforced'],
    ['tgw-0a1b2c3d', undefined],
  ]);
  expect(overVpn({ State, VpnGatewayId: 'vgw-0a1b2c3d' })).toMatchObject([{ to: 'vgw-0a1b2c3d' }]);
  // Cloud WAN: the gateway is not told.
  expect(overVpn({ State, CustomerGatewayId })).toHaveLength(1);
  expect(overVpn({ State: 'pending', CustomerGatewayId })).toEqual([]);
});

test.each([
  [{ State: 'available', ServiceName: 'com.amazonaws.eu-west-1.s3' }, ['com.amazonaws.eu-west-1.s3']],
  [
    { State: 'Available', ServiceNetworkArn: 'arn:aws:vpc-lattice:eu-west-1:1:servicenetwork/sn-1' },
    ['arn:aws:vpc-lattice:eu-west-1:1:servicenetwork/sn-1'],
  ],
  [{ State: 'partial', ResourceConfigurationArn: 'arn:of:it' }, ['arn:of:it']],
  [{ State: 'pendingAcceptance', ServiceName: 'com.amazonaws.eu-west-1.s3' }, []],
  [{ State: 'available' }, []],
])('an endpoint %j: private, and not known to be encrypted', (endpoint, expected) => {
  const ways = overEndpoint(endpoint);
  expect(ways.map(({ to }) => to)).toEqual(expected);
  for (const { encrypted } of ways) expect(encrypted).toBeUndefined();
});
