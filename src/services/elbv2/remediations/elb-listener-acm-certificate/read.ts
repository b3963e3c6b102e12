import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { certificateStates, type CertificateStates } from '../../parameters/certificates.ts';
import { balancerReadiness, furtherCertificatesOf } from '../../parameters/listener.ts';

interface Around {
  /** Served for some names, beside the default ones. */
  readonly further: readonly string[];
  /** `null`: we may not see them. */
  readonly certificates: CertificateStates | null;
  readonly plainPorts: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<string, Around>;

const listenersOf = (LoadBalancerArn: string, aws: Aws) =>
  allOf(
    everyPage(async (Marker) => {
      const asking = aws
        .use(ElasticLoadBalancingV2Client)
        .send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      const answer = await unless('LoadBalancerNotFoundException', undefined, asking);
      return { items: answer?.Listeners, next: answer?.NextMarker };
    }),
  );

/** `undefined`: the balancer is gone. */
export const read = async ({ arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const asking = Promise.all([
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] })),
    client.send(new DescribeTagsCommand({ ResourceArns: [arn] })),
  ]);
  const answers = await unless('LoadBalancerNotFoundException', undefined, asking);
  const [{ LoadBalancers = [] }, { TagDescriptions = [] }] = answers ?? [{}, {}];
  const [balancer] = LoadBalancers;
  if (!balancer) return undefined;
  const listeners = await listenersOf(arn, aws);
  const secure = listeners.filter(({ Protocol }) => Protocol === 'HTTPS' || Protocol === 'TLS');
  const held = secure
    .map(({ ListenerArn: on = '', Certificates: [certificate] = [] }) => ({
      on,
      value: certificate?.CertificateArn ?? null,
    }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const asked = await Promise.all(
    secure.map(({ ListenerArn = '' }) => furtherCertificatesOf(ListenerArn, aws)),
  );
  const further = [...new Set(asked.flat())].toSorted();
  const served = [...new Set([...held.flatMap(({ value }) => value ?? []), ...further])];
  return {
    held,
    readiness: balancerReadiness(balancer.State?.Code ?? ''),
    name: arn.split('/')[2] ?? arn,
    around: {
      further,
      certificates: held.length === 0 ? {} : await certificateStates(served, aws),
      plainPorts: listeners
        .filter((one) => !secure.includes(one))
        .map(({ Port = 0 }) => Port)
        .toSorted((a, b) => a - b),
      tags: tagsByKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags)),
    },
  };
};
