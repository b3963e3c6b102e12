import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { ApiGatewayV2Client, GetIntegrationCommand, GetStagesCommand } from '@aws-sdk/client-apigatewayv2';
import { isDenied, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { integrationIn } from '../../facts/integration.ts';
import { backendOf, type Backend } from '../../facts/private-uri.ts';

/** `undefined`: it is gone. */
export const integrationOf = ({ id }: Target, aws: Aws) => {
  const asking = aws.use(ApiGatewayV2Client).send(new GetIntegrationCommand({ ...nameOf(id) }));
  return unless('NotFoundException', undefined, asking);
};
export const nameOf = (id: string) => {
  const name = integrationIn(id);
  if (!name) throw new TypeError(`${id} is no integration`);
  return name;
};

export interface Certificate {
  /** None where it is of no use. `undefined`: it could not be read. */
  readonly names: readonly string[] | undefined;
  readonly isIssued: boolean;
}
/** Only Certificate Manager tells the names of a certificate, and only of one that is in time is one read. */
const certificateOf = async (CertificateArn: string, aws: Aws): Promise<Certificate> => {
  const unread = { names: undefined, isIssued: false };
  if (CertificateArn.split(':')[2] !== 'acm') return unread;
  try {
    const answer = await aws.use(ACMClient).send(new DescribeCertificateCommand({ CertificateArn }));
    const { SubjectAlternativeNames = [], Status, NotBefore, NotAfter, Type } = answer.Certificate ?? {};
    const now = aws.now?.() ?? new Date();
    const isGood = Status === 'ISSUED' && (NotBefore ?? now) <= now && now <= (NotAfter ?? now);
    return { names: isGood ? SubjectAlternativeNames.toSorted() : [], isIssued: Type === 'AMAZON_ISSUED' };
  } catch (error) {
    if (isDenied(error)) return unread;
    throw error;
  }
};

const elb = (aws: Aws) => aws.use(ElasticLoadBalancingV2Client);
const certificatesOf = async (ListenerArn: string, aws: Aws): Promise<readonly Certificate[]> => {
  const found = await allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeListenerCertificatesCommand({ ListenerArn, Marker }));
      return { items: answer.Certificates, next: answer.NextMarker };
    }),
  );
  const arns = [...new Set(found.map(({ CertificateArn = '' }) => CertificateArn))].toSorted();
  return Promise.all(arns.map((arn) => certificateOf(arn, aws)));
};

const isTls = ({ Protocol }: Listener): boolean => Protocol === 'HTTPS' || Protocol === 'TLS';

/** Listeners that speak TLS, of the same balancer. */
const othersOf = async ({ LoadBalancerArn }: Listener, aws: Aws): Promise<readonly string[]> => {
  const all = await allOf(
    everyPage(async (Marker) => {
      const answer = await elb(aws).send(new DescribeListenersCommand({ LoadBalancerArn, Marker }));
      return { items: answer.Listeners, next: answer.NextMarker };
    }),
  );
  return all.flatMap((one) => (isTls(one) && one.ListenerArn ? [one.ListenerArn] : [])).toSorted();
};

/** What listens, and what of it decides. */
const behind = async ({ is, arn }: Backend, aws: Aws) => {
  if (is === 'cloud-map') return { is: 'servers' } as const;
  const asking = elb(aws).send(new DescribeListenersCommand({ ListenerArns: [arn] }));
  const listener = (await unless('ListenerNotFoundException', undefined, asking))?.Listeners?.[0];
  if (!listener) return { is: 'gone' } as const;
  // A Network Load Balancer passes on what it gets.
  if (listener.Protocol === 'TCP') return { is: 'servers' } as const;
  if (!isTls(listener))
    return { is: 'other', protocol: listener.Protocol ?? '', others: await othersOf(listener, aws) } as const;
  const verifies = listener.MutualAuthentication?.Mode === 'verify';
  return { is: 'tls', verifies, certificates: await certificatesOf(arn, aws) } as const;
};

const stagesOf = async ({ id }: Target, aws: Aws) => {
  const { ApiId } = nameOf(id);
  const all = await allOf(
    everyPage(async (NextToken) => {
      const answer = await aws.use(ApiGatewayV2Client).send(new GetStagesCommand({ ApiId, NextToken }));
      return { items: answer.Items, next: answer.NextToken };
    }),
  );
  const named = (isAuto: boolean) =>
    all
      .flatMap(({ StageName = '', AutoDeploy = false }) => (AutoDeploy === isAuto ? [StageName] : []))
      .toSorted()
      .join(', ');
  return { auto: named(true), byHand: named(false) };
};

/** The server name; empty where there is TLS without one. */
export const valueOf = (found: Awaited<ReturnType<typeof integrationOf>>): string | null =>
  found?.TlsConfig ? (found.TlsConfig.ServerNameToVerify ?? '') : null;

export const read = async (target: Target, aws: Aws) => {
  const found = await integrationOf(target, aws);
  if (!found) return undefined;
  const value = valueOf(found);
  const backend = found.ConnectionType === 'VPC_LINK' ? backendOf(found.IntegrationUri ?? '') : undefined;
  const isOpen = backend && value === null;
  return {
    held: [{ on: target.arn, value }],
    readiness: { is: 'ready' } as const,
    around: {
      backend,
      behind: isOpen ? await behind(backend, aws) : undefined,
      stages: isOpen ? await stagesOf(target, aws) : { auto: '', byHand: '' },
    },
  };
};
export type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;
export type Behind = NonNullable<Seen['around']['behind']>;
