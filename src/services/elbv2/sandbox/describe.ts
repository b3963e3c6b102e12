import type { Operation } from '../../../sandbox/world.ts';
import { targetGroupsIn } from './actions.ts';
import type { Listener, Rule, TargetGroup } from './records.ts';
import { balancerOf, invalid, listenerOf, notFound, regionOf } from './world.ts';

/** AWS may always answer less than a page: small ones, so that nobody gets away with reading one page. */
const largestPage = 5;

interface Paged {
  readonly PageSize?: number;
  readonly Marker?: string;
}

const page = (all: readonly object[], { PageSize, Marker }: Paged, key: string): object => {
  const from = Marker === undefined ? 0 : Number(Buffer.from(Marker, 'base64').toString());
  const to = from + Math.min(PageSize ?? largestPage, largestPage);
  const next = to < all.length && { NextMarker: Buffer.from(String(to)).toString('base64') };
  return { [key]: all.slice(from, to), ...next };
};

const isPageSizeWrong = ({ PageSize }: Paged): boolean =>
  PageSize !== undefined && (PageSize < 1 || PageSize > 400);

export const describeLoadBalancers: Operation<Paged & { LoadBalancerArns?: readonly string[] }> = (
  world,
  input,
  { region },
) => {
  const here = world.elbv2.LoadBalancers.filter(({ LoadBalancerArn: arn }) => regionOf(arn) === region);
  const { LoadBalancerArns: arns } = input;
  const doc = 'API_DescribeLoadBalancers.html';
  if (isPageSizeWrong(input)) return invalid('PageSize is from 1 to 400', doc);
  if (!arns?.length) return { world, output: page(here, input, 'LoadBalancers') };
  if (arns.length > 20) return invalid('Up to 20 load balancers can be described in one call', doc);
  const found = here.filter(({ LoadBalancerArn: arn }) => arns.includes(arn));
  if (found.length < arns.length)
    return notFound('LoadBalancerNotFoundException', 'One or more load balancers', doc);
  return { world, output: { LoadBalancers: found } };
};

/** As DescribeListeners and ModifyListener show it. */
export const shownListener = ({ Attributes: _attributes, ...shown }: Listener): object => shown;

type Listeners = Paged & { readonly LoadBalancerArn?: string; readonly ListenerArns?: readonly string[] };
export const describeListeners: Operation<Listeners> = (world, input, { region }) => {
  const { LoadBalancerArn: balancer, ListenerArns: arns } = input;
  const { LoadBalancers, Listeners } = world.elbv2;
  const doc = 'API_DescribeListeners.html';
  if (isPageSizeWrong(input)) return invalid('PageSize is from 1 to 400', doc);
  if ((balancer === undefined) === !arns?.length)
    return invalid('Specify either listener ARNs or a load balancer ARN', doc);
  const here = Listeners.filter(({ ListenerArn: arn }) => regionOf(arn) === region);
  if (balancer === undefined) {
    const found = here.filter(({ ListenerArn: arn }) => arns?.includes(arn));
    return found.length < (arns?.length ?? 0)
      ? notFound('ListenerNotFoundException', 'One or more listeners', doc)
      : { world, output: { Listeners: found.map(shownListener) } };
  }
  if (regionOf(balancer) !== region || !LoadBalancers.some(({ LoadBalancerArn: arn }) => arn === balancer))
    return notFound('LoadBalancerNotFoundException', 'Load balancer', doc);
  const found = here.filter(({ LoadBalancerArn: arn }) => arn === balancer);
  return { world, output: page(found.map(shownListener), input, 'Listeners') };
};

/** A listener's own actions show as its last rule. */
const defaultRule = ({ ListenerArn, DefaultActions }: Listener): object => ({
  RuleArn: `${ListenerArn.replace(':listener/', ':listener-rule/')}/default`,
  Priority: 'default',
  Conditions: [],
  Actions: DefaultActions,
  IsDefault: true,
});
/** As DescribeRules and ModifyRule show it. */
export const shownRule = (rule: Rule): object => ({ ...rule, IsDefault: false });

type Rules = Paged & { readonly ListenerArn?: string; readonly RuleArns?: readonly string[] };
export const describeRules: Operation<Rules> = (world, input, { region }) => {
  const { ListenerArn: on, RuleArns: arns } = input;
  const { Listeners, Rules } = world.elbv2;
  const doc = 'API_DescribeRules.html';
  if (isPageSizeWrong(input)) return invalid('PageSize is from 1 to 400', doc);
  if ((on === undefined) === !arns?.length) return invalid('Specify either rule ARNs or a listener ARN', doc);
  if (on === undefined) {
    const found = Rules.filter(({ RuleArn: arn }) => arns?.includes(arn) && regionOf(arn) === region);
    return found.length < (arns?.length ?? 0)
      ? notFound('RuleNotFoundException', 'One or more rules', doc)
      : { world, output: { Rules: found.map(shownRule) } };
  }
  const listener = Listeners.find(({ ListenerArn: arn }) => arn === on && regionOf(arn) === region);
  if (!listener) return notFound('ListenerNotFoundException', 'One or more listeners', doc);
  const own = Rules.filter(({ RuleArn: arn }) => listenerOf(arn) === on).toSorted(
    (a, b) => Number(a.Priority) - Number(b.Priority),
  );
  return { world, output: page([...own.map(shownRule), defaultRule(listener)], input, 'Rules') };
};

