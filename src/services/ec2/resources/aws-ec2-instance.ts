import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { instanceArn, instanceIdIn, instanceIn, isTerminated } from '../facts/instance.ts';
import { instanceOf } from '../parameters/described.ts';

const type = 'AWS::EC2::Instance';

const targetOf = targetsOf(type, instanceArn);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeInstancesCommand({ MaxResults: 1000, NextToken });
    const answer = await aws.use(EC2Client).send(asking);
    return { items: answer.Reservations, next: answer.NextToken };
  });
  for await (const { Instances = [] } of pages)
    for (const { InstanceId: id, State } of Instances)
      if (id !== undefined && !isTerminated(State?.Name)) yield targetOf(id, place);
}

/** EC2 instances. AWS Config names them by id. */
const instance: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:instance/i-{instance}',
  configRecords: true,
  permissions: ['ec2:DescribeInstances'],
  idOf: instanceIdIn,
  resolve: async (text, place, aws) => {
    const id = instanceIn(text, place);
    return id !== undefined && (await instanceOf(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await instanceOf(id, aws))?.Tags ?? []),
};

export default instance;
