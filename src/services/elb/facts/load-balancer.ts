import { parseArn } from '../../../aws/arn.ts';
import type { Endpoint, ProtocolName } from '../../../core/model/endpoint.ts';
import type { Onward } from '../../../core/model/onward.ts';
import type { Location } from '../../../core/model/target.ts';
import type { TlsTerms } from '../../../core/model/tls-terms.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancing.html */
export const loadBalancerArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${name}`;

/** The name in an ARN of a Classic Load Balancer; those of the other generation say their kind first. */
export const loadBalancerNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'elasticloadbalancing' ? /^loadbalancer\/([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html */
export const isLoadBalancerName = (text: string): boolean => /^[A-Za-z0-9-]{1,32}$/.test(text);

/** As `DescribeLoadBalancers` tells it. */
interface Balancer {
  readonly DNSName?: string | undefined;
  readonly VPCId?: string | undefined;
  readonly Scheme?: string | undefined;
  readonly Instances?: readonly { readonly InstanceId?: string | undefined }[] | undefined;
  readonly ListenerDescriptions?:
    | readonly {
        readonly Listener?:
          | {
              readonly Protocol?: string | undefined;
              readonly LoadBalancerPort?: number | undefined;
              readonly InstanceProtocol?: string | undefined;
              readonly InstancePort?: number | undefined;
              readonly SSLCertificateId?: string | undefined;
            }
          | undefined;
      }[]
    | undefined;
}

/** TCP carries whatever the instances speak, of which the load balancer knows nothing. */
const spoken: Readonly<Record<string, ProtocolName>> = { HTTP: 'http', HTTPS: 'http', SSL: 'tls' };

/** Where clients of a load balancer connect. Pure. */
export const endpointsOf = (balancer: Balancer | undefined): readonly Endpoint[] => {
  const { DNSName: host, VPCId: vpc, Scheme, ListenerDescriptions = [] } = balancer ?? {};
  const internal = Scheme !== 'internet-facing';
  if (host === undefined) return [];
  return ListenerDescriptions.flatMap(({ Listener }): readonly Endpoint[] => {
    const protocol = spoken[Listener?.Protocol ?? ''];
    const port = Listener?.LoadBalancerPort;
    if (!protocol || port === undefined) return [];
    const where = { ...(vpc !== undefined && { vpc }), ...(internal && { internal }) };
    return [{ host, port, protocol, given: true, ...where }];
  });
};

/** Where it sends what it takes: each instance, by each listener. What comes as TCP is passed on as it came. Pure. */
export const onwardOf = ({ Instances = [], ListenerDescriptions = [] }: Balancer): readonly Onward[] =>
  ListenerDescriptions.flatMap(
    ({ Listener: { InstanceProtocol: speaks = '', InstancePort: port, Protocol } = {} }) => {
      const isPassedOn = speaks === 'TCP' && Protocol === 'TCP';
      return Instances.flatMap(({ InstanceId: to }) =>
        to === undefined
          ? []
          : [
              {
                to,
                speaks,
                ...(port !== undefined && { port }),
                ...(!isPassedOn && { encrypted: speaks === 'HTTPS' || speaks === 'SSL' }),
              },
            ],
      );
    },
  );

/** On what terms listeners with TLS take clients in; what their policies let in is another question. Pure. */
export const termsOf = ({ ListenerDescriptions = [] }: Balancer): readonly TlsTerms[] =>
  ListenerDescriptions.flatMap(({ Listener }) => {
    const { Protocol, LoadBalancerPort: port, SSLCertificateId: certificate } = Listener ?? {};
    return Protocol === 'HTTPS' || Protocol === 'SSL'
      ? [{ ...(port !== undefined && { port }), ...(certificate !== undefined && { certificate }) }]
      : [];
  });
