import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { enforced } from '../../../families/enforced.ts';
import { isDeletedEndpoint } from '../facts/client-vpn-endpoint.ts';
import { clientVpnEndpointOf } from '../parameters/described.ts';

const page = 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/data-protection.html';

const read = async ({ id }: Target, aws: Aws) => {
  const found = await clientVpnEndpointOf(id, aws);
  if (!found || isDeletedEndpoint(found.Status?.Code)) return undefined;
  // Not told is not "no".
  return { value: found.VpnProtocol ?? null, splitTunnel: String(found.SplitTunnel ?? 'not told') };
};
type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;

const { messages, plan, ...parts } = enforced({
  thing: 'Client VPN endpoint',
  page,
  says: 'clients reach it with OpenVPN over TLS 1.2 or newer, and with nothing else.',
  caveat:
    'It is about the way from clients to the endpoint. What they send is decrypted there: it goes on as it is, into the VPC and beyond it (peered VPCs, networks on premises, the internet). How long the server certificate is valid is looked at by acm-certificate-valid.',
  field: { name: 'VpnProtocol', holds: (value) => value === 'openvpn' },
  read,
});

/** Shows that clients of a Client VPN endpoint reach it over TLS only. */
export default remediation({
  meta: {
    id: 'client-vpn-endpoint',
    version: 1,
    family: 'enforced',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Client VPN endpoints are reached over TLS only',
    summary:
      'Reads the protocol of a Client VPN endpoint and compares it with what AWS documents: OpenVPN over TLS, and no other. It says where that ends, and whether clients send everything through it (no split tunnel). Nothing is written.',
    resourceType: 'AWS::EC2::ClientVpnEndpoint',
    configRules: [],
    controls: [],
    services: ['ec2'],
    reversible: true,
    permissions: { read: ['ec2:DescribeClientVpnEndpoints'], write: [], undo: [] },
    messages: {
      ...messages,
      'split-tunnel': {
        says: 'SplitTunnel of Client VPN endpoint {name} is {splitTunnel}: where it is true, clients send through the endpoint only what its routes name, and everything else past it, as it is.',
      },
    },
    docs: [
      page,
      'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/split-tunnel-vpn.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnEndpoint.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  read,
  plan: (seen: Seen, target: Target) => {
    const verdict = plan(seen, target);
    const { splitTunnel } = seen;
    if (verdict.is !== 'compliant') return verdict;
    const note = saying('split-tunnel', splitTunnel !== 'false', { name: target.id, splitTunnel });
    return { ...verdict, notes: [...(verdict.notes ?? []), ...note] };
  },
});
