import type { Elbv2Records, Listener, LoadBalancerRecord, Rule, TargetGroup } from './elbv2-records.ts';
import type { SslPolicy } from './elbv2-ssl-policies.ts';

export type LoadBalancer = LoadBalancerRecord & { readonly Type: 'application' | 'network' | 'gateway' };
export interface Elbv2 {
  readonly LoadBalancers: readonly LoadBalancer[];
  readonly Listeners: readonly Listener[];
  readonly Rules: readonly Rule[];
  readonly TargetGroups: readonly TargetGroup[];
  readonly Tags: Elbv2Records['Tags'];
  readonly ListenerCertificates: Elbv2Records['ListenerCertificates'];
  readonly SSLPolicies: readonly SslPolicy[];
}

export const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** `…:listener/app/web/1a/2b` → `…:loadbalancer/app/web/1a`. */
export const balancerOf = (arn: string): string =>
  arn
    .replace(/:listener(-rule)?\//, ':loadbalancer/')
    .split('/')
    .slice(0, 4)
    .join('/');
/** `…:listener-rule/app/web/1a/2b/3c` → `…:listener/app/web/1a/2b`. */
export const listenerOf = (rule: string): string =>
  rule.replace(':listener-rule/', ':listener/').split('/').slice(0, 5).join('/');

/** What decides whether AWS takes an action on a listener. */
export const around = ({ TargetGroups }: Elbv2, { Protocol, Port }: Listener) => ({
  protocol: Protocol,
  port: Port,
  targetGroups: TargetGroups.map((it) => it.TargetGroupArn),
});
