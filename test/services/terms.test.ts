import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/core/model/resource.ts';
import type { TlsTerms } from '../../src/core/model/tls-terms.ts';
import domainName from '../../src/services/apigateway/resources/aws-apigateway-domainname.ts';
import restApi from '../../src/services/apigateway/resources/aws-apigateway-restapi.ts';
import distribution from '../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import clientVpn from '../../src/services/ec2/resources/aws-ec2-clientvpnendpoint.ts';
import classic from '../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import listener from '../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import device from '../../src/services/iot/resources/aws-iot-domainconfiguration.ts';
import search from '../../src/services/opensearch/resources/aws-opensearch-domain.ts';
import lattice from '../../src/services/vpclattice/resources/aws-vpclattice-listener.ts';
import { answering, location } from '../kit/answers.ts';

const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
const listening = (Protocol: string, more: object = {}) => ({
  Listeners: [{ Protocol, Port: 443, Certificates: [{ CertificateArn: certificate }], ...more }],
});
const viewers = (ViewerCertificate: object) => ({ DistributionConfig: { ViewerCertificate } });
const named = (securityPolicy: string, types: readonly string[]) => ({
  securityPolicy,
  endpointConfiguration: { types },
});
const searched = (DomainEndpointOptions: object) => ({ DomainStatus: { DomainEndpointOptions } });

// Whatever a resource says of its TLS comes from what is described of it, and what is not described is not known.
describe.each<
  [string, Resource, string, readonly (readonly [what: string, answer: object, is: readonly TlsTerms[]])[]]
>([
  [
    'a listener',
    listener,
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/0123456789abcdef/0123456789abcdef',
    [
      [
        'HTTPS',
        listening('HTTPS', { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06' }),
        [{ port: 443, oldest: 'TLS 1.2', certificate }],
      ],
      [
        'TLS with the first of all policies',
        listening('TLS', { SslPolicy: 'ELBSecurityPolicy-2016-08' }),
        [{ port: 443, oldest: 'TLS 1.0', certificate }],
      ],
      [
        'a policy that nobody knows',
        listening('HTTPS', { SslPolicy: 'ELBSecurityPolicy-Next' }),
        [{ port: 443, certificate }],
      ],
      ['HTTP', listening('HTTP'), []],
    ],
  ],
  [
    'a Classic balancer',
    classic,
    'web',
    [
      [
        'HTTPS, and HTTP beside it',
        {
          LoadBalancerDescriptions: [
            {
              ListenerDescriptions: [
                { Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, SSLCertificateId: certificate } },
                { Listener: { Protocol: 'HTTP', LoadBalancerPort: 80 } },
              ],
            },
          ],
        },
        [{ port: 443, certificate }],
      ],
    ],
  ],
  [
    'a distribution',
    distribution,
    'E1ABCDEFGHIJKL',
    [
      [
        'a certificate of its own',
        viewers({ ACMCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.2_2021' }),
        [{ oldest: 'TLS 1.2', certificate }],
      ],
      [
        'one of IAM',
        viewers({ ACMCertificateArn: '', IAMCertificateId: 'ASCA', MinimumProtocolVersion: 'SSLv3' }),
        [{ oldest: 'SSL 3.0', certificate: 'ASCA' }],
      ],
      [
        "CloudFront's own: its policy is TLSv1, whatever is set",
        viewers({ CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1.2_2021' }),
        [{ oldest: 'TLS 1.0' }],
      ],
      [
        'a policy that nobody knows',
        viewers({ ACMCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.4_2030' }),
        [{ certificate }],
      ],
    ],
  ],
  [
    'a domain name of API Gateway',
    domainName,
    'api.example.com',
    [
      [
        'Regional',
        { ...named('TLS_1_0', ['REGIONAL']), regionalCertificateArn: certificate },
        [{ oldest: 'TLS 1.0', certificate }],
      ],
      [
        'at the edge',
        { ...named('SecurityPolicy_TLS13_2025_EDGE', ['EDGE']), certificateArn: certificate },
        [{ oldest: 'TLS 1.3', certificate }],
      ],
    ],
  ],
  [
    'a REST API',
    restApi,
    'a1b2c3d4e5',
    [
      ['with a policy', named('SecurityPolicy_TLS13_1_2_2021_06', ['REGIONAL']), [{ oldest: 'TLS 1.2' }]],
      ['without one', {}, [{}]],
    ],
  ],
  [
    'a domain of OpenSearch',
    search,
    'orders',
    [
      [
        'with an endpoint of its own',
        searched({
          TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10',
          CustomEndpointEnabled: true,
          CustomEndpointCertificateArn: certificate,
        }),
        [{ oldest: 'TLS 1.2', certificate }],
      ],
      [
        'one that is switched off',
        searched({
          TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07',
          CustomEndpointEnabled: false,
          CustomEndpointCertificateArn: certificate,
        }),
        [{ oldest: 'TLS 1.0' }],
      ],
    ],
  ],
  [
    'a domain of IoT',
    device,
    'orders',
    [
      [
        'with a policy',
        {
          tlsConfig: { securityPolicy: 'IoTSecurityPolicy_TLS13_1_3_2022_10' },
          serverCertificates: [{ serverCertificateArn: certificate }],
        },
        [{ oldest: 'TLS 1.3', certificate }],
      ],
    ],
  ],
  [
    'a listener of VPC Lattice',
    lattice,
    'arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0/listener/listener-0123456789abcdef0',
    [
      ['of a service with a certificate', { certificateArn: certificate }, [{ certificate }]],
      ['of one without', {}, []],
    ],
  ],
  [
    'an endpoint of Client VPN',
    clientVpn,
    'cvpn-endpoint-0123456789abcdef0',
    [
      [
        'with its certificate',
        {
          ClientVpnEndpoints: [
            {
              ClientVpnEndpointId: 'cvpn-endpoint-0123456789abcdef0',
              ServerCertificateArn: certificate,
            },
          ],
        },
        [{ certificate }],
      ],
    ],
  ],
])('%s', (_what, resource, id, rows) => {
  test.each(rows)('%s', async (_row, answer, is) => {
    const { read } = await answering(() => answer);
    const arn = id;
    expect(await resource.terms?.({ ...location, type: resource.type, id, arn }, read)).toEqual(is);
  });
});
