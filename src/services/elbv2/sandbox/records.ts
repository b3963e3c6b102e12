import * as z from 'zod/mini';
import type { SslPolicy } from './ssl-policies.ts';

const forwardConfig = z.strictObject({
  TargetGroups: z._default(
    z.array(z.strictObject({ TargetGroupArn: z.string(), Weight: z.optional(z.number()) })),
    [],
  ),
  TargetGroupStickinessConfig: z.optional(
    z.strictObject({ Enabled: z.boolean(), DurationSeconds: z.optional(z.number()) }),
  ),
});
const anything = z.record(z.string(), z.unknown());

const action = z.strictObject({
  /** AWS has more kinds every few years: an account may hold one that nobody here knows. */
  Type: z.string(),
  Order: z.optional(z.number()),
  TargetGroupArn: z.optional(z.string()),
  ForwardConfig: z.optional(forwardConfig),
  RedirectConfig: z.optional(
    z.strictObject({
      Protocol: z.optional(z.string()),
      Port: z.optional(z.string()),
      Host: z.optional(z.string()),
      Path: z.optional(z.string()),
      Query: z.optional(z.string()),
      StatusCode: z.string(),
    }),
  ),
  FixedResponseConfig: z.optional(
    z.strictObject({
      StatusCode: z.string(),
      ContentType: z.optional(z.string()),
      MessageBody: z.optional(z.string()),
    }),
  ),
  AuthenticateOidcConfig: z.optional(anything),
  AuthenticateCognitoConfig: z.optional(anything),
  JwtValidationConfig: z.optional(anything),
});
export type Action = z.output<typeof action>;

const loadBalancer = z.strictObject({
  LoadBalancerArn: z.string(),
  LoadBalancerName: z.optional(z.string()),
  DNSName: z.optional(z.string()),
  Scheme: z._default(z.enum(['internet-facing', 'internal']), 'internet-facing'),
  VpcId: z._default(z.string(), 'vpc-1'),
  /** Any text, so that one that is new can be tried. */
  State: z._default(z.strictObject({ Code: z.string() }), { Code: 'active' }),
  Type: z.optional(z.enum(['application', 'network', 'gateway'])),
  SecurityGroups: z.optional(z.array(z.string())),
  IpAddressType: z._default(z.enum(['ipv4', 'dualstack', 'dualstack-without-public-ipv4']), 'ipv4'),
});

const certificate = z.strictObject({ CertificateArn: z.string() });

const listener = z.strictObject({
  ListenerArn: z.string(),
  LoadBalancerArn: z.string(),
  Port: z.number(),
  Protocol: z.enum(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'GENEVE']),
  /** The default certificate alone, as DescribeListeners answers. */
  Certificates: z.optional(z.array(certificate)),
  SslPolicy: z.optional(z.string()),
  DefaultActions: z.array(action),
  AlpnPolicy: z.optional(z.array(z.string())),
  /** What DescribeListenerAttributes answers, by key; what is left away is as AWS makes it. */
  Attributes: z._default(z.record(z.string(), z.string()), {}),
  MutualAuthentication: z.optional(
    z.strictObject({
      /** Any text, so that one that is new can be tried. */
      Mode: z.string(),
      TrustStoreArn: z.optional(z.string()),
      TrustStoreAssociationStatus: z.optional(z.enum(['active', 'removed'])),
      IgnoreClientCertificateExpiry: z.optional(z.boolean()),
      AdvertiseTrustStoreCaNames: z.optional(z.enum(['on', 'off'])),
    }),
  ),
});

const values = z.strictObject({
  Values: z.optional(z.array(z.string())),
  RegexValues: z.optional(z.array(z.string())),
});
const condition = z.strictObject({
  /** As with actions, an account may hold a kind that nobody here knows. */
  Field: z.string(),
  Values: z.optional(z.array(z.string())),
  HostHeaderConfig: z.optional(values),
  PathPatternConfig: z.optional(values),
  HttpRequestMethodConfig: z.optional(values),
  SourceIpConfig: z.optional(values),
  HttpHeaderConfig: z.optional(
    z.strictObject({
      HttpHeaderName: z.string(),
      Values: z.optional(z.array(z.string())),
      RegexValues: z.optional(z.array(z.string())),
    }),
  ),
  QueryStringConfig: z.optional(
    z.strictObject({
      Values: z.array(z.strictObject({ Key: z.optional(z.string()), Value: z.optional(z.string()) })),
    }),
  ),
});

