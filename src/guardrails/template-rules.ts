import type { Exemption } from '../core/policy/policy.ts';
import { untold } from './exempt.ts';
import type { Guardrail } from './guardrail.ts';

type Template = Readonly<Record<string, unknown>>;

/** What a CloudFormation template must say of one type of resource, in the language of AWS CloudFormation Guard. */
export interface TemplateRule {
  readonly name: string;
  readonly type: string;
  readonly prevents: readonly string[];
  /**
   * Clauses on one such resource, one a line; all must hold. `<<>>`: what is said where one does not. A property that a template
   * resolves later is an object (`is_struct`), and passes: a pipeline cannot know it, a hook on the resource sees it resolved.
   */
  readonly holds: string;
  readonly says: string;
  /** Properties that pass, and that do not. */
  readonly passes: readonly Template[];
  /** Properties that the rule is not about. */
  readonly skips?: readonly Template[];
  readonly fails: readonly Template[];
}

const redirects = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }];
const viewed = (policy: unknown) => ({
  DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: policy } },
});

/** What a template decides later. */
const either = (one: unknown, other: unknown): Template => ({ 'Fn::If': ['Given', one, other] });
/** A text that a template resolves later. */
const ref: Template = { Ref: 'Given' };

/** `Properties.X` is one of these, or not known yet. */
const isOneOf = (path: string, values: readonly string[]): string =>
  `Properties.${path} in [${values.map((value) => (value === 'true' ? "'true', true" : `'${value}'`)).join(', ')}] or Properties.${path} is_struct <<>>`;
const isOn = (path: string): string => isOneOf(path, ['true']);
/** `Properties.X` is not this, as far as the template tells. */
const isNot = (path: string, value: string): string => `Properties.${path} not in ['${value}'] <<>>`;

