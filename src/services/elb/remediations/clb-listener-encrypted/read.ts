import { DescribeTagsCommand, ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { unless } from '../../../../aws/error-names.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isOfCertificateManager } from '../../../acm/facts/certificate.ts';
import type { Permission } from '../../../ec2/facts/ingress-sources.ts';
import { servableCertificates, servedCertificate, type Certificate } from '../../parameters/certificates.ts';
import { permissionsOf } from '../../parameters/ingress.ts';
import { isSecure, loadBalancerOf, policiesOf } from '../../parameters/load-balancer.ts';
import { valueOf } from './fields.ts';

export interface Listener {
  /** 0: AWS did not say. */
  readonly port: number;
  /** As the field has it: protocol, protocol and port of the instances, certificate. `null`: AWS did not say all of it. */
  readonly value: readonly string[] | null;
  readonly protocol: string;
  readonly stickiness: readonly string[];
}

export interface State {
  /** Sorted by port. */
  readonly listeners: readonly Listener[];
  /** Ports of instances that have policies of their own: proxy protocol, trusted keys. */
  readonly backends: readonly string[];
  /** Of its security groups; `null`: not known. */
  readonly permissions: readonly Permission[] | null;
  /** `null`: we may not see them. */
  readonly certificates: readonly Certificate[] | null;
  /** By the ARN of a certificate that is served, whether it is in force now; `null`: not known. */
  readonly inForce: Readonly<Record<string, boolean | null>>;
  readonly tags: Readonly<Record<string, string>>;
}

const portSaid = (said: unknown): number => (Number.isInteger(said) ? Number(said) : 0);

/** Everything that the decision needs; `undefined`: the load balancer is gone. */
export const read = async ({ id }: Target, aws: Aws): Promise<State | undefined> => {
  const found = await loadBalancerOf(id, aws);
  if (!found) return undefined;
  const listeners = (found.ListenerDescriptions ?? [])
    .map((one) => ({
      port: portSaid(one.Listener?.LoadBalancerPort),
      value: valueOf(one.Listener),
      protocol: one.Listener?.Protocol ?? '',
      stickiness: policiesOf(found, one).stickiness,
    }))
    .toSorted((a, b) => a.port - b.port);
  // Where every listener has TLS, nothing else is asked.
  if (listeners.every(({ protocol }) => isSecure(protocol)))
    return { listeners, backends: [], permissions: null, certificates: [], inForce: {}, tags: {} };
  const describing = aws
    .use(ElasticLoadBalancingClient)
    .send(new DescribeTagsCommand({ LoadBalancerNames: [id] }));
  const tagged = await unless('AccessPointNotFoundException', undefined, describing);
  if (!tagged) return undefined;
  const [permissions, certificates] = await Promise.all([
    permissionsOf((found.SecurityGroups ?? []).toSorted(), aws),
    servableCertificates(aws),
  ]);
  const served = [...new Set(listeners.flatMap(({ value }) => value?.[3] ?? []))].toSorted();
  const inForce = await Promise.all(
    served.map(async (arn) => {
      // What may be served anew is in force; what is not among that may only have another key.
      if (certificates?.some((one) => one.arn === arn)) return [arn, true] as const;
      const told = isOfCertificateManager(arn) ? await servedCertificate(arn, aws) : null;
      return [arn, told?.isInForce ?? null] as const;
    }),
  );
  return {
    listeners,
    backends: (found.BackendServerDescriptions ?? [])
      .flatMap(({ InstancePort, PolicyNames = [] }) =>
        PolicyNames.length === 0 ? [] : [String(InstancePort ?? '')],
      )
      .toSorted(),
    permissions,
    certificates,
    inForce: Object.fromEntries(inForce),
    tags: tagsByKey((tagged.TagDescriptions ?? []).flatMap(({ Tags = [] }) => Tags)),
  };
};
