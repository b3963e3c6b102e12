import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { securityGroupArn, securityGroupIdIn, securityGroupIn } from '../facts/security-group.ts';

const type = 'AWS::EC2::SecurityGroup';

const targetOf = targetsOf(type, securityGroupArn);

/** Those that another account shares are that account's to change. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(EC2Client).send(new DescribeSecurityGroupsCommand({ NextToken }));
    return { items: answer.SecurityGroups, next: answer.NextToken };
  });
  for await (const { GroupId, OwnerId } of pages)
    if (GroupId !== undefined && OwnerId === place.account) yield targetOf(GroupId, place);
}

const describing = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
  const answer = await unless('InvalidGroup.NotFound', undefined, asking);
  return answer?.SecurityGroups?.find(({ GroupId }) => GroupId === id);
};

/** Security groups of VPCs. AWS Config names them by id, people also by ARN. */
const securityGroup: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:security-group/sg-{group}',
  configRecords: true,
  permissions: ['ec2:DescribeSecurityGroups'],
  idOf: securityGroupIdIn,
  // Who may not describe it can still be told so.
  resolve: async (id, place, aws) => {
    const found = securityGroupIn(id, place);
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

export default securityGroup;
