import { actionsRefusal, areKnown, shown } from './actions.ts';
import type { Action, Elbv2, Elbv2Records, Listener, LoadBalancer, Rule, TargetGroup } from './records.ts';
import { predefinedPolicies } from './ssl-policies.ts';
import { around, balancerOf, listenerOf, regionOf } from './world.ts';

const kinds = { app: 'application', net: 'network', gwy: 'gateway' } as const;
const kindOf = (arn: string): LoadBalancer['Type'] | undefined => {
  const [, kind] = arn.split('/');
  return kind === 'app' || kind === 'net' || kind === 'gwy' ? kinds[kind] : undefined;
};

/**
 * A network balancer checks another balancer over HTTP; other targets of its own over TCP.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const usualCheck = ({ Protocol, TargetType }: TargetGroup): string =>
  Protocol.startsWith('HTTP') || TargetType === 'alb' || TargetType === 'lambda' ? 'HTTP' : 'TCP';

/** Records with AWS's defaults; a text says why the account is impossible. */
export const loadElbv2 = (records: Elbv2Records, certificates: readonly string[]): Elbv2 | string => {
  const { LoadBalancers: balancers, Listeners, Rules, TargetGroups, SSLPolicies } = records;
  const LoadBalancers: LoadBalancer[] = [];
  for (const balancer of balancers) {
    const { LoadBalancerArn: arn } = balancer;
    const Type = kindOf(arn);
    const [, , name = ''] = arn.split('/');
    if (!Type || (balancer.Type !== undefined && balancer.Type !== Type))
      return `${arn} does not say its type`;
    const DNSName = balancer.DNSName ?? `${name}-1.${regionOf(arn)}.elb.amazonaws.com`;
    LoadBalancers.push({ ...balancer, LoadBalancerName: balancer.LoadBalancerName ?? name, DNSName, Type });
  }
  const policies = SSLPolicies?.map((policy) =>
    typeof policy === 'string' ? predefinedPolicies.find(({ Name }) => Name === policy) : policy,
  ).filter((policy) => policy !== undefined);
  const elbv2: Elbv2 = {
    ...records,
    LoadBalancers,
    Listeners: Listeners.map((it) => ({ ...it, DefaultActions: it.DefaultActions.map(shown) })),
    Rules: Rules.map((it) => ({ ...it, Actions: it.Actions.map(shown) })),
    TargetGroups: TargetGroups.map((it) => ({ HealthCheckProtocol: usualCheck(it), ...it })),
    SSLPolicies: policies ?? predefinedPolicies,
  };
  const wrong =
    Listeners.map((listener) => listenerWrong(listener, elbv2, certificates)).find(
      (it) => it !== undefined,
    ) ?? Rules.map((rule) => ruleWrong(rule, elbv2)).find((it) => it !== undefined);
  return wrong ?? elbv2;
};

const wrongActions = (actions: readonly Action[], listener: Listener, elbv2: Elbv2): string | undefined =>
  areKnown(actions)
    ? actionsRefusal(actions, { ...around(elbv2, listener), loaded: true })?.refusal.message
    : undefined;

const listenerWrong = (
  listener: Listener,
  elbv2: Elbv2,
  certificates: readonly string[],
): string | undefined => {
  const { ListenerArn: arn, LoadBalancerArn, Protocol, SslPolicy, Certificates = [] } = listener;
  if (balancerOf(arn) !== LoadBalancerArn) return `${arn} is not named after ${LoadBalancerArn}`;
  if (!elbv2.LoadBalancers.some((it) => it.LoadBalancerArn === LoadBalancerArn))
    return `${arn} has no balancer`;
  const secure = Protocol === 'HTTPS' || Protocol === 'TLS';
  if (secure !== (SslPolicy !== undefined) || secure !== Certificates.length > 0)
    return `${arn} has a security policy and a certificate exactly if it is secure`;
  const missing = Certificates.find(
    ({ CertificateArn }) => CertificateArn.includes(':acm:') && !certificates.includes(CertificateArn),
  );
  if (missing)
    return `${arn} has the certificate ${missing.CertificateArn}, which is not in acm.Certificates`;
  return wrongActions(listener.DefaultActions, listener, elbv2);
};

const ruleWrong = ({ RuleArn, Actions, Transforms = [] }: Rule, elbv2: Elbv2): string | undefined => {
  const listener = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === listenerOf(RuleArn));
  if (!listener) return `${RuleArn} has no listener`;
  if (new Set(Transforms.map(({ Type }) => Type)).size < Transforms.length)
    return `${RuleArn} has two transforms of one type`;
  return wrongActions(Actions, listener, elbv2);
};
