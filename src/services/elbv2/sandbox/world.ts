import { refuse, type Refusal } from '../../../sandbox/world.ts';
import type { Elbv2, Listener } from './records.ts';

export const api = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/';
export const invalid = (message: string, page: string): Refusal =>
  refuse('ValidationError', 400, message, `${api}${page}`);
export const notFound = (name: string, what: string, page: string): Refusal =>
  refuse(name, 400, `${what} not found`, `${api}${page}`);

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
