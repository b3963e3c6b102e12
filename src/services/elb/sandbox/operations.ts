import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';
import { api, changed, find, invalid, noBalancer, noListener, noPolicy } from './balancers.ts';
import { listenerOperations } from './operations/listeners.ts';
import { everyAttribute, type Predefined } from './ssl-policies.ts';
import { enabled, type Listener, type LoadBalancer, type Policy } from './records.ts';

const ssl = 'SSLNegotiationPolicyType';
const sticky: Readonly<Record<string, string>> = {
  AppCookieStickinessPolicyType: 'AppCookieStickinessPolicies',
  LBCookieStickinessPolicyType: 'LBCookieStickinessPolicies',
};
const others = ['ProxyProtocolPolicyType', 'PublicKeyPolicyType', 'BackendServerAuthenticationPolicyType'];
const types = new Set([ssl, ...Object.keys(sticky), ...others]);

/** Every attribute is told of, and of a policy that stands for a predefined one those of that one. */
const attributesOf = (on: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    ...Object.fromEntries(everyAttribute.map((name) => [name, 'false'])),
    ...Object.fromEntries(on.map((name) => [name, 'true'])),
    ...more,
  }).map(([AttributeName, AttributeValue]) => ({ AttributeName, AttributeValue }));

const described = ({ PolicyName, PolicyTypeName, Attributes }: Policy, predefined: readonly Predefined[]) => {
  const reference = Attributes['Reference-Security-Policy'];
  const on = predefined.find(({ Name }) => Name === reference)?.On ?? [];
  return {
    PolicyName,
    PolicyTypeName,
    PolicyAttributeDescriptions:
      PolicyTypeName === ssl
        ? attributesOf(on, Attributes)
        : Object.entries(Attributes).map(([AttributeName, AttributeValue]) => ({
            AttributeName,
            AttributeValue,
          })),
  };
};

const shown = ({ Region: _region, Tags: _tags, MostPolicies: _most, ...more }: LoadBalancer) => {
  const { Listeners, Policies, ...rest } = more;
  const named = (type: string) =>
    Policies.filter(({ PolicyTypeName }) => PolicyTypeName === type).map(({ PolicyName }) => ({
      PolicyName,
    }));
  return {
    ...rest,
    ListenerDescriptions: Listeners.map(({ On: _on, Enabled, ...Listener }) => ({
      Listener,
      PolicyNames: Enabled.map(({ PolicyName }) => PolicyName),
    })),
    Policies: {
      ...Object.fromEntries(Object.entries(sticky).map(([type, member]) => [member, named(type)])),
      OtherPolicies: Policies.filter(({ PolicyTypeName }) => !(PolicyTypeName in sticky)).map(
        ({ PolicyName }) => PolicyName,
      ),
    },
  };
};

interface Described {
  readonly LoadBalancerName?: string;
  readonly PolicyNames?: readonly string[];
}
/** Of no load balancer: what AWS offers. */
const describePolicies: Operation<Described> = (
  world,
  { LoadBalancerName, PolicyNames = [] },
  { region },
) => {
  const { Predefined } = world.elb;
  const page = 'API_DescribeLoadBalancerPolicies';
  if (LoadBalancerName === undefined) {
    const PolicyDescriptions = Predefined.map(({ Name, On }) => ({
      PolicyName: Name,
      PolicyTypeName: ssl,
      PolicyAttributeDescriptions: attributesOf(On),
    }));
    return { world, output: { PolicyDescriptions } };
  }
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  const missing = PolicyNames.find(
    (name) => !balancer.Policies.some(({ PolicyName }) => PolicyName === name),
  );
  if (missing !== undefined) return noPolicy(page, missing);
  const asked = balancer.Policies.filter(
    ({ PolicyName }) => PolicyNames.length === 0 || PolicyNames.includes(PolicyName),
  );
  return { world, output: { PolicyDescriptions: asked.map((one) => described(one, Predefined)) } };
};

interface CreatePolicy {
  readonly LoadBalancerName: string;
  readonly PolicyName: string;
  readonly PolicyTypeName: string;
  readonly PolicyAttributes?: readonly { readonly AttributeName: string; readonly AttributeValue: string }[];
}
const createPolicy: Operation<CreatePolicy> = (world, input, { region }) => {
  const { LoadBalancerName, PolicyName, PolicyTypeName, PolicyAttributes = [] } = input;
  const page = 'API_CreateLoadBalancerPolicy';
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  if (!types.has(PolicyTypeName))
    return refuse(
      'PolicyTypeNotFoundException',
      400,
      `There is no policy type ${PolicyTypeName}`,
      `${api}${page}.html`,
    );
  if (balancer.Policies.some((one) => one.PolicyName === PolicyName))
    return refuse(
      'DuplicatePolicyNameException',
      400,
      `Policy ${PolicyName} already exists`,
      `${api}${page}.html`,
    );
  if (/^(?:ELBSecurityPolicy|ELBSample)-/.test(PolicyName))
    return invalid(page, 'The name of a policy must not begin as those of AWS do');
  const Attributes = Object.fromEntries(
    PolicyAttributes.map(({ AttributeName, AttributeValue }) => [AttributeName, AttributeValue]),
  );
  const reference = Attributes['Reference-Security-Policy'];
  if (reference !== undefined && !world.elb.Predefined.some(({ Name }) => Name === reference))
    return invalid(page, `There is no predefined policy ${reference}`);
  const Policies = [...balancer.Policies, { PolicyName, PolicyTypeName, Attributes }];
  if (Policies.length > (balancer.MostPolicies ?? Infinity))
    return refuse(
      'TooManyPoliciesException',
      400,
      'The quota for the number of policies for this load balancer has been reached',
      `${api}${page}.html`,
    );
  return { world: changed(world, { ...balancer, Policies }), output: {} };
};

