import {
  DescribeListenerAttributesCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { furtherCertificatesOf } from '../../parameters/listener.ts';

/** The protocol; with TLS also the default certificate and the security policy, all of which change together. */
const transportOf = ({ Protocol, Certificates = [], SslPolicy }: Listener): readonly string[] | null => {
  if (Protocol === undefined) return null;
  const certificate = Certificates[0]?.CertificateArn;
  return certificate === undefined || SslPolicy === undefined
    ? [Protocol]
    : [Protocol, certificate, SslPolicy];
};

/** `null`: the listener is gone. */
export const attributesOf = async (ListenerArn: string, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeListenerAttributesCommand({ ListenerArn }));
  return (await unless('ListenerNotFoundException', { Attributes: [] }, asking)).Attributes ?? [];
};

/** Headers that mean something over HTTPS only: HSTS, and what targets are told of TLS and of client certificates. */
const ofTls =
  /^routing\.http\.(?:response\.strict_transport_security|request\.(x_amzn_(?:mtls|tls)\w+))\.header_(?:value|name)$/;

/** What AWS names such a header where nobody named it: as the key does. */
const isUsual = (header: string | undefined, value: string): boolean =>
  value === '' || value.toLowerCase().replaceAll('-', '_') === header;

const headersOf = async (arn: string, aws: Aws): Promise<readonly string[]> =>
  (await attributesOf(arn, aws)).flatMap(({ Key = '', Value = '' }) => {
    const [found, header] = ofTls.exec(Key) ?? [];
    return found === undefined || isUsual(header, Value) ? [] : [`${Key} ${Value}`];
  });

/**
 * With all that goes with TLS when TLS goes: whoever set it since would lose it by an undo, which is therefore refused as
 * where somebody changed the protocol itself.
 */
export const wholeTransportOf = async (listener: Listener, aws: Aws): Promise<readonly string[] | null> => {
  const transport = transportOf(listener);
  if (!transport || transport.length === 1) return transport;
  const { ListenerArn = '', Protocol, AlpnPolicy = [], MutualAuthentication } = listener;
  const { Mode = 'off', TrustStoreArn } = MutualAuthentication ?? {};
  const [further, headers] = await Promise.all([
    furtherCertificatesOf(ListenerArn, aws),
    Protocol === 'HTTPS' ? headersOf(ListenerArn, aws) : [],
  ]);
  const more = [
    ...AlpnPolicy.filter((one) => one !== 'None').map((one) => `AlpnPolicy ${one}`),
    ...(Mode === 'off' ? [] : [`MutualAuthentication ${[Mode, TrustStoreArn].join(' ').trim()}`]),
    ...further.map((arn) => `further certificate ${arn}`),
    ...headers,
  ];
  return [...transport, ...more.toSorted()];
};
