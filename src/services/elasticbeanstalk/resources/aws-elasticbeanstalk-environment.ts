import {
  DescribeEnvironmentsCommand,
  ElasticBeanstalkClient,
  ListTagsForResourceCommand,
  type EnvironmentDescription,
} from '@aws-sdk/client-elastic-beanstalk';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { askedBy, environmentNameIn } from '../facts/environment.ts';

const type = 'AWS::ElasticBeanstalk::Environment';

const targetOf = (
  { EnvironmentId: id, EnvironmentArn: arn }: EnvironmentDescription,
  { account, region, partition }: Location,
): Target | undefined =>
  id === undefined || arn === undefined ? undefined : { account, region, partition, type, id, arn };

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asking = new DescribeEnvironmentsCommand({ IncludeDeleted: false, MaxRecords: 1000, NextToken });
    const answer = await aws.use(ElasticBeanstalkClient).send(asking);
    return { items: answer.Environments, next: answer.NextToken };
  });
  for await (const one of pages) {
    const target = targetOf(one, place);
    if (target) yield target;
  }
}

/** Environments. AWS Config names them by id, people by name or ARN; an ARN holds names only. */
const environment: Resource = {
  type,
  arn: 'arn:{partition}:elasticbeanstalk:{region}:{account}:environment/{application}/{environment}',
  configRecords: true,
  permissions: ['elasticbeanstalk:DescribeEnvironments', 'elasticbeanstalk:ListTagsForResource'],
  idOf: environmentNameIn,
  resolve: async (id, place, aws) => {
    const asked = askedBy(id);
    if (!asked) return undefined;
    const { Environments = [] } = await aws
      .use(ElasticBeanstalkClient)
      .send(new DescribeEnvironmentsCommand({ ...asked, IncludeDeleted: false }));
    const target = Environments[0] && targetOf(Environments[0], place);
    return target && canMean(id, target) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceArn }, aws) => {
    const asking = aws.use(ElasticBeanstalkClient).send(new ListTagsForResourceCommand({ ResourceArn }));
    const answer = await unless('ResourceNotFoundException', undefined, asking);
    return tagsByKey(answer?.ResourceTags ?? []);
  },
};

export default environment;
