import * as z from 'zod/mini';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList, tagMap, tagRecords } from '../../../sandbox/kit/tags.ts';
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

export const algorithmLists: readonly string[] = Object.keys(algorithms);

const tunnelRecord = z.strictObject({
  OutsideIpAddress: z.string(),
  TunnelInsideCidr: z._default(z.string(), '169.254.10.0/30'),
  /** None where the tunnel is authenticated by certificate, or its key is kept in Secrets Manager. */
  PreSharedKey: z.optional(z.string()),
  StartupAction: z.optional(z.enum(['add', 'start'])),
  EnableTunnelLifecycleControl: z.optional(z.boolean()),
  ...algorithms,
  /** AWS answers lists that are as they would be if nobody had chosen; else it leaves them out. */
  ShowsDefaults: z._default(z.boolean(), false),
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

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnTunnelOptionsSpecification.html */
const permitted = {
  IKEVersions: ['ikev1', 'ikev2'],
  Phase1DHGroupNumbers: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  Phase1EncryptionAlgorithms: ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'],
  Phase1IntegrityAlgorithms: ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'],
  Phase2DHGroupNumbers: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  Phase2EncryptionAlgorithms: ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'],
  Phase2IntegrityAlgorithms: ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'],
} as const;
/** https://docs.aws.amazon.com/vpn/latest/s2svpn/CGRequirements.html */
const belowGovCloud: ReadonlySet<unknown> = new Set(['SHA1', 2, 5]);

type Values = readonly { readonly Value: string | number }[];

/** As nobody has chosen it. */
const defaultOf = (list: string, partition: string): Values => {
  const name = list === 'IkeVersions' ? 'IKEVersions' : list;
  const all = Object.entries(permitted).flatMap(([key, values]): readonly (string | number)[] =>
    key === name ? values : [],
  );
  return inOrder(
    all
      .filter((Value) => partition !== 'aws-us-gov' || !belowGovCloud.has(Value))
      .map((Value) => ({ Value })),
  );
};
/** Sets, in one order. */
const inOrder = (values: Values): Values =>
  values.toSorted((a, b) => (String(a.Value) < String(b.Value) ? -1 : 1));

/** With what the tunnel permits in full, whoever has chosen it. */
const filled = <Some extends object>(tunnel: Some, partition: string): Some => {
  const chosen = algorithmLists.map((list) => {
    const values: unknown = Reflect.get(tunnel, list);
    const given: Values = Array.isArray(values) ? values : [];
    return [list, given.length > 0 ? inOrder(given) : defaultOf(list, partition)];
  });
  return { ...tunnel, ...Object.fromEntries(chosen) };
};

export const loadVpnConnections = (
  records: readonly Recorded[],
  { region, partition }: Where,
): readonly VpnConnection[] =>
  records.map((one) => ({
    ...one,
    Region: one.Region ?? region,
    ...(one.Options && {
      Options: {
        ...one.Options,
        TunnelOptions: one.Options.TunnelOptions.map((tunnel) => filled(tunnel, partition)),
      },
    }),
  }));

const refused = (name: string, message: string): Refusal => refuse(name, 400, message, errorsPage);
const missing = (id: string): Refusal =>
  refused('InvalidVpnConnectionID.NotFound', `The vpnConnection ID '${id}' does not exist`);

interface ById {
  readonly VpnConnectionId: string;
}
const connections = recordsOf<VpnConnection, ById>({
  all: (world) => world.ec2.VpnConnections,
  with: (world, VpnConnections) => ({ ...world, ec2: { ...world.ec2, VpnConnections } }),
  is: (one, { VpnConnectionId }, { region }) =>
    one.VpnConnectionId === VpnConnectionId && one.Region === region,
  missing: ({ VpnConnectionId }) => missing(VpnConnectionId),
});

/** Whether AWS answers what nobody has chosen, no page tells: of either kind there are accounts. */
const shownTunnel = ({ ComesBack: _comesBack, ShowsDefaults, ...tunnel }: Tunnel, partition: string) =>
  Object.fromEntries(
    Object.entries(tunnel).filter(
      ([member, value]) =>
        ShowsDefaults ||
        !algorithmLists.includes(member) ||
        JSON.stringify(value) !== JSON.stringify(defaultOf(member, partition)),
    ),
  );

/** The configuration for the gateway's owner carries the keys, and is left out while AWS is at work. */
const shown = (
  { Region: _region, Tags, Options, VgwTelemetry, ...one }: VpnConnection,
  partition: string,
) => ({
  ...one,
  ...(['available', 'pending'].includes(one.State) && {
    CustomerGatewayConfiguration: `<vpn_connection id="${one.VpnConnectionId}">${(
      Options?.TunnelOptions ?? []
    )
      .map(({ PreSharedKey = '' }) => `<pre_shared_key>${PreSharedKey}</pre_shared_key>`)
      .join('')}</vpn_connection>`,
  }),
  ...(Options && {
    Options: {
      ...Options,
      TunnelOptions: Options.TunnelOptions.map((tunnel) => shownTunnel(tunnel, partition)),
    },
  }),
  VgwTelemetry: VgwTelemetry.map(({ LastStatusChange, ...tunnel }) => ({
    ...tunnel,
    LastStatusChange: new Date(LastStatusChange),
  })),
  Tags: tagList(Tags),
});

type Permitted = Pick<Tunnel, Exclude<keyof typeof permitted, 'IKEVersions'>> & {
  readonly IKEVersions?: Tunnel['IkeVersions'];
};
interface Tagging {
  readonly Resources: readonly string[];
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}
interface Modify extends ById {
  readonly VpnTunnelOutsideIpAddress: string;
  readonly TunnelOptions: Permitted & { readonly PreSharedKey?: string };
}

const wrongIn = (options: Permitted, partition: string): string | undefined =>
  Object.entries(permitted).flatMap(([list, values]) => {
    const known: readonly unknown[] = values;
    const asked: unknown = Reflect.get(options, list);
    const all: readonly { readonly Value?: unknown }[] = Array.isArray(asked) ? asked : [];
    return all.flatMap(({ Value }) =>
      !known.includes(Value) || (partition === 'aws-us-gov' && belowGovCloud.has(Value))
        ? [`Invalid value '${String(Value)}' for ${list}`]
        : [],
    );
  })[0];

/** A member without a value is not sent. */
const given = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Only what is named changes. */
const withOptions = (
  one: VpnConnection,
  address: string,
  { IKEVersions: IkeVersions, ...others }: Modify['TunnelOptions'],
): VpnConnection => ({
  ...one,
  ...(one.Options && {
    Options: {
      ...one.Options,
      TunnelOptions: one.Options.TunnelOptions.map((tunnel) =>
        tunnel.OutsideIpAddress === address
          ? filled({ ...tunnel, ...given({ ...others, IkeVersions }) }, '')
          : tunnel,
      ),
    },
  }),
});
/** When it came to be so is kept, so that accounts can be compared. */
const withStatus = (one: VpnConnection, address: string, Status: string): VpnConnection => ({
  ...one,
  VgwTelemetry: one.VgwTelemetry.map((tunnel) =>
    tunnel.OutsideIpAddress === address ? { ...tunnel, Status } : tunnel,
  ),
});

export const vpnConnections: Operations = {
  // API_DescribeVpnConnections.html: without pages.
  DescribeVpnConnections: (
    world,
    { VpnConnectionIds: ids }: { readonly VpnConnectionIds?: readonly string[] },
    { region },
  ) => {
    const { partition } = world;
    const here = world.ec2.VpnConnections.filter(({ Region }) => Region === region);
    const lost = ids?.find((id) => !here.some(({ VpnConnectionId }) => VpnConnectionId === id));
    if (lost !== undefined) return missing(lost);
    const wanted = here.filter(({ VpnConnectionId }) => ids?.includes(VpnConnectionId) ?? true);
    return { world, output: { VpnConnections: wanted.map((one) => shown(one, partition)) } };
  },
  // API_CreateTags.html: of one VPN connection, whatever is being done to it.
  CreateTags: (world, { Resources: [id = ''], Tags }: Tagging, { region }) => {
    const { VpnConnections } = world.ec2;
    const one = VpnConnections.find(
      ({ VpnConnectionId, Region }) => VpnConnectionId === id && Region === region,
    );
    if (!one) return refused('InvalidID', `The ID '${id}' is not valid`);
    const all = VpnConnections.map((each) =>
      each === one ? { ...one, Tags: { ...one.Tags, ...tagMap(Tags) } } : each,
    );
    return { world: { ...world, ec2: { ...world.ec2, VpnConnections: all } }, output: {} };
  },
  // API_ModifyVpnTunnelOptions.html: its endpoint is replaced.
  ModifyVpnTunnelOptions: connections.changes(
    (one, { VpnTunnelOutsideIpAddress: address, TunnelOptions }: Modify, _context, { partition }) => {
      if (one.State !== 'available') return refused('IncorrectState', `The vpnConnection is ${one.State}`);
      const tunnel = one.Options?.TunnelOptions.find(({ OutsideIpAddress }) => OutsideIpAddress === address);
      if (!tunnel)
        return refused('InvalidParameterValue', `There is no tunnel with the outside address ${address}`);
      if (Object.keys(given(TunnelOptions)).length === 0)
        return refused('MissingParameter', 'At least one tunnel option must be specified');
      const wrong = wrongIn(TunnelOptions, partition);
      if (wrong !== undefined) return refused('InvalidParameterValue', wrong);
      const wasUp = one.VgwTelemetry.some(
        ({ OutsideIpAddress, Status }) => OutsideIpAddress === address && Status === 'UP',
      );
      const next = withOptions(one, address, TunnelOptions);
      return {
        item: { ...withStatus(next, address, 'DOWN'), State: 'modifying' },
        later: [
          {
            seconds: 180,
            becomes: (then) => ({ ...then, State: 'available' }),
          },
          {
            seconds: 300,
            becomes: (then) => (tunnel.ComesBack && wasUp ? withStatus(then, address, 'UP') : then),
          },
        ],
      };
    },
  ),
};
