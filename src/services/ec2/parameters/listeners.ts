import {
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** Of a load balancer that something of EC2 leads to. None: it went since it was listed. */
export const listenersOf = (LoadBalancerArn: string | undefined, aws: Aws) =>
  everyPage(async (Marker) => {
    const asking = aws
      .use(ElasticLoadBalancingV2Client)
      .send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
    const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
    return { items: answer?.Listeners, next: answer?.NextMarker };
  });
