import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { balancerArnOf, parseListenerArn } from '../facts/balancer-arn.ts';
import { endpointsOf, termsOf } from '../facts/endpoints.ts';
import { targetsByArn } from '../facts/target.ts';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';

const type = 'AWS::ElasticLoadBalancingV2::Listener';

const targetOf = targetsByArn(type, parseListenerArn);

/** Listeners have no list of their own: balancer by balancer, one at a time, each page by page. */
async function* list(location: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancers = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeLoadBalancersCommand({ Marker }));
    return { items: answer.LoadBalancers, next: answer.NextMarker };
  });
  for await (const { LoadBalancerArn } of balancers) {
    const listeners = everyPage(async (Marker) => {
      const asking = client.send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      // Deleted since it was listed.
      const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
      return { items: answer?.Listeners, next: answer?.NextMarker };
    });
    for await (const { ListenerArn: arn = '' } of listeners) {
      const target = targetOf(arn, location);
      if (target) yield target;
    }
  }
}

const described = async (arn: string, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeListenersCommand({ ListenerArns: [arn] }));
  return (await unless('ListenerNotFoundException', undefined, asking))?.Listeners ?? [];
};

const resolve = async (id: string, location: Location, aws: Aws): Promise<Target | undefined> => {
  const target = targetOf(id, location);
  if (!target || target.region !== location.region) return target;
  return (await described(id, aws)).length > 0 ? target : undefined;
};

/** The listener's own tags over its balancer's: owners tag balancers, and controllers tag both. */
const tags = async ({ arn }: Target, aws: Aws): Promise<Readonly<Record<string, string>>> => {
  const order = [balancerArnOf(arn), arn];
  const { TagDescriptions = [] } = await aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeTagsCommand({ ResourceArns: order }));
  const all = order.flatMap((on) => TagDescriptions.filter(({ ResourceArn }) => ResourceArn === on));
  return tagsByKey(all.flatMap(({ Tags = [] }) => Tags));
};

/** Listeners of Application, Network and Gateway Load Balancers. AWS Config names them by ARN. */
const listener: Resource = {
  type,
  arn: 'arn:{partition}:elasticloadbalancing:{region}:{account}:listener/{kind}/{name}/{balancer}/{id}',
  configRecords: true,
  permissions: [
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTags',
  ],
  idOf: (arn) => (parseListenerArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => balancerArnOf(arn),
  tags,
  endpoints: async ({ arn }, aws) => {
    const client = aws.use(ElasticLoadBalancingV2Client);
    const [listeners, balancers] = await Promise.all([
      described(arn, aws),
      unless(
        'LoadBalancerNotFoundException',
        undefined,
        client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancerArnOf(arn)] })),
      ),
    ]);
    return endpointsOf(balancers?.LoadBalancers?.[0], listeners);
  },
  terms: async ({ arn }, aws) => termsOf(await described(arn, aws)),
};

export default listener;
