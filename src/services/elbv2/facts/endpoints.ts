import type { Endpoint, ProtocolName } from '../../../core/model/endpoint.ts';

/** As `DescribeLoadBalancers` and `DescribeListeners` tell it. */
interface Balancer {
  readonly DNSName?: string | undefined;
  readonly VpcId?: string | undefined;
  readonly Scheme?: string | undefined;
}
interface Listening {
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
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
