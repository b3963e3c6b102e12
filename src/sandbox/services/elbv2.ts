import { refuse, type Operation, type Operations, type Refusal } from '../world.ts';
import { actionsRefusal, invalid, shown, targetGroupsIn } from './elbv2-actions.ts';
import type { Action, Elbv2, Listener, Rule } from './elbv2-records.ts';
import { around, balancerOf, listenerOf, regionOf } from './elbv2-world.ts';

const api = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/';
const notFound = (name: string, what: string, page: string): Refusal =>
  refuse(name, 400, `${what} not found`, `${api}${page}`);

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

const describeLoadBalancers: Operation<Paged & { LoadBalancerArns?: readonly string[] }> = (
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

type Listeners = Paged & { readonly LoadBalancerArn?: string; readonly ListenerArns?: readonly string[] };
const describeListeners: Operation<Listeners> = (world, input, { region }) => {
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
      : { world, output: { Listeners: found } };
  }
  if (regionOf(balancer) !== region || !LoadBalancers.some(({ LoadBalancerArn: arn }) => arn === balancer))
    return notFound('LoadBalancerNotFoundException', 'Load balancer', doc);
  const found = here.filter(({ LoadBalancerArn: arn }) => arn === balancer);
  return { world, output: page(found, input, 'Listeners') };
};

/** A listener's own actions show as its last rule. */
const defaultRule = ({ ListenerArn, DefaultActions }: Listener): object => ({
  RuleArn: `${ListenerArn.replace(':listener/', ':listener-rule/')}/default`,
  Priority: 'default',
  Conditions: [],
  Actions: DefaultActions,
  IsDefault: true,
});
const shownRule = (rule: Rule): object => ({ ...rule, IsDefault: false });

type Rules = Paged & { readonly ListenerArn?: string; readonly RuleArns?: readonly string[] };
const describeRules: Operation<Rules> = (world, input, { region }) => {
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

const describeListenerCertificates: Operation<Paged & { ListenerArn: string }> = (
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

const describeTags: Operation<{ ResourceArns: readonly string[] }> = (
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

type Groups = Paged & { readonly LoadBalancerArn?: string; readonly TargetGroupArns?: readonly string[] };
const describeTargetGroups: Operation<Groups> = (world, input, { region }) => {
  const { Listeners, Rules, TargetGroups } = world.elbv2;
  const uses = [
    ...Listeners.map((it) => [it.LoadBalancerArn, targetGroupsIn(it.DefaultActions)] as const),
    ...Rules.map((it) => [balancerOf(it.RuleArn), targetGroupsIn(it.Actions)] as const),
  ];
  const all = TargetGroups.filter(({ TargetGroupArn: arn }) => regionOf(arn) === region).map(
    ({ Targets: _targets, ...group }) => ({
      ...group,
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

const describeTargetHealth: Operation<{ TargetGroupArn: string }> = (
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
    TargetHealth: { State },
  }));
  return { world, output: { TargetHealthDescriptions } };
};

type Policies = Paged & { readonly Names?: readonly string[]; readonly LoadBalancerType?: string };
const describeSslPolicies: Operation<Policies> = (world, input) => {
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

const policyRefusal = (elbv2: Elbv2, listener: Listener, name: string): Refusal | undefined => {
  const doc = 'API_ModifyListener.html';
  if (listener.Protocol !== 'HTTPS' && listener.Protocol !== 'TLS')
    return invalid('A security policy can only be specified for a secure listener', doc);
  const policy = elbv2.SSLPolicies.find(({ Name }) => Name === name);
  if (!policy) return notFound('SSLPolicyNotFoundException', `Policy ${name}`, doc);
  const balancer = elbv2.LoadBalancers.find((it) => it.LoadBalancerArn === listener.LoadBalancerArn);
  return policy.SupportedLoadBalancerTypes.includes(balancer?.Type ?? '')
    ? undefined
    : refuse(
        'InvalidConfigurationRequestException',
        400,
        `Policy ${name} is not supported here`,
        `${api}${doc}`,
      );
};

interface ModifyListener {
  readonly ListenerArn: string;
  readonly SslPolicy?: string;
  readonly DefaultActions?: Action[];
}
/** What is not named stays as it is. */
const modifyListener: Operation<ModifyListener> = (world, input, { region }) => {
  const { elbv2 } = world;
  const { ListenerArn, SslPolicy, DefaultActions } = input;
  const old = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === ListenerArn && regionOf(arn) === region);
  if (!old) return notFound('ListenerNotFoundException', 'Listener', 'API_ModifyListener.html');
  const refusal =
    (SslPolicy === undefined ? undefined : policyRefusal(elbv2, old, SslPolicy)) ??
    (DefaultActions && actionsRefusal(DefaultActions, around(elbv2, old)));
  if (refusal) return refusal;
  const changed = {
    ...old,
    ...(SslPolicy !== undefined && { SslPolicy }),
    ...(DefaultActions && { DefaultActions: DefaultActions.map(shown) }),
  };
  const Listeners = elbv2.Listeners.map((it) => (it.ListenerArn === ListenerArn ? changed : it));
  return {
    world: { ...world, elbv2: { ...elbv2, Listeners } },
    output: { Listeners: [changed] },
  };
};

/** Its rules go with it. */
const deleteListener: Operation<{ ListenerArn: string }> = (world, { ListenerArn }, { region }) => {
  const { elbv2 } = world;
  const isIt = (arn: string): boolean => arn === ListenerArn && regionOf(arn) === region;
  if (!elbv2.Listeners.some((one) => isIt(one.ListenerArn)))
    return notFound('ListenerNotFoundException', 'Listener', 'API_DeleteListener.html');
  const Listeners = elbv2.Listeners.filter((one) => !isIt(one.ListenerArn));
  const Rules = elbv2.Rules.filter(({ RuleArn }) => !isIt(listenerOf(RuleArn)));
  return { world: { ...world, elbv2: { ...elbv2, Listeners, Rules } }, output: {} };
};

interface ModifyRule {
  readonly RuleArn: string;
  readonly Actions?: Action[];
  readonly Conditions?: Rule['Conditions'];
}
const modifyRule: Operation<ModifyRule> = (world, { RuleArn, Actions, Conditions }, { region }) => {
  const { elbv2 } = world;
  const doc = 'API_ModifyRule.html';
  const listener = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === listenerOf(RuleArn));
  if (listener && RuleArn.endsWith('/default'))
    return refuse('OperationNotPermittedException', 400, 'Default rules cannot be modified', `${api}${doc}`);
  const old = elbv2.Rules.find(({ RuleArn: arn }) => arn === RuleArn && regionOf(arn) === region);
  if (!old || !listener) return notFound('RuleNotFoundException', 'One or more rules', doc);
  if (!Actions && !Conditions) return invalid('Either conditions or actions must be specified', doc);
  const refusal = Actions && actionsRefusal(Actions, around(elbv2, listener));
  if (refusal) return refusal;
  const changed = {
    ...old,
    ...(Actions && { Actions: Actions.map(shown) }),
    ...(Conditions && { Conditions }),
  };
  const Rules = elbv2.Rules.map((it) => (it.RuleArn === RuleArn ? changed : it));
  return { world: { ...world, elbv2: { ...elbv2, Rules } }, output: { Rules: [shownRule(changed)] } };
};

export const elbv2: Operations = {
  DeleteListener: deleteListener,
  DescribeListenerCertificates: describeListenerCertificates,
  DescribeListeners: describeListeners,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeSSLPolicies: describeSslPolicies,
  DescribeTags: describeTags,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: modifyListener,
  ModifyRule: modifyRule,
};
