import { DescribeTransitGatewaysCommand, EC2Client } from '@aws-sdk/client-ec2';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { overTransitGateway } from '../facts/onward.ts';
import { transitGatewayArn, transitGatewayIdIn, transitGatewayIn } from '../facts/transit-gateway.ts';
import { transitGatewayOf } from '../parameters/described.ts';

const type = 'AWS::EC2::TransitGateway';

const targetOf = targetsOf(type, transitGatewayArn);

/**
 * Those that another account shares are that account's to change.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGateways.html
 */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeTransitGatewaysCommand({ MaxResults: 1000, NextToken });
    const answer = await aws.use(EC2Client).send(asking);
    return { items: answer.TransitGateways, next: answer.NextToken };
  });
  for await (const { TransitGatewayId: id, OwnerId, State } of pages)
    if (id !== undefined && OwnerId === place.account && State !== 'deleted') yield targetOf(id, place);
}

/** Transit gateways. AWS Config names them by id. */
const transitGateway: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:transit-gateway/tgw-{gateway}',
  configRecords: true,
  permissions: ['ec2:DescribeTransitGateways'],
  idOf: transitGatewayIdIn,
  resolve: async (text, place, aws) => {
    const id = transitGatewayIn(text, place);
    const found = id !== undefined && (await transitGatewayOf(id, aws));
    return found && found.OwnerId === place.account ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await transitGatewayOf(id, aws))?.Tags ?? []),
  onward: async ({ id }, aws) => overTransitGateway((await transitGatewayOf(id, aws)) ?? {}),
};

export default transitGateway;