export const templateRules: readonly TemplateRule[] = [
  {
    name: 'elb_listener_encrypted',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    prevents: ['elb-listener-encrypted', 'alb-listener-https-redirect'],
    // Of TCP and UDP the template does not tell what they carry, and answers of the balancer itself come from nowhere.
    holds:
      "when Properties.Protocol == 'HTTP' {\n  Properties.DefaultActions is_struct or Properties.DefaultActions[*].Type not in ['forward'] <<>>\n  when Properties.DefaultActions[*].RedirectConfig exists {\n    Properties.DefaultActions[*].RedirectConfig.Protocol == 'HTTPS' or Properties.DefaultActions[*].RedirectConfig.Protocol is_struct <<>>\n  }\n}",
    says: 'Give the listener HTTPS, or redirect to HTTPS.',
    passes: [
      { Protocol: 'HTTP', DefaultActions: redirects },
      { Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response' }] },
      { Protocol: 'HTTP', DefaultActions: either([{ Type: 'forward' }], redirects) },
    ],
    skips: [
      { Protocol: 'HTTPS' },
      { Protocol: 'TCP', DefaultActions: [{ Type: 'forward' }] },
      { DefaultActions: [{ Type: 'forward' }] },
      { Protocol: ref, DefaultActions: [{ Type: 'forward' }] },
    ],
    fails: [
      { Protocol: 'HTTP', DefaultActions: [{ Type: 'forward' }] },
      { Protocol: 'HTTP', DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTP' } }] },
      // Without a protocol it stays that of the request.
      { Protocol: 'HTTP', DefaultActions: [{ Type: 'redirect', RedirectConfig: { Path: '/new' } }] },
    ],
  },
  {
    name: 'elb_listener_security_policy',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    prevents: ['elb-listener-tls-policy'],
    holds:
      "when Properties.Protocol in ['HTTPS', 'TLS'] {\n  Properties.SslPolicy exists <<>>\n  Properties.SslPolicy == /^ELBSecurityPolicy-TLS13-1-(2-Res|3)-/ or Properties.SslPolicy in [<ACCEPTED>] or Properties.SslPolicy is_struct <<>>\n}",
    says: 'Name a security policy that takes TLS 1.2 with forward secrecy, or TLS 1.3.',
    passes: [
      { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06' },
      { Protocol: 'HTTPS', SslPolicy: ref },
    ],
    skips: [{ Protocol: 'HTTP' }, { Protocol: ref }],
    fails: [{ Protocol: 'HTTPS' }, { Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-2016-08' }],
  },
  {
    name: 'cloudfront_viewer_https',
    type: 'AWS::CloudFront::Distribution',
    prevents: ['cloudfront-viewer-https'],
    holds: `${isNot('DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy', 'allow-all')}\nwhen Properties.DistributionConfig.CacheBehaviors is_list {\n  when Properties.DistributionConfig.CacheBehaviors !empty {\n  ${isNot('DistributionConfig.CacheBehaviors[*].ViewerProtocolPolicy', 'allow-all')}\n}\n}`,
    says: 'Redirect viewers to HTTPS, or take HTTPS alone.',
    passes: [
      viewed('redirect-to-https'),
      viewed('https-only'),
      viewed(ref),
      { DistributionConfig: { ...viewed('https-only').DistributionConfig, CacheBehaviors: [] } },
      { DistributionConfig: { ...viewed('https-only').DistributionConfig, CacheBehaviors: either([], ref) } },
    ],
    fails: [
      viewed('allow-all'),
      {
        DistributionConfig: {
          ...viewed('https-only').DistributionConfig,
          CacheBehaviors: [{ ViewerProtocolPolicy: 'allow-all' }],
        },
      },
    ],
  },
  {
    name: 'elasticache_group_tls',
    type: 'AWS::ElastiCache::ReplicationGroup',
    prevents: ['elasticache-group-tls'],
    // A secondary group of a global datastore takes it from its primary, and may not say it.
    holds: `when Properties.GlobalReplicationGroupId not exists {\n  ${isOn('TransitEncryptionEnabled')}\n}`,
    says: 'Set TransitEncryptionEnabled: it is off for Redis OSS until it is set.',
    passes: [
      { TransitEncryptionEnabled: true },
      { TransitEncryptionEnabled: 'true' },
      { TransitEncryptionEnabled: ref },
    ],
    skips: [{ GlobalReplicationGroupId: 'sgaui-books' }],
    fails: [{ TransitEncryptionEnabled: false }, { TransitEncryptionEnabled: 'false' }, { Engine: 'redis' }],
  },
  {
    name: 'opensearch_domain_https',
    type: 'AWS::OpenSearchService::Domain',
    prevents: ['opensearch-domain-https', 'opensearch-domain-node-to-node'],
    holds: [
      "when Properties.DomainEndpointOptions.'Fn::If' not exists {",
      isOn('DomainEndpointOptions.EnforceHTTPS'),
      'Properties.DomainEndpointOptions.TLSSecurityPolicy == /^Policy-Min-TLS-1-2-/ or Properties.DomainEndpointOptions.TLSSecurityPolicy is_struct <<>>',
      '}',
      isOn('NodeToNodeEncryptionOptions.Enabled'),
    ].join('\n'),
    says: 'Enforce HTTPS with TLS 1.2, and encrypt between nodes.',
    passes: [
      {
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
        NodeToNodeEncryptionOptions: { Enabled: 'true' },
      },
      {
        DomainEndpointOptions: either({ EnforceHTTPS: true }, ref),
        NodeToNodeEncryptionOptions: { Enabled: true },
      },
      {
        DomainEndpointOptions: { EnforceHTTPS: ref, TLSSecurityPolicy: ref },
        NodeToNodeEncryptionOptions: { Enabled: ref },
      },
    ],
    fails: [
      { EngineVersion: 'OpenSearch_2.19' },
      {
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-0-2019-07' },
        NodeToNodeEncryptionOptions: { Enabled: true },
      },
    ],
  },
  {
    name: 'msk_cluster_client_tls',
    type: 'AWS::MSK::Cluster',
    prevents: ['msk-cluster-client-tls', 'msk-cluster-in-cluster-tls'],
    holds:
      "when Properties.EncryptionInfo.EncryptionInTransit exists {\n  Properties.EncryptionInfo.EncryptionInTransit.ClientBroker not exists or Properties.EncryptionInfo.EncryptionInTransit.ClientBroker == 'TLS' or Properties.EncryptionInfo.EncryptionInTransit.ClientBroker is_struct <<>>\n  Properties.EncryptionInfo.EncryptionInTransit.InCluster not exists or Properties.EncryptionInfo.EncryptionInTransit.InCluster not in [false, 'false'] <<>>\n}",
    says: 'Let brokers speak TLS alone, with clients and with each other.',
    passes: [
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } } },
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: ref, InCluster: ref } } },
    ],
    skips: [{ ClusterName: 'orders' }],
    fails: [
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT' } } },
      { EncryptionInfo: { EncryptionInTransit: { InCluster: false } } },
      { EncryptionInfo: { EncryptionInTransit: { InCluster: 'false' } } },
    ],
  },
  {
    name: 'dms_endpoint_tls',
    type: 'AWS::DMS::Endpoint',
    prevents: ['dms-endpoint-tls'],
    holds: `when Properties.EngineName in ['mysql', 'mariadb', 'postgres', 'aurora', 'aurora-postgresql', 'sqlserver'] {\n  ${isOneOf('SslMode', ['require', 'verify-ca', 'verify-full'])}\n}`,
    says: 'Give the endpoint an SslMode: without one it connects in plaintext.',
    passes: [
      { EngineName: 'mysql', SslMode: 'verify-ca' },
      { EngineName: 'mysql', SslMode: ref },
    ],
    skips: [{ EngineName: 's3' }],
    fails: [{ EngineName: 'mysql' }, { EngineName: 'postgres', SslMode: 'none' }],
  },
  {
    name: 'sns_subscription_https',
    type: 'AWS::SNS::Subscription',
    prevents: ['sns-subscription-https'],
    holds: isNot('Protocol', 'http'),
    says: 'Deliver over HTTPS.',
    passes: [{ Protocol: 'https' }, { Protocol: 'sqs' }, { Protocol: ref }],
    fails: [{ Protocol: 'http' }],
  },
  {
    name: 'sns_topic_subscription_https',
    type: 'AWS::SNS::Topic',
    prevents: ['sns-subscription-https'],
    holds: `when Properties.Subscription !empty {\n  Properties.Subscription[*] {\n    Protocol not exists or Protocol not in ['http'] <<>>\n  }\n}`,
    says: 'Deliver over HTTPS.',
    passes: [
      { Subscription: [{ Protocol: 'https' }, { Protocol: 'sqs' }] },
      { Subscription: [either({ Protocol: 'https' }, { Ref: 'AWS::NoValue' })] },
    ],
    skips: [{ TopicName: 'orders' }],
    fails: [{ Subscription: [{ Protocol: 'https' }, { Protocol: 'http' }] }],
  },
  {
    name: 'transfer_server_no_ftp',
    type: 'AWS::Transfer::Server',
    prevents: ['transfer-server-no-ftp'],
    holds: "Properties.Protocols not exists or Properties.Protocols[*] not in ['FTP'] <<>>",
    says: 'Take SFTP or FTPS in place of FTP.',
    passes: [{ Domain: 'S3' }, { Protocols: ['SFTP', 'FTPS'] }, { Protocols: [ref] }],
    fails: [{ Protocols: ['SFTP', 'FTP'] }],
  },
  {
    name: 'lattice_listener_https',
    type: 'AWS::VpcLattice::Listener',
    prevents: ['lattice-listener-https'],
    holds: isNot('Protocol', 'HTTP'),
    says: 'Give the listener HTTPS: its protocol cannot be changed later.',
    passes: [{ Protocol: 'HTTPS' }, { Protocol: 'TLS_PASSTHROUGH' }, { Protocol: ref }],
    fails: [{ Protocol: 'HTTP' }],
  },
  {
    name: 'redshift_serverless_require_tls',
    type: 'AWS::RedshiftServerless::Workgroup',
    prevents: ['redshift-serverless-require-tls'],
    holds:
      "when Properties.ConfigParameters.'Fn::If' not exists {\n  some Properties.ConfigParameters[*] {\n    ParameterKey == 'require_ssl' <<>>\n    ParameterValue in ['true', true] or ParameterValue is_struct <<>>\n  }\n}",
    says: 'Set require_ssl to true.',
    passes: [
      { ConfigParameters: [{ ParameterKey: 'require_ssl', ParameterValue: 'true' }] },
      { ConfigParameters: [{ ParameterKey: 'require_ssl', ParameterValue: true }] },
    ],
    skips: [{ ConfigParameters: either([], [{ ParameterKey: 'require_ssl', ParameterValue: 'true' }]) }],
    fails: [
      { WorkgroupName: 'orders' },
      { ConfigParameters: [{ ParameterKey: 'require_ssl', ParameterValue: 'false' }] },
    ],
  },
  {
    name: 'rds_proxy_require_tls',
    type: 'AWS::RDS::DBProxy',
    prevents: ['rds-proxy-require-tls'],
    holds: isOn('RequireTLS'),
    says: 'Set RequireTLS: it is off until it is set.',
    passes: [{ RequireTLS: true }, { RequireTLS: 'true' }, { RequireTLS: ref }],
    fails: [{ DBProxyName: 'orders' }, { RequireTLS: false }, { RequireTLS: 'false' }],
  },
];

