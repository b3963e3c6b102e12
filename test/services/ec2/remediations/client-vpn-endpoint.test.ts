import unit from '../../../../src/services/ec2/remediations/client-vpn-endpoint.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-clientvpnendpoint.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'cvpn-endpoint-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:client-vpn-endpoint/${id}`;
const endpoint = (over: object = {}) => ({
  ec2: { ClientVpnEndpoints: [{ ClientVpnEndpointId: id, ...over }] },
});
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const split = { is: 'compliant', notes: ['enforced', 'caveat', 'split-tunnel'] } as const;

testRemediation(unit, resource, {
  'everything goes through it, named as AWS Config does': {
    account: endpoint(),
    target: id,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for Client VPN endpoint ${id}: clients reach it with OpenVPN over TLS 1.2 or newer, and with nothing else. (https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/data-protection.html) Seen: VpnProtocol openvpn.`,
      ],
    },
  },
  'by its ARN': { account: endpoint(), target: arn, expect: enforced },
  'over TCP': {
    account: endpoint({ TransportProtocol: 'tcp', VpnPort: 1194 }),
    target: id,
    expect: enforced,
  },
  'split tunnel': {
    account: endpoint({ SplitTunnel: true }),
    target: id,
    expect: {
      ...split,
      says: [
        `SplitTunnel of Client VPN endpoint ${id} is true: where it is true, clients send through the endpoint only what its routes name, and everything else past it, as it is.`,
      ],
    },
  },
  'AWS does not tell whether the tunnel is split': {
    account: endpoint({ SplitTunnel: null }),
    target: id,
    expect: {
      ...split,
      says: [
        `SplitTunnel of Client VPN endpoint ${id} is not told: where it is true, clients send through the endpoint only what its routes name, and everything else past it, as it is.`,
      ],
    },
  },
  'no network is associated yet': {
    account: endpoint({ Status: { Code: 'pending-associate' } }),
    target: id,
    expect: enforced,
  },
  'it is going': { account: endpoint({ Status: { Code: 'deleting' } }), target: id, expect: enforced },
  'AWS does not show the protocol': {
    account: endpoint({ VpnProtocol: null, SplitTunnel: true }),
    target: id,
    expect: { is: 'unknown', message: 'proof-missing' },
  },
  'a protocol that no page has': {
    account: endpoint({ VpnProtocol: 'wireguard', SplitTunnel: true }),
    target: id,
    expect: { is: 'non-compliant', message: 'not-as-documented' },
  },
  'in GovCloud': {
    account: { partition: 'aws-us-gov', region: 'us-gov-west-1', ...endpoint() },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    target: `arn:aws-us-gov:ec2:us-gov-west-1:111122223333:client-vpn-endpoint/${id}`,
    expect: enforced,
  },
  'one that was deleted, and is still shown': {
    account: endpoint({ Status: { Code: 'deleted' } }),
    target: arn,
    gone: true,
  },
  'one that is not there': { account: endpoint(), target: arn.replace(/0$/, '9'), gone: true },
  'of another Region': { account: endpoint({ Region: 'us-east-1' }), target: arn, gone: true },
});
