/** VPN connections as account files carry them. */
export const vpnId = 'vpn-0123456789abcdef0';
export const vpnArn = `arn:aws:ec2:eu-west-1:111122223333:vpn-connection/${vpnId}`;
/** The addresses of its tunnels. */
export const [firstTunnel, secondTunnel] = ['203.0.113.17', '203.0.113.34'] as const;
/** What nobody may ever print. */
export const keys = ['Secret_of_the_first', 'Secret_of_the_second'] as const;

const valued = (...values: readonly (string | number)[]) => values.map((Value) => ({ Value }));
const groups = valued(14, 15, 16, 17, 18, 19, 20, 21);

/** What a tunnel has when everything weak was taken away. */
export const strongLists = {
  IkeVersions: valued('ikev2'),
  Phase1DHGroupNumbers: groups,
  Phase1EncryptionAlgorithms: valued('AES256', 'AES256-GCM-16'),
  Phase1IntegrityAlgorithms: valued('SHA2-256', 'SHA2-384', 'SHA2-512'),
  Phase2DHGroupNumbers: groups,
  Phase2EncryptionAlgorithms: valued('AES256', 'AES256-GCM-16'),
  Phase2IntegrityAlgorithms: valued('SHA2-256', 'SHA2-384', 'SHA2-512'),
};
/** The same as the field has it. */
export const strong: readonly string[] = Object.entries(strongLists)
  .flatMap(([list, values]) =>
    values.map(({ Value }) => `${list === 'IkeVersions' ? 'IKEVersions' : list} ${Value}`),
  )
  .toSorted();

type Tunnel = Readonly<Record<string, unknown>>;

/** One connection with two tunnels; `telemetry` and `tunnels` say what is not as ever. */
export const vpn = (
  over: object = {},
  telemetry: readonly [Tunnel, Tunnel] = [{}, {}],
  tunnels: readonly [Tunnel, Tunnel] = [{}, {}],
) => ({
  ec2: {
    VpnConnections: [
      {
        VpnConnectionId: vpnId,
        VpnGatewayId: 'vgw-0123456789abcdef0',
        Options: {
          TunnelOptions: [
            { OutsideIpAddress: firstTunnel, PreSharedKey: keys[0], ...tunnels[0] },
            { OutsideIpAddress: secondTunnel, PreSharedKey: keys[1], ...tunnels[1] },
          ],
        },
        VgwTelemetry: [
          { OutsideIpAddress: firstTunnel, ...telemetry[0] },
          { OutsideIpAddress: secondTunnel, ...telemetry[1] },
        ],
        ...over,
      },
    ],
  },
});
