import { DescribeVpcPeeringConnectionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { overPeering } from '../facts/onward.ts';
import { peeringArn, peeringIdIn, peeringIn } from '../facts/vpc-peering-connection.ts';
import { peeringOf } from '../parameters/described.ts';

const type = 'AWS::EC2::VPCPeeringConnection';

const targetOf = targetsOf(type, peeringArn);

/**
 * Those that the account asked for and those that it was asked for: each side sees its own.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcPeeringConnections.html
 */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeVpcPeeringConnectionsCommand({ MaxResults: 1000, NextToken });
    const answer = await aws.use(EC2Client).send(asking);
    return { items: answer.VpcPeeringConnections, next: answer.NextToken };
  });
  for await (const { VpcPeeringConnectionId: id, Status } of pages)
    if (id !== undefined && Status?.Code !== 'deleted') yield targetOf(id, place);
}

/** VPC peering connections. AWS Config names them by id. */
const peering: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:vpc-peering-connection/pcx-{peering}',
  configRecords: true,
  permissions: ['ec2:DescribeVpcPeeringConnections'],
  idOf: peeringIdIn,
  resolve: async (text, place, aws) => {
    const id = peeringIn(text, place);
    return id !== undefined && (await peeringOf(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await peeringOf(id, aws))?.Tags ?? []),
  onward: async ({ id }, aws) => overPeering((await peeringOf(id, aws)) ?? {}),
};

export default peering;
