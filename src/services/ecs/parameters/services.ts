import {
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  type Service,
} from '@aws-sdk/client-ecs';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { serviceNamed } from '../facts/service.ts';

const maxResults = 100;

/** A cluster that is gone has no services any more. */
const unlessGone = <Answer>(asking: Promise<Answer>): Promise<Answer | undefined> =>
  unless('ClusterNotFoundException', undefined, asking);

const clusters = (aws: Aws): AsyncGenerator<string> =>
  everyPage(async (nextToken) => {
    const answer = await aws.use(ECSClient).send(new ListClustersCommand({ maxResults, nextToken }));
    return { items: answer.clusterArns, next: answer.nextToken };
  });

/** The services of the Region, by ARN. */
export async function* allServices(aws: Aws): AsyncGenerator<string> {
  for await (const cluster of clusters(aws))
    yield* everyPage(async (nextToken) => {
      const asking = new ListServicesCommand({ cluster, maxResults, nextToken });
      const answer = await unlessGone(aws.use(ECSClient).send(asking));
      return { items: answer?.serviceArns, next: answer?.nextToken };
    });
}

/** With its tags, so that one question does for both. One that was deleted is shown for a while, as `INACTIVE`. */
const within = async (cluster: string, arn: string, aws: Aws): Promise<Service | undefined> => {
  const asking = new DescribeServicesCommand({ cluster, services: [arn], include: ['TAGS'] });
  const answer = await unlessGone(aws.use(ECSClient).send(asking));
  return answer?.services?.find(({ serviceArn }) => serviceArn === arn);
};

/** One service, in its cluster; where its ARN does not name that, it is looked for in each. */
export const serviceOf = async (arn: string, aws: Aws): Promise<Service | undefined> => {
  const { cluster } = serviceNamed(arn) ?? {};
  if (cluster !== undefined) return within(cluster, arn, aws);
  for (const one of await allOf(clusters(aws))) {
    const found = await within(one, arn, aws);
    if (found) return found;
  }
  return undefined;
};
