import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { firstTunnel, strongLists, vpn, vpnArn, vpnId } from '../vpn.ts';

/** What the tests must know of VPN connections that are only looked at. */
export const vpnBothTunnelsUp: Contract = {
  ...evaluatedContract({
    type: 'AWS::EC2::VPNConnection',
    remediation: 'vpn-both-tunnels-up',
    arn: vpnArn,
    isRemediated: ({ id }, account) =>
      [...account].every(
        ([path, now]) =>
          !path.startsWith(`ec2.VpnConnections[${id}].VgwTelemetry`) ||
          !path.endsWith('.Status') ||
          now === '"UP"',
      ),
    scene: {
      target: vpnId,
      account: vpn({ Tags: { team: 'network' } }, [
        { OutsideIpAddress: firstTunnel, Status: 'DOWN', StatusMessage: 'IPSEC IS DOWN' },
        {},
      ]),
    },
  }),
  sets: {
    'ec2:DescribeVpnConnections': [
      'VpnConnections',
      'VpnConnections.Tags',
      'VpnConnections.VgwTelemetry',
      'VpnConnections.Options.TunnelOptions',
      ...Object.keys(strongLists).map((list) => `VpnConnections.Options.TunnelOptions.${list}`),
    ],
  },
  unpaged: ['ec2:DescribeVpnConnections'],
};
