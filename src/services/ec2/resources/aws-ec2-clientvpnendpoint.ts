import { DescribeClientVpnEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import {
  clientVpnEndpointArn,
  clientVpnEndpointIdIn,
  clientVpnEndpointIn,
  isDeletedEndpoint,
} from '../facts/client-vpn-endpoint.ts';
import { clientVpnEndpointOf } from '../parameters/described.ts';

const type = 'AWS::EC2::ClientVpnEndpoint';

const targetOf = targetsOf(type, clientVpnEndpointArn);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeClientVpnEndpoints.html */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeClientVpnEndpointsCommand({ MaxResults: 1000, NextToken });
    const answer = await aws.use(EC2Client).send(asking);
    return { items: answer.ClientVpnEndpoints, next: answer.NextToken };
  });
  for await (const { ClientVpnEndpointId: id, Status } of pages)
    if (id !== undefined && !isDeletedEndpoint(Status?.Code)) yield targetOf(id, place);
}

/** Client VPN endpoints. AWS Config names them by id. */
const clientVpnEndpoint: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:client-vpn-endpoint/cvpn-endpoint-{endpoint}',
  configRecords: true,
  permissions: ['ec2:DescribeClientVpnEndpoints'],
  idOf: clientVpnEndpointIdIn,
  resolve: async (text, place, aws) => {
    const id = clientVpnEndpointIn(text, place);
    return id !== undefined && (await clientVpnEndpointOf(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await clientVpnEndpointOf(id, aws))?.Tags ?? []),
  terms: async ({ id }, aws) => {
    const { ServerCertificateArn: certificate } = (await clientVpnEndpointOf(id, aws)) ?? {};
    return certificate === undefined ? [] : [{ certificate }];
  },
};

export default clientVpnEndpoint;
