import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { readinessBy } from '../../../families/steps.ts';
import { balancerArnOf } from '../facts/balancer-arn.ts';

/** As it is now; `undefined`: it is gone. */
export const listenerOf = async (arn: string, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeListenersCommand({ ListenerArns: [arn] }));
  return (await unless('ListenerNotFoundException', undefined, asking))?.Listeners?.[0];
};

/** Certificates beside the default one, as a client asks for a name. */
export const furtherCertificatesOf = async (ListenerArn: string, aws: Aws): Promise<readonly string[]> => {
  const pages = everyPage(async (Marker) => {
    const asking = aws
      .use(ElasticLoadBalancingV2Client)
      .send(new DescribeListenerCertificatesCommand({ ListenerArn, Marker }));
    const answer = await unless('ListenerNotFoundException', undefined, asking);
    return { items: answer?.Certificates, next: answer?.NextMarker };
  });
  return (await allOf(pages)).flatMap(({ IsDefault, CertificateArn = '' }) =>
    IsDefault ? [] : [CertificateArn],
  );
};

/** Its balancer, and the tags of both, its own over the balancer's. `undefined`: they went while we looked. */
export const aroundListener = async (arn: string, aws: Aws) => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancerArn = balancerArnOf(arn);
  const asking = Promise.all([
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancerArn] })),
    client.send(new DescribeTagsCommand({ ResourceArns: [balancerArn, arn] })),
  ]);
  const listenerGone = unless('ListenerNotFoundException', undefined, asking);
  const answers = await unless('LoadBalancerNotFoundException', undefined, listenerGone);
  if (!answers) return undefined;
  const [{ LoadBalancers = [] }, { TagDescriptions = [] }] = answers;
  const inOrder = [balancerArn, arn].flatMap((on) =>
    TagDescriptions.filter(({ ResourceArn }) => ResourceArn === on),
  );
  return {
    balancer: LoadBalancers[0] ?? {},
    tags: tagsByKey(inOrder.flatMap(({ Tags = [] }) => Tags)),
  };
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html */
export const balancerReadiness = readinessBy({
  // One that is impaired routes traffic; it only lacks what it needs to grow.
  ready: ['active', 'active_impaired'],
  busy: ['provisioning'],
  people: { failed: 'It could not be set up: delete it and create it again.' },
});