export const describeListenerCertificates: Operation<Paged & { ListenerArn: string }> = (
  world,
  input,
  { region },
) => {
  const { Listeners, ListenerCertificates } = world.elbv2;
  const listener = Listeners.find(
    ({ ListenerArn: arn }) => arn === input.ListenerArn && regionOf(arn) === region,
  );
  if (!listener)
    return notFound(
      'ListenerNotFoundException',
      'One or more listeners',
      'API_DescribeListenerCertificates.html',
    );
  const own = (listener.Certificates ?? []).map((certificate) => ({ ...certificate, IsDefault: true }));
  const more = ListenerCertificates.filter(({ ListenerArn: arn }) => arn === input.ListenerArn).map(
    ({ CertificateArn }) => ({ CertificateArn, IsDefault: false }),
  );
  return { world, output: page([...own, ...more], input, 'Certificates') };
};

export const describeTags: Operation<{ ResourceArns: readonly string[] }> = (
  world,
  { ResourceArns: arns },
  { region },
) => {
  const { LoadBalancers, Listeners, Rules, TargetGroups, Tags } = world.elbv2;
  if (arns.length > 20)
    return invalid('Up to 20 resources can be described in one call', 'API_DescribeTags.html');
  const known = new Set([
    ...LoadBalancers.map((it) => it.LoadBalancerArn),
    ...Listeners.map((it) => it.ListenerArn),
    ...Rules.map((it) => it.RuleArn),
    ...TargetGroups.map((it) => it.TargetGroupArn),
  ]);
  if (arns.some((arn) => !known.has(arn) || regionOf(arn) !== region))
    return notFound('LoadBalancerNotFoundException', 'One or more resources', 'API_DescribeTags.html');
  const TagDescriptions = arns.map((ResourceArn) => ({
    ResourceArn,
    Tags: Tags.filter((it) => it.ResourceArn === ResourceArn).flatMap((it) => it.Tags),
  }));
  return { world, output: { TagDescriptions } };
};

/**
 * A network balancer takes 200-399 for healthy, also of another balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
const shownCheck = ({ Protocol, HealthCheckProtocol, HealthCheckPath = '/', Matcher }: TargetGroup) =>
  HealthCheckProtocol === 'TCP'
    ? {}
    : {
        HealthCheckPath,
        Matcher: Matcher ?? { HttpCode: Protocol.startsWith('HTTP') ? '200' : '200-399' },
      };

type Groups = Paged & { readonly LoadBalancerArn?: string; readonly TargetGroupArns?: readonly string[] };
export const describeTargetGroups: Operation<Groups> = (world, input, { region }) => {
  const { Listeners, Rules, TargetGroups } = world.elbv2;
  const uses = [
    ...Listeners.map((it) => [it.LoadBalancerArn, targetGroupsIn(it.DefaultActions)] as const),
    ...Rules.map((it) => [balancerOf(it.RuleArn), targetGroupsIn(it.Actions)] as const),
  ];
  const all = TargetGroups.filter(({ TargetGroupArn: arn }) => regionOf(arn) === region).map(
    ({ Targets: _targets, ...group }) => ({
      ...group,
      ...shownCheck({ Targets: _targets, ...group }),
      LoadBalancerArns: [
        ...new Set(uses.filter(([, groups]) => groups.includes(group.TargetGroupArn)).map(([arn]) => arn)),
      ],
    }),
  );
  const { LoadBalancerArn: balancer, TargetGroupArns: arns } = input;
  const found = all.filter(
    (group) =>
      (balancer === undefined || group.LoadBalancerArns.includes(balancer)) &&
      (!arns?.length || arns.includes(group.TargetGroupArn)),
  );
  if (arns && found.length < arns.length)
    return notFound(
      'TargetGroupNotFoundException',
      'One or more target groups',
      'API_DescribeTargetGroups.html',
    );
  return { world, output: page(found, input, 'TargetGroups') };
};

export const describeTargetHealth: Operation<{ TargetGroupArn: string }> = (
  world,
  { TargetGroupArn },
  { region },
) => {
  const group = world.elbv2.TargetGroups.find(
    ({ TargetGroupArn: arn }) => arn === TargetGroupArn && regionOf(arn) === region,
  );
  if (!group)
    return notFound(
      'TargetGroupNotFoundException',
      'One or more target groups',
      'API_DescribeTargetHealth.html',
    );
  const TargetHealthDescriptions = group.Targets.map(({ Id, Port = group.Port, State = 'healthy' }) => ({
    Target: { Id, Port },
    HealthCheckPort: group.HealthCheckPort === 'traffic-port' ? String(Port) : group.HealthCheckPort,
    TargetHealth: { State },
  }));
  return { world, output: { TargetHealthDescriptions } };
};

type Policies = Paged & { readonly Names?: readonly string[]; readonly LoadBalancerType?: string };
export const describeSslPolicies: Operation<Policies> = (world, input) => {
  const { SSLPolicies } = world.elbv2;
  const { Names: names, LoadBalancerType: type } = input;
  const found = SSLPolicies.filter(
    (policy) =>
      (!names?.length || names.includes(policy.Name)) &&
      (type === undefined || policy.SupportedLoadBalancerTypes.includes(type)),
  );
  if (names?.some((name) => !SSLPolicies.some((policy) => policy.Name === name)))
    return notFound('SSLPolicyNotFoundException', 'One or more SSL policies', 'API_DescribeSSLPolicies.html');
  return { world, output: page(found, input, 'SslPolicies') };
};
