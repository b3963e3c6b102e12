import { oldestByName } from '../../../aws/tls-policies.ts';
import type { Endpoint, ProtocolName } from '../../../core/model/endpoint.ts';
import type { TlsTerms } from '../../../core/model/tls-terms.ts';

/** As `DescribeLoadBalancers` and `DescribeListeners` tell it. */
interface Balancer {
  readonly DNSName?: string | undefined;
  readonly VpcId?: string | undefined;
  readonly Scheme?: string | undefined;
}
interface Listening {
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
  readonly SslPolicy?: string | undefined;
  /** The default one alone. */
  readonly Certificates?: readonly { readonly CertificateArn?: string | undefined }[] | undefined;
}

/** TCP and UDP carry whatever the targets speak, of which the balancer knows nothing. */
const spoken: Readonly<Record<string, ProtocolName>> = { HTTP: 'http', HTTPS: 'http', TLS: 'tls' };

/** Where clients of a balancer connect. Pure. */
export const endpointsOf = (
  balancer: Balancer | undefined,
  listeners: readonly Listening[],
): readonly Endpoint[] => {
  const { DNSName: host, VpcId: vpc, Scheme } = balancer ?? {};
  const internal = Scheme !== 'internet-facing';
  if (host === undefined) return [];
  return listeners.flatMap(({ Protocol = '', Port: port }): readonly Endpoint[] => {
    const protocol = spoken[Protocol];
    if (!protocol || port === undefined) return [];
    const where = { ...(vpc !== undefined && { vpc }), ...(internal && { internal }) };
    return [{ host, port, protocol, given: true, ...where }];
  });
};

/** On what terms listeners with TLS take clients in. Pure. */
export const termsOf = (listeners: readonly Listening[]): readonly TlsTerms[] =>
  listeners.flatMap(({ Protocol, Port: port, SslPolicy = '', Certificates = [] }) => {
    if (Protocol !== 'HTTPS' && Protocol !== 'TLS') return [];
    const oldest = oldestByName(SslPolicy);
    const certificate = Certificates[0]?.CertificateArn;
    return [
      {
        ...(port !== undefined && { port }),
        ...(oldest !== undefined && { oldest }),
        ...(certificate !== undefined && { certificate }),
      },
    ];
  });
