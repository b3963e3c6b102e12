import { refuse, type Refusal, type World } from '../../../sandbox/world.ts';
import type { LoadBalancer } from './records.ts';

export const api = 'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/';

export const noBalancer = (page: string, name: string): Refusal =>
  refuse(
    'AccessPointNotFoundException',
    400,
    `There is no ACTIVE Load Balancer named '${name}'`,
    `${api}${page}.html`,
  );
export const noPolicy = (page: string, name: string): Refusal =>
  refuse('PolicyNotFoundException', 400, `There is no policy with name ${name}`, `${api}${page}.html`);
export const noListener = (page: string, port: number): Refusal =>
  refuse('ListenerNotFoundException', 400, `There is no listener on port ${port}`, `${api}${page}.html`);
export const invalid = (page: string, message: string): Refusal =>
  refuse('InvalidConfigurationRequestException', 409, message, `${api}${page}.html`);

export const find = ({ elb }: World, name: string, region: string): LoadBalancer | undefined =>
  elb.LoadBalancers.find((one) => one.LoadBalancerName === name && one.Region === region);
export const changed = (world: World, balancer: LoadBalancer): World => ({
  ...world,
  elb: {
    ...world.elb,
    LoadBalancers: world.elb.LoadBalancers.map((one) =>
      one.LoadBalancerName === balancer.LoadBalancerName && one.Region === balancer.Region ? balancer : one,
    ),
  },
});
