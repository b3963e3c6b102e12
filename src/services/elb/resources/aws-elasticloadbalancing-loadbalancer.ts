import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import {
  endpointsOf,
  isLoadBalancerName,
  loadBalancerArn,
  loadBalancerNameIn,
  onwardOf,
  termsOf,
} from '../facts/load-balancer.ts';

const type = 'AWS::ElasticLoadBalancing::LoadBalancer';

const targetOf = targetsOf(type, loadBalancerArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(ElasticLoadBalancingClient);
  const pages = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeLoadBalancersCommand({ Marker }));
    return { items: answer.LoadBalancerDescriptions, next: answer.NextMarker };
  });
  for await (const { LoadBalancerName: name } of pages) if (name !== undefined) yield targetOf(name, place);
}

const describe = async (name: string, aws: Aws) => {
  const asked = new DescribeLoadBalancersCommand({ LoadBalancerNames: [name] });
  const asking = aws.use(ElasticLoadBalancingClient).send(asked);
  return (await unless('AccessPointNotFoundException', undefined, asking))?.LoadBalancerDescriptions?.[0];
};

/** Classic Load Balancers. AWS Config names them by name. */
const loadBalancer: Resource = {
  type,
  arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{name}',
  configRecords: true,
  permissions: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeTags'],
  idOf: loadBalancerNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(loadBalancerNameIn(id) ?? id, place);
    if (!isLoadBalancerName(target.id) || !canMean(id, target)) return undefined;
    return (await describe(target.id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const { TagDescriptions = [] } = await aws
      .use(ElasticLoadBalancingClient)
      .send(new DescribeTagsCommand({ LoadBalancerNames: [id] }));
    return tagsByKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags));
  },
  endpoints: async ({ id }, aws) => endpointsOf(await describe(id, aws)),
  terms: async ({ id }, aws) => termsOf((await describe(id, aws)) ?? {}),
  onward: async ({ id }, aws) => onwardOf((await describe(id, aws)) ?? {}),
};

export default loadBalancer;
