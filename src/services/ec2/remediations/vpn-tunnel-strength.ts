import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { stepAt } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { isTold, telemetryCommand } from '../facts/vpn-connection.ts';
import {
  emptied,
  encryptions,
  groups,
  ikeVersions,
  integrities,
  isKnown,
  narrowed,
} from '../facts/vpn-tunnel.ts';
import { messages as own } from './vpn-tunnel-strength/messages.ts';
import {
  connectionOf,
  readConnection,
  type SeenConnection,
  type Tunnel,
} from './vpn-tunnel-strength/read.ts';
import { source } from './vpn-tunnel-strength/source.ts';
import { putPermitted } from './vpn-tunnel-strength/write.ts';

const some = <const Value extends string | number>(
  all: readonly [Value, ...Value[]],
  accepted: readonly [NoInfer<Value>, ...NoInfer<Value>[]],
  about: string,
) =>
  z
    ._default(z.array(z.literal(all)).check(z.minLength(1)), [...accepted])
    .check(z.describe(`${about} that may stay.`));

const settings = z.strictObject({
  ikeVersions: some(ikeVersions, ['ikev2'], 'IKE versions'),
  // 128 bits are no weakness by themselves: who has such devices accepts them.
  encryption: some(encryptions, ['AES256', 'AES256-GCM-16'], 'Encryption algorithms of both phases'),
  integrity: some(integrities, ['SHA2-256', 'SHA2-384', 'SHA2-512'], 'Integrity algorithms of both phases'),
  // Without 2, 5 and 22 to 24: RFC 8247, section 2.4.
  groups: some(groups, [14, 15, 16, 17, 18, 19, 20, 21], 'Diffie-Hellman groups of both phases'),
  confirmedGateways: z
    ._default(z.array(z.string().check(z.regex(/^cgw-[0-9a-f]{8,17}$/))), [])
    .check(
      z.describe(
        'Customer gateways of which the owner has confirmed that they offer what is accepted, by id.',
      ),
    ),
});
type Settings = z.output<typeof settings>;

const isWeak = ({ permitted }: Tunnel, accepted: Settings): boolean =>
  narrowed(permitted, accepted).join() !== permitted.join();

/** Of tunnels that permit what is not accepted, the first one whose neighbour carries traffic; else the first. */
const nextOf = ({ around: { tunnels } }: SeenConnection, accepted: Settings): Tunnel | undefined => {
  const weak = tunnels.filter((tunnel) => isWeak(tunnel, accepted));
  return weak.find((one) => isTold(one) && otherThan(one, tunnels)?.carries) ?? weak[0];
};
const otherThan = (tunnel: Tunnel, tunnels: readonly Tunnel[]): Tunnel | undefined =>
  tunnels.find(({ on }) => on !== tunnel.on);

const listed = (values: readonly string[]): string => values.join(', ');

const sayingsOf = (seen: SeenConnection, next: Tunnel, { id: name, region }: Target, accepted: Settings) => {
  const { tunnels, gateway, isStatic } = seen.around;
  const other = otherThan(next, tunnels);
  const left = narrowed(next.permitted, accepted);
  const lost = next.permitted.filter((one) => !left.includes(one));
  const empty = emptied(next.permitted, accepted);
  const data = {
    name,
    gateway,
    tunnel: next.address,
    other: `${other?.address} ${other?.status}${other?.status === 'UP' && !other.carries ? ', no routes' : ''}`,
    left: listed(left),
    taken: listed(lost),
    command: telemetryCommand(name, region),
  };
  if (!other?.carries) return { obstacles: saying('other-not-up' as const, true, data) };
  return {
    hazards: [
      ...saying('tunnel-interrupted' as const, true, data),
      ...saying('gateway-unconfirmed' as const, !accepted.confirmedGateways.includes(gateway), data),
      ...saying('nothing-stays' as const, empty.length > 0, { ...data, lists: listed(empty) }),
      ...saying('gateway-begins' as const, next.begins === 'gateway', data),
      ...saying('static-routes' as const, isStatic, data),
    ],
    notes: [
      ...saying('takes-away' as const, true, data),
      ...saying('one-of-two' as const, true),
      ...saying('defaults-written' as const, next.unchosen.length > 0, {
        ...data,
        lists: listed(next.unchosen),
      }),
      ...saying('lifecycle-control' as const, next.hasLifecycleControl, data),
    ],
  };
};

