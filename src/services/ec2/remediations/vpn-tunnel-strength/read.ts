import type { TunnelOption } from '@aws-sdk/client-ec2';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy } from '../../../../families/steps.ts';
import { defaultsIn, lists, permitting, type List } from '../../facts/vpn-tunnel.ts';
import { isDeleted } from '../../facts/vpn-connection.ts';
import { vpnConnectionOf } from '../../parameters/described.ts';

const readiness = readinessBy({ ready: ['available'], busy: ['deleting', 'modifying', 'pending'] });

/** Without what is secret: keys of the tunnels, and the configuration for the gateway, are in the same answer. */
export interface Tunnel {
  readonly on: string;
  readonly address: string;
  readonly permitted: readonly string[];
  /** Lists in which nobody has chosen anything. */
  readonly unchosen: readonly List[];
  /** As AWS tells it. */
  readonly status: string;
  /** Up, and with a way for traffic: what BGP tells no route of gets nothing from AWS. */
  readonly carries: boolean;
  readonly begins: 'AWS' | 'gateway';
  readonly hasLifecycleControl: boolean;
}

const chosenIn = (tunnel: TunnelOption, list: List): readonly string[] =>
  (tunnel[list === 'IKEVersions' ? 'IkeVersions' : list] ?? []).map(({ Value }) => String(Value));

const onOf = ({ arn }: Pick<Target, 'arn'>, address: string): string => `${arn}#${address}`;

export const connectionOf = async (target: Pick<Target, 'id' | 'arn' | 'partition'>, aws: Aws) => {
  const found = await vpnConnectionOf(target.id, aws);
  if (!found || isDeleted(found.State)) return undefined;
  const isStatic = found.Options?.StaticRoutesOnly === true;
  const { Options, VgwTelemetry = [], State, Category = 'VPN', CustomerGatewayId = '' } = found;
  const defaults = defaultsIn(target.partition);
  const tunnels = (Options?.TunnelOptions ?? []).map((one): Tunnel => {
    const { OutsideIpAddress: address = '', StartupAction, EnableTunnelLifecycleControl } = one;
    const told = VgwTelemetry.find(({ OutsideIpAddress }) => OutsideIpAddress === address);
    const unchosen = lists.filter((list) => chosenIn(one, list).length === 0);
    return {
      on: onOf(target, address),
      address,
      permitted: permitting((list) => (unchosen.includes(list) ? defaults[list] : chosenIn(one, list))),
      unchosen,
      status: told?.Status ?? '(nothing)',
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VgwTelemetry.html
      carries: told?.Status === 'UP' && (isStatic || (told.AcceptedRouteCount ?? 0) > 0),
      begins: StartupAction === 'start' ? 'AWS' : 'gateway',
      hasLifecycleControl: EnableTunnelLifecycleControl === true,
    };
  });
  return {
    state: State ?? '',
    isClassic: Category === 'VPN-Classic',
    gateway: CustomerGatewayId,
    isStatic,
    tunnels: tunnels.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  };
};

const isAddress = (text: unknown): boolean => typeof text === 'string' && /^[\da-f.:]{7,45}$/i.test(text);

export const readConnection = async (target: Target, aws: Aws) => {
  const found = await connectionOf(target, aws);
  if (!found) return undefined;
  const { state, tunnels, ...around } = found;
  const known = new Set(tunnels.map(({ address }) => address).filter(isAddress));
  const isWhole = tunnels.length === 2 && known.size === 2 && !around.isClassic;
  return {
    // One that is not described as it should be permits what nobody knows.
    held: isWhole
      ? tunnels.map(({ on, permitted }) => ({ on, value: permitted }))
      : [{ on: target.arn, value: null }],
    readiness: readiness(state),
    around: { ...around, tunnels: isWhole ? tunnels : [] },
  };
};
export type SeenConnection = NonNullable<Awaited<ReturnType<typeof readConnection>>>;
