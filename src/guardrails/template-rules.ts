import type { Guardrail } from './guardrail.ts';

type Template = Readonly<Record<string, unknown>>;

/** What a CloudFormation template must say of one type of resource, in the language of AWS CloudFormation Guard. */
export interface TemplateRule {
  readonly name: string;
  readonly type: string;
  readonly prevents: readonly string[];
  /** Clauses on one such resource, one a line; all must hold. `<<>>`: what is said where one does not. */
  readonly holds: string;
  readonly says: string;
  /** Properties that pass, and that do not. */
  readonly passes: readonly Template[];
  /** Properties that the rule is not about. */
  readonly skips?: readonly Template[];
  readonly fails: readonly Template[];
}

const redirects = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }];
const viewed = (policy: string): Template => ({
  DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: policy } },
});

export const templateRules: readonly TemplateRule[] = [
  {
    name: 'elb_listener_encrypted',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    prevents: ['elb-listener-encrypted', 'alb-listener-https-redirect'],
    holds:
      "Properties.Protocol in ['HTTPS', 'TLS', 'QUIC', 'TCP_QUIC'] or\nProperties.DefaultActions[*].RedirectConfig.Protocol == 'HTTPS' <<>>",
    says: 'Give the listener HTTPS or TLS, or redirect to HTTPS.',
    passes: [{ Protocol: 'HTTPS' }, { Protocol: 'TLS' }, { Protocol: 'HTTP', DefaultActions: redirects }],
    fails: [
      { Protocol: 'HTTP', DefaultActions: [{ Type: 'forward' }] },
      { Protocol: 'TCP', DefaultActions: [{ Type: 'forward' }] },
    ],
  },
  {
    name: 'elb_listener_security_policy',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    prevents: ['elb-listener-tls-policy'],
    holds:
      "when Properties.Protocol in ['HTTPS', 'TLS'] {\n  Properties.SslPolicy exists <<>>\n  Properties.SslPolicy == /^ELBSecurityPolicy-TLS13-1-(2-Res|3)-/ <<>>\n}",
    says: 'Name a security policy that takes TLS 1.2 with forward secrecy, or TLS 1.3.',
    passes: [{ Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06' }],
    skips: [{ Protocol: 'HTTP' }],
    fails: [{ Protocol: 'HTTPS' }, { Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-2016-08' }],
  },
  {
    name: 'cloudfront_viewer_https',
    type: 'AWS::CloudFront::Distribution',
    prevents: ['cloudfront-viewer-https'],
    holds:
      "Properties.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy in ['redirect-to-https', 'https-only'] <<>>\nwhen Properties.DistributionConfig.CacheBehaviors exists {\n  Properties.DistributionConfig.CacheBehaviors[*].ViewerProtocolPolicy in ['redirect-to-https', 'https-only'] <<>>\n}",
    says: 'Redirect viewers to HTTPS, or take HTTPS alone.',
    passes: [viewed('redirect-to-https'), viewed('https-only')],
    fails: [viewed('allow-all')],
  },
  {
    name: 'elasticache_group_tls',
    type: 'AWS::ElastiCache::ReplicationGroup',
    prevents: ['elasticache-group-tls'],
    holds: 'Properties.TransitEncryptionEnabled == true <<>>',
    says: 'Set TransitEncryptionEnabled: it is off for Redis OSS until it is set.',
    passes: [{ TransitEncryptionEnabled: true }],
    fails: [{ TransitEncryptionEnabled: false }, {}],
  },
  {
    name: 'opensearch_domain_https',
    type: 'AWS::OpenSearchService::Domain',
    prevents: ['opensearch-domain-https', 'opensearch-domain-node-to-node'],
    holds:
      'Properties.DomainEndpointOptions.EnforceHTTPS == true <<>>\nProperties.DomainEndpointOptions.TLSSecurityPolicy == /^Policy-Min-TLS-1-2-/ <<>>\nProperties.NodeToNodeEncryptionOptions.Enabled == true <<>>',
    says: 'Enforce HTTPS with TLS 1.2, and encrypt between nodes.',
    passes: [
      {
        DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
        NodeToNodeEncryptionOptions: { Enabled: true },
      },
    ],
    fails: [
      {},
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
      "when Properties.EncryptionInfo.EncryptionInTransit exists {\n  Properties.EncryptionInfo.EncryptionInTransit.ClientBroker not exists or Properties.EncryptionInfo.EncryptionInTransit.ClientBroker == 'TLS' <<>>\n  Properties.EncryptionInfo.EncryptionInTransit.InCluster not exists or Properties.EncryptionInfo.EncryptionInTransit.InCluster == true <<>>\n}",
    says: 'Let brokers speak TLS alone, with clients and with each other.',
    passes: [{ EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } } }],
    skips: [{}],
    fails: [
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT' } } },
      { EncryptionInfo: { EncryptionInTransit: { InCluster: false } } },
    ],
  },
  {
    name: 'dms_endpoint_tls',
    type: 'AWS::DMS::Endpoint',
    prevents: ['dms-endpoint-tls'],
    holds:
      "when Properties.EngineName in ['mysql', 'mariadb', 'postgres', 'aurora', 'aurora-postgresql', 'sqlserver'] {\n  Properties.SslMode in ['require', 'verify-ca', 'verify-full'] <<>>\n}",
    says: 'Give the endpoint an SslMode: without one it connects in plaintext.',
    passes: [{ EngineName: 'mysql', SslMode: 'verify-ca' }],
    skips: [{ EngineName: 's3' }],
    fails: [{ EngineName: 'mysql' }, { EngineName: 'postgres', SslMode: 'none' }],
  },
  {
    name: 'sns_subscription_https',
    type: 'AWS::SNS::Subscription',
    prevents: ['sns-subscription-https'],
    holds: "Properties.Protocol != 'http' <<>>",
    says: 'Deliver over HTTPS.',
    passes: [{ Protocol: 'https' }, { Protocol: 'sqs' }],
    fails: [{ Protocol: 'http' }],
  },
  {
    name: 'transfer_server_no_ftp',
    type: 'AWS::Transfer::Server',
    prevents: ['transfer-server-no-ftp'],
    holds: "Properties.Protocols not exists or Properties.Protocols[*] != 'FTP' <<>>",
    says: 'Take SFTP or FTPS in place of FTP.',
    passes: [{}, { Protocols: ['SFTP', 'FTPS'] }],
    fails: [{ Protocols: ['SFTP', 'FTP'] }],
  },
  {
    name: 'lattice_listener_https',
    type: 'AWS::VpcLattice::Listener',
    prevents: ['lattice-listener-https'],
    holds: "Properties.Protocol != 'HTTP' <<>>",
    says: 'Give the listener HTTPS: its protocol cannot be changed later.',
    passes: [{ Protocol: 'HTTPS' }, { Protocol: 'TLS_PASSTHROUGH' }],
    fails: [{ Protocol: 'HTTP' }],
  },
  {
    name: 'redshift_serverless_require_tls',
    type: 'AWS::RedshiftServerless::Workgroup',
    prevents: ['redshift-serverless-require-tls'],
    holds:
      "some Properties.ConfigParameters[*] {\n  ParameterKey == 'require_ssl' <<>>\n  ParameterValue == 'true' <<>>\n}",
    says: 'Set require_ssl to true.',
    passes: [{ ConfigParameters: [{ ParameterKey: 'require_ssl', ParameterValue: 'true' }] }],
    fails: [{}, { ConfigParameters: [{ ParameterKey: 'require_ssl', ParameterValue: 'false' }] }],
  },
  {
    name: 'rds_proxy_require_tls',
    type: 'AWS::RDS::DBProxy',
    prevents: ['rds-proxy-require-tls'],
    holds: 'Properties.RequireTLS == true <<>>',
    says: 'Set RequireTLS: it is off until it is set.',
    passes: [{ RequireTLS: true }],
    fails: [{}, { RequireTLS: false }],
  },
];

const indented = (text: string, by: string): string => text.replaceAll(/^/gm, by);

const ruleText = ({
  name,
  type,
  holds,
  says,
}: TemplateRule): string => `let ${name}_all = Resources.*[ Type == '${type}' ]
rule ${name} when %${name}_all !empty {
  %${name}_all {
${indented(holds.replaceAll('<<>>', `<<${says}>>`), '    ')}
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

/** The rules of the types that are in use, for a CloudFormation hook or for a pipeline. */
export const templateRulesFor = (used: (prevents: readonly string[]) => boolean): Guardrail | undefined => {
  const chosen = templateRules.filter(({ prevents }) => used(prevents));
  if (chosen.length === 0) return undefined;
  return {
    id: 'cloudformation-guard-rules',
    instrument: 'guard-rules',
    title: 'Templates ask for encryption in transit',
    says: `Checks templates of CloudFormation for ${chosen.length} types of resources, in a pipeline or as a Guard hook. It does not see what is made by the console, an SDK or Terraform without Cloud Control.`,
    prevents: [...new Set(chosen.flatMap(({ prevents }) => prevents))],
    file: 'waxseal.guard',
    text: chosen.map(ruleText).join('\n'),
    rows: [],
    cases: templateCases(chosen),
    notSaid: [],
    page: 'https://docs.aws.amazon.com/cfn-guard/latest/ug/what-is-guard.html',
  };
};