const indented = (text: string, by: string): string => text.replaceAll(/^/gm, by);

/** `<ACCEPTED>` in a rule: security policies that the policy file accepts besides. */
const ruleText = (
  { name, type, holds, says }: TemplateRule,
  accepted: readonly string[],
): string => `let ${name}_all = Resources.*[ Type == '${type}' ]
rule ${name} when %${name}_all !empty {
  %${name}_all {
${indented(holds.replaceAll('<<>>', `<<${says}>>`).replace('<ACCEPTED>', ['', ...accepted].map((one) => `'${one}'`).join(', ')), '    ')}
  }
}
`;

/** The same rules' own tests, as `cfn-guard test` reads them. */
export const templateCases = (rules: readonly TemplateRule[]): string =>
  JSON.stringify(
    rules.flatMap(({ name, type, passes, skips = [], fails }) =>
      [
        ...passes.map((it) => [it, 'PASS'] as const),
        ...skips.map((it) => [it, 'SKIP'] as const),
        ...fails.map((it) => [it, 'FAIL'] as const),
      ].map(([Properties, expected], nth) => ({
        name: `${name} ${nth + 1}`,
        input: { Resources: { Any: { Type: type, Properties } } },
        expectations: { rules: { [name]: expected } },
      })),
    ),
    null,
    2,
  );

