import type { AccountFile } from '../../../src/sandbox/account.ts';

export const ApiId = 'a1b2c3d4e5';
export const IntegrationId = 'f6g7h8i';
export const integrationArn = `arn:aws:apigateway:eu-west-1::/apis/${ApiId}/integrations/${IntegrationId}`;

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
export const listenerArn = `${elb}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`;
export const networkListenerArn = `${elb}:listener/net/shop/60dc6c495c0c9188/c3f7dc8efc522ab4`;
export const otherListenerArn = `${elb}:listener/app/shop/50dc6c495c0c9188/a1f7dc8efc522ab9`;
const certificateArn = (id: string) => `arn:aws:acm:eu-west-1:111122223333:certificate/${id}`;

type Elbv2 = NonNullable<AccountFile['elbv2']>;
type Acm = NonNullable<AccountFile['acm']>;
type Certificate = NonNullable<Acm['Certificates']>[number];

/** A balancer whose listener speaks TLS, unless it is said otherwise, with these certificates. */
export const behind = (
  over: Partial<NonNullable<Elbv2['Listeners']>[number]> = {},
  ...certificates: readonly Partial<Certificate>[]
): { readonly elbv2: Elbv2; readonly acm: Acm } => {
  const all = (certificates.length > 0 ? certificates : [{}]).map((one, at) => ({
    CertificateArn: certificateArn(`c${at}`),
    DomainName: 'shop.example.com',
    ...one,
  }));
  const [first, ...others] = all.map(({ CertificateArn }) => ({ CertificateArn }));
  const { Protocol = 'HTTPS' } = over;
  const isNetwork = Protocol === 'TLS' || Protocol === 'TCP';
  const isSecure = Protocol === 'HTTPS' || Protocol === 'TLS';
  const ListenerArn = isNetwork ? networkListenerArn : listenerArn;
  const LoadBalancerArn = ListenerArn.replace(':listener/', ':loadbalancer/').replace(/\/[^/]+$/, '');
  const TargetGroupArn = `${elb}:targetgroup/shop/50dc6c495c0c9188`;
  const listener = {
    ListenerArn,
    LoadBalancerArn,
    Port: 443,
    Protocol,
    ...(isSecure && first && { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', Certificates: [first] }),
    DefaultActions: [{ Type: 'forward', TargetGroupArn }],
  };
  return {
    elbv2: {
      LoadBalancers: [{ LoadBalancerArn }],
      Listeners: [{ ...listener, ...over }],
      ListenerCertificates: others.map((one) => ({ ListenerArn, ...one })),
      TargetGroups: [{ TargetGroupArn, ...(isNetwork && { Protocol: 'TCP' }) }],
    },
    acm: { Certificates: all },
  };
};

/** An account with one private integration, which leads to a listener for TLS. */
export const shop = (
  over: object = {},
  others: object = behind(),
  Tags: Readonly<Record<string, string>> = {},
) => ({
  apigatewayv2: {
    Apis: [{ ApiId, Tags }],
    Integrations: [
      {
        ApiId,
        IntegrationId,
        ConnectionType: 'VPC_LINK' as const,
        ConnectionId: 'link01',
        IntegrationUri: listenerArn,
        ...over,
      },
    ],
    Stages: [
      { ApiId, AutoDeploy: true },
      { ApiId, StageName: 'live' },
    ],
  },
  ...others,
});
