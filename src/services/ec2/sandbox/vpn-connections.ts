import * as z from 'zod/mini';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type Where } from '../../../sandbox/world.ts';

const errorsPage = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html';

const named = z.optional(z.array(z.strictObject({ Value: z.string() })));
const numbered = z.optional(z.array(z.strictObject({ Value: z.number() })));

/** What AWS shows only where somebody has chosen it. */
const algorithms = {
  IkeVersions: named,
  Phase1EncryptionAlgorithms: named,
  Phase2EncryptionAlgorithms: named,
  Phase1IntegrityAlgorithms: named,
  Phase2IntegrityAlgorithms: named,
  Phase1DHGroupNumbers: numbered,
  Phase2DHGroupNumbers: numbered,
} as const;

const tunnelRecord = z.strictObject({
  OutsideIpAddress: z.string(),
  TunnelInsideCidr: z._default(z.string(), '169.254.10.0/30'),
  /** None where the tunnel is authenticated by certificate, or its key is kept in Secrets Manager. */
  PreSharedKey: z.optional(z.string()),
  StartupAction: z.optional(z.enum(['add', 'start'])),
  EnableTunnelLifecycleControl: z.optional(z.boolean()),
  ...algorithms,
  /** Whether its customer gateway makes it come UP again after a change. */
  ComesBack: z._default(z.boolean(), true),
});
type Tunnel = z.output<typeof tunnelRecord>;

/** As account files carry them. */
export const vpnConnectionRecord = z.strictObject({
  VpnConnectionId: z.string().check(z.regex(/^vpn-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  State: z._default(z.string(), 'available'),
  Category: z._default(z.string(), 'VPN'),
  CustomerGatewayId: z._default(z.string(), 'cgw-0123456789abcdef0'),
  VpnGatewayId: z.optional(z.string()),
  TransitGatewayId: z.optional(z.string()),
  PreSharedKeyArn: z.optional(z.string()),
  Options: z.optional(
    z.strictObject({
      EnableAcceleration: z._default(z.boolean(), false),
      StaticRoutesOnly: z._default(z.boolean(), false),
      TunnelOptions: z._default(z.array(tunnelRecord), []),
    }),
  ),
  VgwTelemetry: z._default(
    z.array(
      z.strictObject({
        OutsideIpAddress: z.string(),
        Status: z._default(z.string(), 'UP'),
        LastStatusChange: z._default(z.string(), '2025-10-01T09:00:00.000Z'),
        StatusMessage: z._default(z.string(), ''),
        AcceptedRouteCount: z._default(z.number(), 1),
        CertificateArn: z.optional(z.string()),
      }),
    ),
    [],
  ),
  Tags: tagRecords,
});
type Recorded = z.output<typeof vpnConnectionRecord>;

export interface VpnConnection extends Recorded {
  readonly Region: string;
}

export const loadVpnConnections = (
  records: readonly Recorded[],
  { region }: Where,
): readonly VpnConnection[] => records.map((one) => ({ ...one, Region: one.Region ?? region }));

const refused = (name: string, message: string): Refusal => refuse(name, 400, message, errorsPage);
const missing = (id: string): Refusal =>
  refused('InvalidVpnConnectionID.NotFound', `The vpnConnection ID '${id}' does not exist`);

const shownTunnel = ({ ComesBack: _comesBack, ...tunnel }: Tunnel) => tunnel;

/** The configuration for the gateway's owner carries the keys, and is left out while AWS is at work. */
const shown = ({ Region: _region, Tags, Options, VgwTelemetry, ...one }: VpnConnection) => ({
  ...one,
  ...(['available', 'pending'].includes(one.State) && {
    CustomerGatewayConfiguration: `<vpn_connection id="${one.VpnConnectionId}">${(
      Options?.TunnelOptions ?? []
    )
      .map(({ PreSharedKey = '' }) => `<pre_shared_key>${PreSharedKey}</pre_shared_key>`)
      .join('')}</vpn_connection>`,
  }),
  ...(Options && { Options: { ...Options, TunnelOptions: Options.TunnelOptions.map(shownTunnel) } }),
  VgwTelemetry: VgwTelemetry.map(({ LastStatusChange, ...tunnel }) => ({
    ...tunnel,
    LastStatusChange: new Date(LastStatusChange),
  })),
  Tags: tagList(Tags),
});

export const vpnConnections: Operations = {
  // API_DescribeVpnConnections.html: without pages.
  DescribeVpnConnections: (
    world,
    { VpnConnectionIds: ids }: { readonly VpnConnectionIds?: readonly string[] },
    { region },
  ) => {
    const here = world.ec2.VpnConnections.filter(({ Region }) => Region === region);
    const lost = ids?.find((id) => !here.some(({ VpnConnectionId }) => VpnConnectionId === id));
    if (lost !== undefined) return missing(lost);
    const wanted = here.filter(({ VpnConnectionId }) => ids?.includes(VpnConnectionId) ?? true);
    return { world, output: { VpnConnections: wanted.map(shown) } };
  },
};
