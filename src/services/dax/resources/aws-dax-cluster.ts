import { DescribeClustersCommand, ListTagsCommand, DAXClient } from '@aws-sdk/client-dax';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterArn, clusterNameIn } from '../facts/cluster.ts';

const type = 'AWS::DAX::Cluster';

const targetOf = targetsOf(type, clusterArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(DAXClient).send(new DescribeClustersCommand({ MaxResults: 100, NextToken }));
    return { items: answer.Clusters, next: answer.NextToken };
  });
  for await (const { ClusterName: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** Clusters of DynamoDB Accelerator, each named by its name. AWS Config does not record them; its rule names one by name or ARN. */
const cluster: Resource = {
  type,
  arn: 'arn:{partition}:dax:{region}:{account}:cache/{cluster}',
  permissions: ['dax:DescribeClusters', 'dax:ListTags'],
  idOf: clusterNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(clusterNameIn(id) ?? id, place);
    if (!canMean(id, target)) return undefined;
    const answer = await unless(
      'ClusterNotFoundFault',
      undefined,
      aws.use(DAXClient).send(new DescribeClustersCommand({ ClusterNames: [target.id] })),
    );
    return answer?.Clusters?.some(({ ClusterName }) => ClusterName === target.id) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const pages = everyPage(async (NextToken) => {
      const asked = new ListTagsCommand({ ResourceName: target.arn, NextToken });
      const answer = await aws.use(DAXClient).send(asked);
      return { items: answer.Tags, next: answer.NextToken };
    });
    return tagsByKey(await allOf(pages));
  },
  endpoints: async ({ id }, aws) => {
    const asked = aws.use(DAXClient).send(new DescribeClustersCommand({ ClusterNames: [id] }));
    const found = (await unless('ClusterNotFoundFault', undefined, asked))?.Clusters?.[0];
    const { Address: host, Port: port } = found?.ClusterDiscoveryEndpoint ?? {};
    // Nobody but its VPC reaches it. There is none while it is being made.
    return host !== undefined && port !== undefined ? [{ host, port, protocol: 'tls', internal: true }] : [];
  },
};

export default cluster;