/** Tunnels that are not up; nobody says so of those that permit what is not accepted. */
const notUp = ({ around: { tunnels } }: SeenConnection): readonly Tunnel[] =>
  tunnels.filter(({ status }) => status !== 'UP');
const addresses = (tunnels: readonly Tunnel[]): string => tunnels.map(({ address }) => address).join(' and ');

const {
  messages: said,
  plan,
  ...parts
} = setting({
  attribute: 'permitted',
  thing: 'VPN connection',
  setting: 'What a tunnel permits',
  messages: own,
  read: readConnection,
  get: async (on, target, aws) => {
    const found = await connectionOf(target, aws);
    return { value: found?.tunnels.find((one) => one.on === on)?.permitted ?? null };
  },
  put: (on, value, _token, target, aws) => putPermitted(on, value, target, aws),
  meaning: (value: readonly string[] | null, accepted: Settings, on, seen: SeenConnection) => {
    // Nothing can be set of it: people are told.
    if (seen.around.isClassic) return { to: [], impact: ['interrupts'] };
    if (value === null || !isKnown(value)) return undefined;
    if (nextOf(seen, accepted)?.on !== on) return 'good';
    const done = seen.around.tunnels.filter((tunnel) => !isWeak(tunnel, accepted)).length;
    return stepAt({ to: narrowed(value, accepted), impact: ['interrupts'] }, done, 2);
  },
  sayings: (seen, _stepping, target, accepted) => {
    const { id: name } = target;
    if (seen.around.isClassic) return { obstacles: saying('classic' as const, true, { name }) };
    const next = nextOf(seen, accepted);
    const down = notUp(seen);
    return next
      ? sayingsOf(seen, next, target, accepted)
      : { notes: saying('not-up' as const, down.length > 0, { name, tunnel: addresses(down) }) };
  },
  source,
});

// No state of a connection is one that people have to end.
const messages = without(said, 'needs-people');

/** Takes weak IKE versions, algorithms and groups away from the tunnels of a VPN connection, one after the other. */
export default remediation({
  meta: {
    id: 'vpn-tunnel-strength',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'old-tls' },
    title: 'Tunnels of VPN connections agree on IKEv2 and strong algorithms only',
    summary:
      'Evaluates which IKE versions, encryption and integrity algorithms and Diffie-Hellman groups each tunnel of a Site-to-Site VPN connection permits; where nobody has chosen, AWS permits all of them. Takes away what is not accepted, from one tunnel, while the other one is up, and from that one in a second step when the first is up again. What the owner had narrowed stays narrow. Pre-shared keys are neither kept nor sent, and everything else about a tunnel stays.',
    resourceType: 'AWS::EC2::VPNConnection',
    configRules: ['EC2_VPN_CONNECTION_IKE_VERSION_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/ec2-vpn-connection-ike-version-check.html
    managedRules: {
      EC2_VPN_CONNECTION_IKE_VERSION_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'me-central-1',
            'me-south-1',
            'mx-central-1',
          ],
        },
      },
    },
    controls: ['EC2.183'],
    services: ['ec2'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: ['ec2:DescribeVpnConnections'],
      write: ['ec2:ModifyVpnTunnelOptions'],
      undo: ['ec2:ModifyVpnTunnelOptions'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/ec2-vpn-connection-ike-version-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-183',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/modify-vpn-tunnel-options.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/endpoint-replacements.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/tunnel-endpoint-lifecycle.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/CGRequirements.html',
      'https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-categories.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnTunnelOptions.html',
    ],
  },
  settings,
  ...parts,
  // AWS shows what a tunnel permits before it is up with that: until then our own change is not proven.
  plan: (seen, target, accepted) => {
    const verdict = plan(seen, target, accepted);
    const down = notUp(seen);
    if (verdict.is !== 'compliant' || down.length === 0) return verdict;
    return {
      ...verdict,
      late: {
        message: 'comes-back',
        data: { name: target.id, tunnel: addresses(down) },
        after: down.map(({ on }) => ({ set: 'permitted' as const, on })),
      },
    };
  },
});
