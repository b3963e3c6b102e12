import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseBalancerArn } from '../facts/balancer-arn.ts';
import { endpointsOf } from '../facts/endpoints.ts';
import { onwardTo } from '../facts/onward.ts';
import { targetsByArn } from '../facts/target.ts';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';

const type = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

const targetOf = targetsByArn(type, parseBalancerArn);

async function* list(location: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancers = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeLoadBalancersCommand({ Marker }));
    return { items: answer.LoadBalancers, next: answer.NextMarker };
  });
  for await (const { LoadBalancerArn: arn = '' } of balancers) {
    const target = targetOf(arn, location);
    if (target) yield target;
  }
}

const resolve = async (id: string, location: Location, aws: Aws): Promise<Target | undefined> => {
  const target = targetOf(id, location);
  if (!target) return undefined;
  // Looked up where the caller is; a balancer of another Region is found again by whoever reads it there.
  if (target.region !== location.region) return target;
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [id] }));
  const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
  return answer?.LoadBalancers?.length ? target : undefined;
};

/** Application, Network and Gateway Load Balancers. AWS Config names them by ARN. */
const balancer: Resource = {
  type,
  arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/{kind}/{name}/{id}',
  configRecords: true,
  permissions: [
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
  ],
  idOf: (arn) => (parseBalancerArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const { TagDescriptions = [] } = await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new DescribeTagsCommand({ ResourceArns: [arn] }));
    const tags = TagDescriptions.flatMap(({ Tags = [] }) => Tags);
    return tagsByKey(tags);
  },
  endpoints: async ({ arn }, aws) => {
    const client = aws.use(ElasticLoadBalancingV2Client);
    const asking = client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
    const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
    const pages = everyPage(async (Marker) => {
      const page = client.send(new DescribeListenersCommand({ LoadBalancerArn: arn, Marker }));
      const { Listeners, NextMarker } =
        (await unless('LoadBalancerNotFoundException', undefined, page)) ?? {};
      return { items: Listeners, next: NextMarker };
    });
    const listeners: Listener[] = [];
    for await (const listener of pages) listeners.push(listener);
    return endpointsOf(answer?.LoadBalancers?.[0], listeners);
  },
  onward: async ({ arn }, aws) => {
    const client = aws.use(ElasticLoadBalancingV2Client);
    const groups = everyPage(async (Marker) => {
      const page = client.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn, Marker }));
      const { TargetGroups, NextMarker } =
        (await unless('LoadBalancerNotFoundException', undefined, page)) ?? {};
      return { items: TargetGroups, next: NextMarker };
    });
    const all = (await allOf(groups)).map(async (group) => {
      const asking = client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn }));
      const answer = await unless('TargetGroupNotFoundException', undefined, asking);
      return onwardTo(group, answer?.TargetHealthDescriptions ?? []);
    });
    return (await Promise.all(all)).flat();
  },
};

export default balancer;
