import type { Onward } from '../../../core/model/onward.ts';

interface Side {
  readonly VpcId?: string | undefined;
  readonly Region?: string | undefined;
}
/** As `DescribeVpcPeeringConnections` tells it. */
interface Peering {
  readonly Status?: { readonly Code?: string | undefined } | undefined;
  readonly RequesterVpcInfo?: Side | undefined;
  readonly AccepterVpcInfo?: Side | undefined;
}

/** The networks that a peering connects, while anything goes over it. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html */
export const overPeering = ({ Status, RequesterVpcInfo, AccepterVpcInfo }: Peering): readonly Onward[] => {
  if (Status?.Code !== 'active') return [];
  const sides = [RequesterVpcInfo, AccepterVpcInfo];
  const [a, b] = sides.map((one) => one?.Region);
  const isBetween = a !== undefined && b !== undefined && a !== b;
  return sides.flatMap((one) =>
    one?.VpcId === undefined
      ? []
      : [
          {
            to: one.VpcId,
            speaks: 'VPC peering',
            ...(isBetween && { encrypted: 'enforced' as const }),
            why: isBetween
              ? 'AWS encrypts what goes over VPC peering from one Region to another.'
              : 'Within one Region nothing about VPC peering itself encrypts, as far as EC2 tells.',
          },
        ],
  );
};

/** As `DescribeTransitGateways` tells it. */
interface TransitGateway {
  readonly State?: string | undefined;
  readonly TransitGatewayId?: string | undefined;
  readonly Options?:
    | { readonly EncryptionSupport?: { readonly EncryptionState?: string | undefined } | undefined }
    | undefined;
}

/** Its attachments are not read. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-encryption-support.html */
export const overTransitGateway = ({
  State,
  TransitGatewayId,
  Options,
}: TransitGateway): readonly Onward[] => {
  if (TransitGatewayId === undefined || State === 'deleted') return [];
  const isEncrypted = Options?.EncryptionSupport?.EncryptionState === 'enabled';
  return [
    {
      to: `what is attached to ${TransitGatewayId}`,
      speaks: 'transit gateway',
      ...(isEncrypted && { encrypted: 'enforced' as const }),
      why: isEncrypted
        ? 'Encryption Support is enabled: it is encrypted as far as the attachment. Attachments are not read here.'
        : 'Encryption Support is not enabled, as far as EC2 tells, and attachments are not read here: whether it is encrypted is not known.',
    },
  ];
};

/** As `DescribeVpnConnections` tells it. */
interface VpnConnection {
  readonly State?: string | undefined;
  readonly CustomerGatewayId?: string | undefined;
  readonly VpnGatewayId?: string | undefined;
  readonly TransitGatewayId?: string | undefined;
}

/** Both ends of a VPN. https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html */
export const overVpn = (connection: VpnConnection): readonly Onward[] => {
  const { State, CustomerGatewayId, VpnGatewayId, TransitGatewayId } = connection;
  if (State !== 'available') return [];
  const behind = TransitGatewayId ?? VpnGatewayId;
  return [
    ...(CustomerGatewayId === undefined
      ? []
      : [{ to: CustomerGatewayId, speaks: 'IPsec', encrypted: 'enforced' as const }]),
    ...(behind === undefined
      ? []
      : [
          {
            to: behind,
            why: 'IPsec ends before the gateway: from here on it goes as it was sent, and whether that is encrypted is not known.',
          },
        ]),
  ];
};

/** As `DescribeVpcEndpoints` tells it. */
interface VpcEndpoint {
  readonly State?: string | undefined;
  readonly ServiceName?: string | undefined;
  readonly ServiceNetworkArn?: string | undefined;
  readonly ResourceConfigurationArn?: string | undefined;
}

/** A private way, which AWS does not call encrypted. https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html */
export const overEndpoint = (endpoint: VpcEndpoint): readonly Onward[] => {
  const { State, ServiceName, ServiceNetworkArn, ResourceConfigurationArn } = endpoint;
  const to = ServiceName ?? ServiceNetworkArn ?? ResourceConfigurationArn;
  return to === undefined || !['available', 'partial'].includes(State?.toLowerCase() ?? '')
    ? []
    : [
        {
          to,
          speaks: 'PrivateLink',
          why: 'It carries what clients send as they send it: it is private, and whether it is encrypted is up to both sides.',
        },
      ];
};
