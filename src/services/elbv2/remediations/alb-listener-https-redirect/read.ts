import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import { targetGroupsOf } from '../../facts/deployment-routes.ts';
import { openParts } from '../../facts/plaintext-rules.ts';
import type { HttpsListener } from '../../facts/redirect-target.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { deploymentsOf, noDeployments } from './read-deployments.ts';
import { elb, listenerOf, listenersOf } from './read-listeners.ts';
import {
  cloudFrontListsOf,
  hasAccelerators,
  hasVpcOrigins,
  permissionsOf,
  prefixListsOf,
} from './read-network.ts';
import type { Around, Deployments, Front, HealthCheck, State } from './state.ts';

/**
 * How a network balancer checks this one; of another balancer that is over HTTP or HTTPS, and over HTTP unless told
 * otherwise.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
const checkOf = (group: TargetGroup, port: number): HealthCheck | null => {
  const { TargetGroupArn = '', HealthCheckPort = 'traffic-port', HealthCheckPath = '/', Matcher } = group;
  if (group.HealthCheckProtocol === 'HTTPS') return null;
  return {
    group: group.TargetGroupName ?? TargetGroupArn.split('/')[1] ?? TargetGroupArn,
    port: HealthCheckPort === 'traffic-port' ? port : Number(HealthCheckPort),
    path: HealthCheckPath,
    matcher: Matcher?.HttpCode ?? '',
  };
};

/** The network balancers that send to a target group, by what their listeners speak. */
const frontsBy = async (group: TargetGroup, port: number, aws: Aws): Promise<readonly Front[]> => {
  const { TargetGroupArn = '', LoadBalancerArns = [] } = group;
  const check = checkOf(group, port);
  return Promise.all(
    LoadBalancerArns.map(async (arn) => {
      const using = (await listenersOf(arn, aws)).filter(({ DefaultActions = [] }) =>
        JSON.stringify(DefaultActions).includes(TargetGroupArn),
      );
      const protocols = [...new Set(using.map(({ Protocol = '' }) => Protocol))].toSorted();
      return { name: arn.split('/')[2] ?? arn, port, protocols, check };
    }),
  );
};

const order = ({ name, check }: Front): string => `${name} ${check?.group}`;

/** A balancer can be a target only of target groups of type `alb`, in its own account. */
const frontsOf = async (balancer: string, aws: Aws): Promise<readonly Front[]> => {
  const groups = await allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeTargetGroupsCommand({ Marker }));
      return { items: answer.TargetGroups, next: answer.NextMarker };
    }),
  );
  const fronts: Front[] = [];
  for (const group of groups.filter(({ TargetType }) => TargetType === 'alb')) {
    const { TargetGroupArn } = group;
    const { TargetHealthDescriptions = [] } = await elb(aws).send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    );
    for (const { Target: to } of TargetHealthDescriptions)
      if (to?.Id === balancer) fronts.push(...(await frontsBy(group, to.Port ?? group.Port ?? 0, aws)));
  }
  return fronts.toSorted((a, b) => a.port - b.port || (order(a) < order(b) ? -1 : 1));
};

/** Without an HTTPS listener nothing is planned, and deployments are not asked for. */
const deploymentsAround = async (
  arn: string,
  listeners: readonly HttpsListener[],
  aws: Aws,
): Promise<Deployments> =>
  listeners.some(({ protocol }) => protocol === 'HTTPS')
    ? deploymentsOf(arn, targetGroupsOf(openParts(listeners)), aws)
    : noDeployments;

const aroundOf = async (
  balancer: LoadBalancer,
  arn: string,
  listeners: readonly HttpsListener[],
  aws: Aws,
): Promise<Around> => {
  const { SecurityGroups = [], Scheme, VpcId = '' } = balancer;
  const { TagDescriptions = [] } = await elb(aws).send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  const tags = TagDescriptions.flatMap(({ Tags = [] }) => Tags);
  // Without security groups nothing is filtered, so there is nothing to compare.
  const permissions = SecurityGroups.length === 0 ? [] : await permissionsOf(SecurityGroups, aws);
  return {
    tags: tagsByKey(tags),
    permissions,
    prefixLists: await prefixListsOf(permissions, aws),
    cloudFrontLists: await cloudFrontListsOf(permissions, aws),
    accelerators: await hasAccelerators(VpcId, aws),
    vpcOrigins: Scheme === 'internal' ? await hasVpcOrigins(VpcId, aws) : false,
    fronts: await frontsOf(arn, aws),
    deployments: await deploymentsAround(arn, listeners, aws),
  };
};

/** Everything that the decision needs; `undefined`: the balancer is gone. */
export const read = async ({ arn }: Target, aws: Aws): Promise<State | undefined> => {
  const asking = elb(aws).send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
  const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
  const balancer = answer?.LoadBalancers?.[0];
  if (!balancer) return undefined;
  const {
    LoadBalancerName: name = arn,
    DNSName: dns = '',
    Type: type = '',
    Scheme,
    State: state,
    IpAddressType = 'ipv4',
  } = balancer;
  const listeners =
    type === 'application'
      ? await Promise.all((await listenersOf(arn, aws)).map((listener) => listenerOf(listener, aws)))
      : [];
  return {
    name,
    dns,
    type,
    state: state?.Code ?? 'unknown',
    internal: Scheme === 'internal',
    ipv6: IpAddressType !== 'ipv4',
    listeners: listeners.toSorted((a, b) => a.port - b.port),
    around: openParts(listeners).length > 0 ? await aroundOf(balancer, arn, listeners, aws) : null,
  };
};
