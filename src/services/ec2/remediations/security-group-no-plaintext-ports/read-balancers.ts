import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { formatArn } from '../../../../aws/arn.ts';
import { orUnseen, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { canonicalActions, sendsToHttps } from '../../../elbv2/facts/listener-actions.ts';
import { listenersOf } from '../../parameters/listeners.ts';

/** A network interface that has the group. */
export interface User {
  readonly id: string;
  /** For people: the instance, or what EC2 says of the interface. */
  readonly label: string;
  /** `app/web/50dc…`: the load balancer whose interface it is. */
  readonly balancer: string | null;
}

/** What a load balancer does with what comes to a port. `passes`: it hands TCP on as it comes. */
type Serving = 'redirects' | 'tls' | 'http' | 'passes';

export interface Balancer {
  /** `app/web/50dc6c495c0c9188`. */
  readonly name: string;
  /** By port. `null`: hidden from us. */
  readonly serves: Readonly<Record<string, Serving>> | null;
}

type Actions = Parameters<typeof canonicalActions>[0];
/** No action at all is nothing that we know to be a redirect. */
const redirects = (actions: Actions = []): boolean =>
  actions.length > 0 && canonicalActions(actions).every(sendsToHttps);

/** Whether the listener and each of its rules send to HTTPS. */
const redirectsAll = async ({ ListenerArn, DefaultActions }: Listener, aws: Aws): Promise<boolean> => {
  if (!redirects(DefaultActions)) return false;
  const pages = everyPage(async (Marker) => {
    const asking = aws
      .use(ElasticLoadBalancingV2Client)
      .send(new DescribeRulesCommand({ ListenerArn, Marker }));
    // It went since it was listed.
    const answer = await unless('ListenerNotFoundException', undefined, asking);
    return { items: answer?.Rules, next: answer?.NextMarker };
  });
  return (await allOf(pages)).every(({ Actions }) => redirects(Actions));
};

const servingOf = async (listener: Listener, aws: Aws): Promise<Serving> => {
  const { Protocol } = listener;
  if (Protocol === 'HTTPS' || Protocol === 'TLS') return 'tls';
  if (Protocol !== 'HTTP') return 'passes';
  return (await redirectsAll(listener, aws)) ? 'redirects' : 'http';
};

const servesOf = async (LoadBalancerArn: string, aws: Aws): Promise<Readonly<Record<string, Serving>>> => {
  const serves: Record<string, Serving> = {};
  for await (const listener of listenersOf(LoadBalancerArn, aws))
    if (listener.Protocol !== 'UDP' && listener.Port !== undefined)
      serves[listener.Port] = await servingOf(listener, aws);
  return serves;
};

/** The load balancers among what uses a group, each once. */
export const balancersOf = async (
  users: readonly User[],
  { partition, region, account }: Target,
  aws: Aws,
): Promise<readonly Balancer[]> => {
  const names = [...new Set(users.flatMap(({ balancer }) => balancer ?? []))].toSorted();
  const found: Balancer[] = [];
  for (const name of names) {
    const service = 'elasticloadbalancing';
    const arn = formatArn({ partition, service, region, account, resource: `loadbalancer/${name}` });
    const serves = await orUnseen(servesOf(arn, aws));
    found.push({ name, serves: serves === 'unseen' ? null : serves });
  }
  return found;
};
