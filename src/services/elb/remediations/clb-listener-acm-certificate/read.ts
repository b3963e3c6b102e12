import {
  DescribeLoadBalancerPoliciesCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
  type LoadBalancerDescription,
  type PolicyDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { tagsByKey } from '../../../../aws/tags.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { SettingSeen } from '../../../../families/setting.ts';
import { serverCertificateNameIn } from '../../../iam/facts/server-certificate.ts';
import { sslPolicyOf } from '../../facts/ssl-policy.ts';
import { servableCertificates, servedCertificate, type Certificate } from '../../parameters/certificates.ts';
import { isSecure, loadBalancerOf, policiesOf } from '../../parameters/load-balancer.ts';
import { isOfCertificateManager } from '../../../acm/facts/certificate.ts';

interface Around {
  /** Of what is served from Certificate Manager, by its ARN; `null`: we are not told. */
  readonly inForce: Readonly<Record<string, boolean | null>>;
  /** Names of what is served from IAM or is not in force, by its ARN; `null`: not known. */
  readonly names: Readonly<Record<string, readonly string[] | null>>;
  /** `null`: we may not see them. */
  readonly certificates: readonly Certificate[] | null;
  /** Where no cipher suite is known that goes with an RSA key, by `on`, sorted. */
  readonly withoutRsa: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}
export type Seen = SettingSeen<string, Around>;

type Described = NonNullable<LoadBalancerDescription['ListenerDescriptions']>[number];

const tlsListeners = ({ ListenerDescriptions = [] }: LoadBalancerDescription): readonly Described[] =>
  ListenerDescriptions.filter(({ Listener }) => isSecure(Listener?.Protocol));

const onOf = (arn: string, { Listener }: Described): string => `${arn}#${Listener?.LoadBalancerPort ?? ''}`;

/** Its DNS names, sorted; `null`: it cannot be read, or has names of another kind. */
const namesIn = async (pem: string | undefined): Promise<readonly string[] | null> => {
  const { X509Certificate } = await import('node:crypto');
  try {
    const all = (new X509Certificate(pem ?? '').subjectAltName ?? '').split(', ');
    const names = all.map((one) => /^DNS:([\w.*-]+)$/.exec(one)?.[1]);
    const known = names.filter((one) => one !== undefined);
    return known.length === all.length ? [...new Set(known)].toSorted() : null;
  } catch {
    return null;
  }
};

const namesOf = async (arn: string, aws: Aws): Promise<readonly string[] | null> => {
  const ServerCertificateName = serverCertificateNameIn(arn);
  if (ServerCertificateName === undefined) return null;
  const { GetServerCertificateCommand, IAMClient } = await import('@aws-sdk/client-iam');
  try {
    const asked = new GetServerCertificateCommand({ ServerCertificateName });
    const { ServerCertificate: found } = await aws.use(IAMClient).send(asked);
    // A name is asked for, and it may be that of another one: of another account, or put there since with another path.
    return found?.ServerCertificateMetadata?.Arn === arn ? await namesIn(found.CertificateBody) : null;
  } catch (error) {
    if (isDenied(error) || isNamed(error, 'NoSuchEntityException')) return null;
    throw error;
  }
};

/** Those without a name for it take an RSA key too. What is not known here counts as another kind. */
const goesWithRsa = (cipher: string): boolean =>
  /^(?:(?:ECDHE|DHE|EDH)-RSA|AES(?:128|256)|CAMELLIA(?:128|256)|DES-CBC3)-/.test(cipher);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-ssl-security-policy.html */
const withoutRsaIn = (
  found: LoadBalancerDescription,
  arn: string,
  described: readonly PolicyDescription[],
): readonly string[] => {
  const good = new Set(
    described.map(sslPolicyOf).flatMap((policy) => (policy?.on.some(goesWithRsa) ? [policy.name] : [])),
  );
  return tlsListeners(found)
    .filter((one) => !policiesOf(found, one).security.some((name) => good.has(name)))
    .map((one) => onOf(arn, one))
    .toSorted();
};

/** `undefined`: the load balancer is gone. */
export const read = async ({ id, arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const found = await loadBalancerOf(id, aws);
  if (!found) return undefined;
  const held = tlsListeners(found)
    .map((one) => ({ on: onOf(arn, one), value: one.Listener?.SSLCertificateId ?? null }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const served = [...new Set(held.flatMap(({ value }) => value ?? []))].toSorted();
  const told = new Map(
    await Promise.all(
      served
        .filter(isOfCertificateManager)
        .map(async (one) => [one, await servedCertificate(one, aws)] as const),
    ),
  );
  const inForce = Object.fromEntries([...told].map(([one, is]) => [one, is?.isInForce ?? null]));
  const others = served.filter((one) => !told.has(one) || inForce[one] === false);
  const seen = { held, readiness: { is: 'ready' } } as const;
  if (others.length === 0)
    return { ...seen, around: { inForce, names: {}, certificates: [], withoutRsa: [], tags: {} } };
  const client = aws.use(ElasticLoadBalancingClient);
  const describing = Promise.all([
    client.send(new DescribeTagsCommand({ LoadBalancerNames: [id] })),
    client.send(new DescribeLoadBalancerPoliciesCommand({ LoadBalancerName: id })),
  ]);
  const described = await unless('AccessPointNotFoundException', undefined, describing);
  if (!described) return undefined;
  const [{ TagDescriptions = [] }, { PolicyDescriptions = [] }] = described;
  const [certificates, ...names] = await Promise.all([
    servableCertificates(aws),
    ...others.map(async (one) => [one, told.get(one)?.names ?? (await namesOf(one, aws))] as const),
  ]);
  return {
    ...seen,
    around: {
      inForce,
      names: Object.fromEntries(names),
      certificates,
      withoutRsa: withoutRsaIn(found, arn, PolicyDescriptions),
      tags: tagsByKey(TagDescriptions.flatMap(({ Tags = [] }) => Tags)),
    },
  };
};
