import type { Target } from '../../../src/core/model/target.ts';
import type { Host } from '../../../src/sandbox/host.ts';
import type { Neighbour } from '../../kit/foreign.ts';

const theirs = 'ELBSecurityPolicy-TLS13-1-1-2021-06';
const answer = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } } as const;

/** Beside redirects: another security policy on the balancer's HTTPS listener. */
export const balancerNeighbour = (host: Host, target: Target): Neighbour => {
  const https = () =>
    host
      .world()
      .elbv2.Listeners.find(
        ({ LoadBalancerArn, Protocol }) => LoadBalancerArn === target.id && Protocol === 'HTTPS',
      );
  return {
    work: () => {
      const input = { ListenerArn: https()?.ListenerArn, SslPolicy: theirs };
      host.write({ operation: 'elasticloadbalancingv2:ModifyListener', input, region: target.region });
    },
    kept: () => https()?.SslPolicy === theirs,
  };
};

/** Beside a security policy: other actions of the same listener. */
export const listenerNeighbour = (host: Host, target: Target): Neighbour => {
  const live = () => host.world().elbv2.Listeners.find(({ ListenerArn }) => ListenerArn === target.id);
  return {
    work: () => {
      const input = { ListenerArn: target.id, DefaultActions: [answer] };
      host.write({ operation: 'elasticloadbalancingv2:ModifyListener', input, region: target.region });
    },
    kept: () => live()?.DefaultActions[0]?.Type === 'fixed-response',
  };
};

/** Fields that cannot be absent: what somebody else sets them to. */
export const otherActions = [answer];
export const otherPolicy = theirs;