/** A name that there is not is no mistake: the page has no error for it. */
const deletePolicy: Operation<{ readonly LoadBalancerName: string; readonly PolicyName: string }> = (
  world,
  { LoadBalancerName, PolicyName },
  { region },
) => {
  const page = 'API_DeleteLoadBalancerPolicy';
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  if (balancer.Listeners.some(({ Enabled }) => Enabled.some((one) => one.PolicyName === PolicyName)))
    return invalid(page, `Policy ${PolicyName} is enabled for a listener`);
  const Policies = balancer.Policies.filter((one) => one.PolicyName !== PolicyName);
  return { world: changed(world, { ...balancer, Policies }), output: {} };
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html */
const whyNot = ({ Protocol }: Listener, policies: readonly Policy[]): string | undefined => {
  const isSecure = Protocol === 'HTTPS' || Protocol === 'SSL';
  const security = policies.filter(({ PolicyTypeName }) => PolicyTypeName === ssl).length;
  if (policies.some(({ PolicyTypeName }) => others.includes(PolicyTypeName)))
    return 'Policies for servers cannot be enabled for a listener';
  if (security > (isSecure ? 1 : 0))
    return `A listener with ${Protocol} does not take ${security} security policies`;
  const isHttp = Protocol === 'HTTPS' || Protocol === 'HTTP';
  return !isHttp && policies.length > security ? 'Stickiness is for HTTP and HTTPS' : undefined;
};

interface SetPolicies {
  readonly LoadBalancerName: string;
  readonly LoadBalancerPort: number;
  readonly PolicyNames: readonly string[];
}
/** What is not named is disabled. */
const setPolicies: Operation<SetPolicies> = (world, input, { region }) => {
  const { LoadBalancerName, LoadBalancerPort, PolicyNames } = input;
  const page = 'API_SetLoadBalancerPoliciesOfListener';
  const balancer = find(world, LoadBalancerName, region);
  if (!balancer) return noBalancer(page, LoadBalancerName);
  const listener = balancer.Listeners.find((one) => one.LoadBalancerPort === LoadBalancerPort);
  if (!listener) return noListener(page, LoadBalancerPort);
  const policies = balancer.Policies.filter(({ PolicyName }) => PolicyNames.includes(PolicyName));
  const missing = PolicyNames.find((name) => !policies.some(({ PolicyName }) => PolicyName === name));
  if (missing !== undefined) return noPolicy(page, missing);
  const why = whyNot(listener, policies);
  if (why !== undefined) return invalid(page, why);
  const Listeners = balancer.Listeners.map((one) =>
    one === listener ? { ...one, Enabled: enabled(PolicyNames) } : one,
  );
  return { world: changed(world, { ...balancer, Listeners }), output: {} };
};

const describeTags: Operation<{ readonly LoadBalancerNames: readonly string[] }> = (
  world,
  { LoadBalancerNames },
  { region },
) => {
  const gone = LoadBalancerNames.find((name) => !find(world, name, region));
  if (gone !== undefined) return noBalancer('API_DescribeTags', gone);
  const TagDescriptions = LoadBalancerNames.map((LoadBalancerName) => ({
    LoadBalancerName,
    Tags: tagList(find(world, LoadBalancerName, region)?.Tags ?? {}),
  }));
  return { world, output: { TagDescriptions } };
};

/** What the sandbox plays of it. */
export const elb: Operations = {
  ...listenerOperations,
  CreateLoadBalancerPolicy: createPolicy,
  DeleteLoadBalancerPolicy: deletePolicy,
  DescribeLoadBalancerPolicies: describePolicies,
  // API_DescribeLoadBalancers.html: all, or those that are asked for; one that is not there refuses all of them.
  DescribeLoadBalancers: lists({
    as: 'LoadBalancerDescriptions',
    token: 'Marker',
    next: 'NextMarker',
    items: (world, { LoadBalancerNames = [] }: { LoadBalancerNames?: readonly string[] }, { region }) => {
      const gone = LoadBalancerNames.find((name) => !find(world, name, region));
      if (gone !== undefined) return noBalancer('API_DescribeLoadBalancers', gone);
      return world.elb.LoadBalancers.filter(
        ({ LoadBalancerName: name, Region }) =>
          Region === region && (LoadBalancerNames.length === 0 || LoadBalancerNames.includes(name)),
      ).map(shown);
    },
  }),
  DescribeTags: describeTags,
  SetLoadBalancerPoliciesOfListener: setPolicies,
};
