import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { orUnseen } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { vpcArn, vpcIdIn, vpcIn } from '../facts/vpc.ts';
import { vpcOf } from '../parameters/described.ts';

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

/** VPCs. AWS Config names them by id, people also by ARN. */
const vpc: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:vpc/vpc-{vpc}',
  configRecords: true,
  permissions: ['ec2:DescribeVpcs'],
  idOf: vpcIdIn,
  resolve: async (text, place, aws) => {
    const id = vpcIn(text, place);
    // Who may not describe it can still be told so.
    return id !== undefined && (await orUnseen(vpcOf(id, aws))) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await vpcOf(id, aws))?.Tags ?? []),
};

export default vpc;
