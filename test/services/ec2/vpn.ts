/** VPN connections as account files carry them. */
export const vpnId = 'vpn-0123456789abcdef0';
export const vpnArn = `arn:aws:ec2:eu-west-1:111122223333:vpn-connection/${vpnId}`;
/** The addresses of its tunnels. */
export const [firstTunnel, secondTunnel] = ['203.0.113.17', '203.0.113.34'] as const;
/** What nobody may ever print. */
export const keys = ['Secret_of_the_first', 'Secret_of_the_second'] as const;

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