/** The types that the rules in use are about. */
export const typesOf = (used: (prevents: readonly string[]) => boolean): readonly string[] => [
  ...new Set(templateRules.filter(({ prevents }) => used(prevents)).map(({ type }) => type)),
];

/** The rules of the types that are in use, for a CloudFormation hook or for a pipeline. */
export const templateRulesFor = (
  used: (prevents: readonly string[]) => boolean,
  exemptions: readonly Exemption[] = [],
  accepted: readonly string[] = [],
  today = '',
): Guardrail | undefined => {
  const chosen = templateRules.filter(({ prevents }) => used(prevents));
  if (chosen.length === 0) return undefined;
  const prevents = [...new Set(chosen.flatMap((rule) => rule.prevents))];
  const types = typesOf(used).length;
  return {
    id: 'cloudformation-guard-rules',
    instrument: 'guard-rules',
    title: 'Templates ask for encryption in transit',
    says: `Checks templates of CloudFormation for ${types === 1 ? 'one type' : `${types} types`} of resources, in a pipeline or as a Guard hook. It does not see what is made by the console, an SDK or Terraform without Cloud Control.`,
    prevents,
    meets: 'changes',
    file: 'waxseal.guard',
    text: chosen.map((rule) => ruleText(rule, accepted)).join('\n'),
    rows: [],
    cases: templateCases(chosen),
    notSaid: untold(
      exemptions,
      prevents,
      today,
      'a template does not tell where it will be deployed: leave its accounts out where you deploy the hook',
    ),
    page: 'https://docs.aws.amazon.com/cfn-guard/latest/ug/what-is-guard.html',
  };
};
