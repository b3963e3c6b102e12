import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { vpcArn, vpcIdIn, vpcIn } from '../facts/vpc.ts';

const type = 'AWS::EC2::VPC';

const targetOf = targetsOf(type, vpcArn);

/** Those that another account shares are that account's to change. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(EC2Client).send(new DescribeVpcsCommand({ NextToken }));
    return { items: answer.Vpcs, next: answer.NextToken };
  });
  for await (const { VpcId, OwnerId } of pages)
    if (VpcId !== undefined && OwnerId === place.account) yield targetOf(VpcId, place);
}

const describing = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeVpcsCommand({ VpcIds: [id] }));
  const answer = await unless('InvalidVpcID.NotFound', undefined, asking);
  return answer?.Vpcs?.find(({ VpcId }) => VpcId === id);
};

/** VPCs. AWS Config names them by id, people also by ARN. */
const vpc: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:vpc/{vpc}',
  configRecords: true,
  permissions: ['ec2:DescribeVpcs'],
  idOf: vpcIdIn,
  // Who may not describe it can still be told so.
  resolve: async (id, place, aws) => {
    const found = vpcIn(id, place);
    if (found === undefined) return undefined;
    try {
      return (await describing(found, aws)) && targetOf(found, place);
    } catch (error) {
      if (isDenied(error)) return targetOf(found, place);
      throw error;
    }
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await describing(id, aws))?.Tags ?? []),
};

export default vpc;