const rewrites = z.strictObject({
  Rewrites: z.array(z.strictObject({ Regex: z.string(), Replace: z.string() })),
});
const transform = z.strictObject({
  Type: z.enum(['host-header-rewrite', 'url-rewrite']),
  HostHeaderRewriteConfig: z.optional(rewrites),
  UrlRewriteConfig: z.optional(rewrites),
});

/** Default rules are not listed: every listener of an Application Load Balancer has one. */
const rule = z.strictObject({
  RuleArn: z.string(),
  Priority: z.string(),
  Conditions: z._default(z.array(condition), []),
  Actions: z.array(action),
  Transforms: z.optional(z.array(transform)),
});

const targetGroup = z.strictObject({
  TargetGroupArn: z.string(),
  TargetGroupName: z.optional(z.string()),
  Protocol: z._default(z.string(), 'HTTP'),
  Port: z._default(z.number(), 80),
  TargetType: z._default(z.enum(['instance', 'ip', 'lambda', 'alb']), 'instance'),
  /** What is left away is as CreateTargetGroup makes it. */
  HealthCheckProtocol: z.optional(z.string()),
  HealthCheckPort: z._default(z.string(), 'traffic-port'),
  HealthCheckPath: z.optional(z.string()),
  Matcher: z.optional(z.strictObject({ HttpCode: z.optional(z.string()), GrpcCode: z.optional(z.string()) })),
  HealthCheckIntervalSeconds: z.optional(z.number()),
  HealthCheckTimeoutSeconds: z.optional(z.number()),
  HealthyThresholdCount: z.optional(z.number()),
  UnhealthyThresholdCount: z.optional(z.number()),
  VpcId: z.optional(z.string()),
  ProtocolVersion: z.optional(z.string()),
  IpAddressType: z.optional(z.string()),
  /** What DescribeTargetHealth answers. */
  Targets: z._default(
    z.array(z.strictObject({ Id: z.string(), Port: z.optional(z.number()), State: z.optional(z.string()) })),
    [],
  ),
});

const sslPolicy = z.strictObject({
  Name: z.string(),
  SslProtocols: z.array(z.string()),
  Ciphers: z.array(z.strictObject({ Name: z.string(), Priority: z.number() })),
  SupportedLoadBalancerTypes: z.array(z.string()),
});

/** Elastic Load Balancing of the account, as account files carry it. */
export const elbv2Records = z.strictObject({
  LoadBalancers: z._default(z.array(loadBalancer), []),
  Listeners: z._default(z.array(listener), []),
  Rules: z._default(z.array(rule), []),
  TargetGroups: z._default(z.array(targetGroup), []),
  Tags: z._default(
    z.array(
      z.strictObject({
        ResourceArn: z.string(),
        Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })),
      }),
    ),
    [],
  ),
  /** Further certificates of a listener, chosen by the name that the client asks for. */
  ListenerCertificates: z._default(
    z.array(z.strictObject({ ListenerArn: z.string(), CertificateArn: z.string() })),
    [],
  ),
  /** What the Region offers: names of predefined policies, or whole ones. Left out: every predefined one. */
  SSLPolicies: z.optional(z.array(z.union([z.string(), sslPolicy]))),
});
export type Elbv2Records = z.output<typeof elbv2Records>;
export type Listener = Elbv2Records['Listeners'][number];
export type Rule = Elbv2Records['Rules'][number];
export type TargetGroup = Elbv2Records['TargetGroups'][number];

export type LoadBalancer = Elbv2Records['LoadBalancers'][number] & {
  readonly Type: 'application' | 'network' | 'gateway';
};
export interface Elbv2 {
  readonly LoadBalancers: readonly LoadBalancer[];
  readonly Listeners: readonly Listener[];
  readonly Rules: readonly Rule[];
  readonly TargetGroups: readonly TargetGroup[];
  readonly Tags: Elbv2Records['Tags'];
  readonly ListenerCertificates: Elbv2Records['ListenerCertificates'];
  readonly SSLPolicies: readonly SslPolicy[];
}
