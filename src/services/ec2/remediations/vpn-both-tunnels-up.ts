import type { VgwTelemetry } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { isDeleted, isTold, telemetryCommand } from '../facts/vpn-connection.ts';
import { vpnConnectionOf } from '../parameters/described.ts';

const repair =
  'It comes up from the customer gateway {gateway}, where Waxseal has no access. Have its owner see that the device is configured for both outside addresses, lets UDP 500 and 4500 and ESP through, and has the IKE version, algorithms and key that AWS has for that tunnel; without StartupAction start only the device begins. Where the reason is IPSEC IS UP, it is BGP that is not. What AWS sees of it, without its keys: {command}';

const all = {
  'one-down': {
    says: 'Tunnel {tunnel} of VPN connection {name} is {status} since {since} ({why}). All traffic goes through the other one, and stops whenever AWS replaces the endpoint of that.',
    todo: repair,
  },
  'both-down': {
    says: 'Both tunnels of VPN connection {name} are down: {tunnel} since {since} ({why}). Nothing goes through it; whatever still gets across takes another way.',
    todo: repair,
  },
  'at-work': { says: 'VPN connection {name} is {state}: its tunnels are looked at when that is over.' },
  'not-told': {
    says: 'EC2 does not tell of both tunnels of VPN connection {name} whether they are up ({told}).',
    todo: 'Look at it: {command}',
  },
  'no-routes': {
    says: 'Tunnel {tunnel} of VPN connection {name} is up, and AWS has accepted no route over BGP there: no traffic from AWS takes it. Have the owner of customer gateway {gateway} see what it announces.',
  },
  'config-is-slower': {
    says: 'AWS Config may learn only a day later that a tunnel went up or down: it can still report {name} as not compliant, or the other way round.',
  },
} as const;

const tunnelOf = ({
  OutsideIpAddress: address = '(no address)',
  Status: status,
  LastStatusChange: at,
  StatusMessage: why,
  AcceptedRouteCount: routes,
}: VgwTelemetry) => ({
  address,
  status: status ?? '(nothing)',
  since: at?.toISOString() ?? 'a time that is not told',
  why: why || 'AWS gives no reason',
  routes: routes ?? null,
});

const readTunnels = async ({ id }: Target, aws: Aws) => {
  const found = await vpnConnectionOf(id, aws);
  if (!found || isDeleted(found.State)) return undefined;
  // Nothing else of it is kept: keys of the tunnels are in the same answer.
  return {
    state: found.State ?? '(nothing)',
    gateway: found.CustomerGatewayId ?? '(not told)',
    isStatic: found.Options?.StaticRoutesOnly === true,
    tunnels: (found.VgwTelemetry ?? []).map(tunnelOf).toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  };
};
type Seen = NonNullable<Awaited<ReturnType<typeof readTunnels>>>;

const evaluate = (
  { state, gateway, isStatic, tunnels }: Seen,
  { id: name, region }: Target,
): Evaluated<keyof typeof all> => {
  const data = { name, gateway, command: telemetryCommand(name, region) };
  if (state !== 'available') return { is: 'pending', message: 'at-work', data: { ...data, state } };
  if (tunnels.length !== 2 || !tunnels.every(isTold)) {
    const told = tunnels.map(({ address, status }) => `${address} ${status}`).join(', ') || 'nothing';
    return { is: 'unknown', message: 'not-told', data: { ...data, told } };
  }
  const down = tunnels.filter(({ status }) => status === 'DOWN');
  const [first] = down;
  const [silent] = isStatic ? [] : tunnels.filter(({ status, routes }) => status === 'UP' && routes === 0);
  const notes = [
    ...saying('no-routes' as const, silent !== undefined, { name, gateway, tunnel: silent?.address ?? '' }),
    ...saying('config-is-slower' as const, first !== undefined, { name }),
  ];
  if (!first) return { is: 'good', notes };
  const of = (member: 'address' | 'since' | 'why') => down.map((one) => one[member]).join(' and ');
  const told = { ...data, tunnel: of('address'), status: first.status, since: of('since'), why: of('why') };
  const message = down.length === 2 ? 'both-down' : 'one-down';
  return { is: 'advised', message, data: told, advises: [], notes };
};

const { messages, ...parts } = advice({ messages: all, read: readTunnels, evaluate });

/** Tells which tunnel of a VPN connection is down, since when and why. */
export default remediation({
  meta: {
    id: 'vpn-both-tunnels-up',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'hardening' },
    title: 'Both tunnels of VPN connections are up',
    summary:
      'Evaluates what AWS tells of both tunnels of a Site-to-Site VPN connection, as AWS Config does: a connection on one tunnel is cut whenever AWS replaces that endpoint, and nothing about it can be changed without an outage. What brings a tunnel up lies at the customer gateway: Waxseal writes nothing.',
    resourceType: 'AWS::EC2::VPNConnection',
    configRules: ['VPC_VPN_2_TUNNELS_UP'],
    // https://docs.aws.amazon.com/config/latest/developerguide/vpc-vpn-2-tunnels-up.html
    managedRules: {
      VPC_VPN_2_TUNNELS_UP: {
        regions: {
          lacking: ['ap-northeast-3', 'cn-north-1', 'cn-northwest-1', 'il-central-1', 'me-south-1'],
        },
      },
    },
    controls: ['EC2.20'],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeVpnConnections'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/vpc-vpn-2-tunnels-up.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-20',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/endpoint-replacements.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VgwTelemetry.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
