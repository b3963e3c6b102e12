import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { firstTunnel, secondTunnel, strong, strongLists, vpn, vpnId } from '../vpn.ts';

const remediation = 'vpn-tunnel-strength';
const type = 'AWS::EC2::VPNConnection';
const at = (id: string) => `ec2.VpnConnections[${id}].Options.TunnelOptions`;
const vpnIdOf = (on: string): string => on.split('#')[0]?.split('/').at(-1) ?? '';
const listsOfTunnels = /^\.Options\.TunnelOptions\[[\d.]+\]\.(IkeVersions|Phase[12]\w+)$/;

const valued = valueContract({
  type,
  remediation,
  at: 'ec2.VpnConnections',
  value: listsOfTunnels,
  good: [strongLists.IkeVersions, ...Object.values(strongLists)],
  field: 'permitted',
  shows: () => '',
  // As strong as ours, and chosen by somebody else; or all weak.
  others: [
    strong.filter((one) => one !== 'Phase1DHGroupNumbers 14'),
    strong.filter((one) => one !== 'Phase1DHGroupNumbers 15'),
    strong.filter((one) => one !== 'Phase1DHGroupNumbers 16'),
  ],
  writes: 'ec2:ModifyVpnTunnelOptions',
  reads: 'ec2:DescribeVpnConnections',
  beside: (_world, name) => ({
    write: {
      operation: 'ec2:CreateTags',
      input: { Resources: [name], Tags: [{ Key: 'note', Value: 'theirs' }] },
    },
    path: `ec2.VpnConnections[${name}].Tags.note`,
    shows: 'theirs',
  }),
  // AWS replaces the endpoint of the tunnel.
  follows: /^\.(State|VgwTelemetry)\b/,
  scene: {
    target: vpnId,
    account: vpn({ Tags: { team: 'network' } }, [{}, {}], [{ StartupAction: 'start' }, strongLists]),
  },
});
const promised = valued.promises?.[remediation];

/** What the tests must know of what the tunnels of VPN connections permit. */
export const vpnTunnelStrength: Contract = joined(
  {
    named: {
      VpnConnectionId: (name, { partition, region, account }) =>
        `arn:${partition}:ec2:${region}:${account}:vpn-connection/${name}`,
    },
    withoutEvidence: {
      [remediation]: {
        not: 'What a tunnel agrees on is told by its own log, which is off by default, is turned on with the same interruption, and of which AWS documents no fixed form for both sides of the negotiation.',
      },
    },
  },
  {
    ...valued,
    attempted: ({ set, on }) =>
      set === 'permitted' ? { under: `${at(vpnIdOf(on))}[${on.split('#')[1]}]` } : undefined,
    promises: {
      ...(promised && {
        [remediation]: {
          ...promised,
          // Both tunnels, in every list.
          isRemediated: ({ id }, account) =>
            ![...account.keys()].some((path) => path.startsWith(`ec2.VpnConnections[${id}]`)) ||
            [firstTunnel, secondTunnel].every((tunnel) =>
              Object.entries(strongLists).every(
                ([list, values]) => account.get(`${at(id)}[${tunnel}].${list}`) === JSON.stringify(values),
              ),
            ),
        },
      }),
    },
  },
);
