import * as z from 'zod/mini';
import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList, tagRecords } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type Where } from '../../../sandbox/world.ts';

const refused = (name: string, message: string): Refusal =>
  refuse(name, 400, message, 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html');

/** As account files carry them. */
export const clientVpnEndpointRecord = z.strictObject({
  ClientVpnEndpointId: z.string().check(z.regex(/^cvpn-endpoint-[0-9a-f]{8,17}$/)),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  Status: z._default(z.strictObject({ Code: z.string() }), { Code: 'available' }),
  /** `null`: AWS does not answer it. */
  VpnProtocol: z._default(z.nullable(z.string()), 'openvpn'),
  TransportProtocol: z._default(z.enum(['tcp', 'udp']), 'udp'),
  VpnPort: z._default(z.union([z.literal(443), z.literal(1194)]), 443),
  /** `null`: AWS does not answer it. */
  SplitTunnel: z._default(z.nullable(z.boolean()), false),
  ServerCertificateArn: z.optional(z.string()),
  Tags: tagRecords,
});
type Recorded = z.output<typeof clientVpnEndpointRecord>;

export interface ClientVpnEndpoint extends Recorded {
  readonly Region: string;
}

export const loadClientVpnEndpoints = (
  records: readonly Recorded[],
  { region }: Where,
): readonly ClientVpnEndpoint[] => records.map((one) => ({ ...one, Region: one.Region ?? region }));

const shown = ({ Region: _region, VpnProtocol, SplitTunnel, Tags, ...one }: ClientVpnEndpoint) => ({
  ...one,
  ...(VpnProtocol !== null && { VpnProtocol }),
  ...(SplitTunnel !== null && { SplitTunnel }),
  Tags: tagList(Tags),
});

export const clientVpnEndpoints: Operations = {
  // API_DescribeClientVpnEndpoints.html
  DescribeClientVpnEndpoints: lists({
    as: 'ClientVpnEndpoints',
    token: 'NextToken',
    most: { as: 'MaxResults', least: 5, largest: 1000 },
    wrong: (message) => refused('InvalidParameterValue', message),
    items: (
      { ec2 },
      { ClientVpnEndpointIds: ids = [] }: { readonly ClientVpnEndpointIds?: readonly string[] },
      { region },
    ) => {
      const here = ec2.ClientVpnEndpoints.filter(({ Region }) => Region === region);
      const lost = ids.find((id) => !here.some(({ ClientVpnEndpointId }) => ClientVpnEndpointId === id));
      if (lost !== undefined)
        return refused('InvalidClientVpnEndpointId.NotFound', `Endpoint ${lost} does not exist`);
      const found = here.filter(({ ClientVpnEndpointId: id }) => ids.length === 0 || ids.includes(id));
      return found.map(shown);
    },
  }),
};
