import { DescribeTagsCommand, DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { orUnseen, unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { overEndpoint } from '../facts/onward.ts';
import { endpointArn, endpointIdIn, endpointIn } from '../facts/vpc-endpoint.ts';

const type = 'AWS::EC2::VPCEndpoint';

const targetOf = targetsOf(type, endpointArn);

/** One that was deleted is shown for a while. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(EC2Client).send(new DescribeVpcEndpointsCommand({ NextToken }));
    return { items: answer.VpcEndpoints, next: answer.NextToken };
  });
  for await (const { VpcEndpointId, OwnerId, State } of pages)
    if (VpcEndpointId !== undefined && OwnerId === place.account && State?.toLowerCase() !== 'deleted')
      yield targetOf(VpcEndpointId, place);
}

const describing = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  const answer = await unless('InvalidVpcEndpointId.NotFound', undefined, asking);
  return answer?.VpcEndpoints?.find(({ VpcEndpointId }) => VpcEndpointId === id);
};

/** VPC endpoints of every kind. AWS Config names them by id, people also by ARN. */
const endpoint: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:vpc-endpoint/vpce-{endpoint}',
  configRecords: true,
  permissions: ['ec2:DescribeTags', 'ec2:DescribeVpcEndpoints'],
  idOf: endpointIdIn,
  resolve: async (text, place, aws) => {
    const id = endpointIn(text, place);
    // Who may not describe it can still be told so.
    return id !== undefined && (await orUnseen(describing(id, aws))) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  onward: async ({ id }, aws) => overEndpoint((await describing(id, aws)) ?? {}),
  tags: async ({ id }, aws) => {
    const Filters = [{ Name: 'resource-id', Values: [id] }];
    const pages = everyPage(async (NextToken) => {
      const answer = await aws.use(EC2Client).send(new DescribeTagsCommand({ Filters, NextToken }));
      return { items: answer.Tags, next: answer.NextToken };
    });
    return tagsByKey(await allOf(pages));
  },
};

export default endpoint;
