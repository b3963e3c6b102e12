import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { orUnseen } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { securityGroupArn, securityGroupIdIn, securityGroupIn } from '../facts/security-group.ts';
import { securityGroupOf } from '../parameters/described.ts';

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

/** Security groups of VPCs. AWS Config names them by id, people also by ARN. */
const securityGroup: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:security-group/sg-{group}',
  configRecords: true,
  permissions: ['ec2:DescribeSecurityGroups'],
  idOf: securityGroupIdIn,
  resolve: async (text, place, aws) => {
    const id = securityGroupIn(text, place);
    // Who may not describe it can still be told so.
    return id !== undefined && (await orUnseen(securityGroupOf(id, aws))) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await securityGroupOf(id, aws))?.Tags ?? []),
};

export default securityGroup;
