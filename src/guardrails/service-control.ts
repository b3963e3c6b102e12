import type { Exemption, Policy } from '../core/policy/policy.ts';
import { denyUnless, once, sparedBy, sparedRows } from './exempt.ts';
import { type Deny, type Guardrail, inDocuments, type Keys, type Row } from './guardrail.ts';

const page = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html';

/** What one service lets a policy ask of a request that makes or changes something. */
interface Piece {
  readonly service: string;
  readonly prevents: readonly string[];
  readonly says: string;
  readonly deny: Pick<Deny, 'Sid' | 'Action' | 'Condition'>;
  /** Keys of requests that it refuses, and of those that it must let pass. */
  readonly refused: readonly Keys[];
  readonly passes: readonly Keys[];
}

const listenerProtocol = 'elasticloadbalancing:ListenerProtocol';
const securityPolicy = 'elasticloadbalancing:SecurityPolicy';

/** What Security Hub accepts of newer load balancers (ELB.17), as patterns, and the newest that Classic ones know. */
const acceptedPolicies = [
  'ELBSecurityPolicy-TLS13-1-2-Res-*',
  'ELBSecurityPolicy-TLS13-1-3-*',
  'ELBSecurityPolicy-TLS-1-2-2017-01',
] as const;

/** Security policies that rules of the policy file accept: what Waxseal calls compliant, nobody may be kept from making. */
export const acceptedBy = (rules: Policy['rules']): readonly string[] => [
  ...new Set(
    rules
      .flatMap(({ settings = {} }) => [
        settings['elb-listener-tls-policy'],
        settings['clb-listener-tls-policy'],
      ])
      .flatMap((settings) => [settings?.['acceptedPolicies'] ?? []].flat())
      .filter((name) => typeof name === 'string'),
  ),
];

const piecesWith = (accepted: readonly string[]): readonly Piece[] => [
  {
    service: 'elasticloadbalancing',
    prevents: ['elb-listener-tls-policy', 'clb-listener-tls-policy'],
    says: 'listeners of load balancers with an old security policy (a Classic balancer that is made with none gets one all the same)',
    deny: {
      Sid: 'OldSecurityPolicy',
      Action: [
        'CreateListener',
        'ModifyListener',
        // Naming it at a listener is not refused: AWS does not say whether the key has the name of the balancer's own policy.
        'CreateLoadBalancerPolicy',
      ],
      Condition: {
        'ForAnyValue:StringNotLike': { [securityPolicy]: [...acceptedPolicies, ...accepted] },
      },
    },
    refused: [{ [securityPolicy]: ['ELBSecurityPolicy-2016-08'] }],
    passes: [{ [securityPolicy]: ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06'] }, {}],
  },
  {
    service: 'elasticloadbalancing',
    prevents: ['elb-listener-tls-policy'],
    says: 'listeners that name no security policy and so get an old one',
    deny: {
      Sid: 'NoSecurityPolicy',
      Action: ['CreateListener'],
      Condition: {
        'ForAnyValue:StringEquals': { [listenerProtocol]: ['HTTPS', 'TLS'] },
        Null: { [securityPolicy]: 'true' },
      },
    },
    refused: [{ [listenerProtocol]: ['HTTPS'] }],
    passes: [
      { [listenerProtocol]: ['HTTPS'], [securityPolicy]: ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06'] },
      { [listenerProtocol]: ['HTTP'] },
    ],
  },
  {
    service: 'apigateway',
    prevents: ['apigateway-domain-tls-policy', 'apigateway-rest-api-tls-policy'],
    says: 'domain names and REST APIs of API Gateway that are told to take TLS 1.0',
    deny: {
      Sid: 'ApiGatewayTls10',
      Action: ['POST', 'PUT', 'PATCH'],
      Condition: { 'ForAnyValue:StringEquals': { 'apigateway:Request/SecurityPolicy': ['TLS_1_0'] } },
    },
    refused: [{ 'apigateway:Request/SecurityPolicy': ['TLS_1_2', 'TLS_1_0'] }],
    passes: [{ 'apigateway:Request/SecurityPolicy': ['SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'] }, {}],
  },
  {
    service: 'elasticache',
    prevents: ['elasticache-group-tls'],
    says: 'replication groups without encryption in transit',
    deny: {
      Sid: 'CachesWithoutTls',
      Action: ['CreateReplicationGroup'],
      // AWS asks about each resource of the request: of the group the key is there, `false` where nothing is said; of its
      // parameters and subnets it is not.
      Condition: { Bool: { 'elasticache:TransitEncryptionEnabled': 'false' } },
    },
    refused: [{ 'elasticache:TransitEncryptionEnabled': 'false' }],
    passes: [{ 'elasticache:TransitEncryptionEnabled': 'true' }, {}],
  },
  {
    service: 'memorydb',
    prevents: ['memorydb-cluster-tls'],
    says: 'MemoryDB clusters without TLS',
    deny: {
      Sid: 'MemoryDbWithoutTls',
      Action: ['CreateCluster', 'CreateMultiRegionCluster'],
      Condition: { Bool: { 'memorydb:TLSEnabled': 'false' } },
    },
    refused: [{ 'memorydb:TLSEnabled': 'false' }],
    passes: [{ 'memorydb:TLSEnabled': 'true' }],
  },
  {
    service: 'transfer',
    prevents: ['transfer-server-no-ftp'],
    says: 'Transfer Family servers that speak FTP',
    deny: {
      Sid: 'Ftp',
      Action: ['CreateServer', 'UpdateServer'],
      Condition: { 'ForAnyValue:StringEquals': { 'transfer:RequestServerProtocols': ['FTP'] } },
    },
    refused: [{ 'transfer:RequestServerProtocols': ['SFTP', 'FTP'] }],
    passes: [{ 'transfer:RequestServerProtocols': ['SFTP', 'FTPS'] }, {}],
  },
  {
    service: 'vpc-lattice',
    prevents: ['lattice-listener-https'],
    says: 'listeners of VPC Lattice that speak HTTP',
    deny: {
      Sid: 'LatticeHttp',
      Action: ['CreateListener'],
      Condition: { StringEquals: { 'vpc-lattice:Protocol': ['HTTP'] } },
    },
    refused: [{ 'vpc-lattice:Protocol': 'HTTP' }],
    passes: [{ 'vpc-lattice:Protocol': 'HTTPS' }],
  },
  {
    service: 'sns',
    prevents: ['sns-subscription-https'],
    says: 'subscriptions of SNS topics that are delivered over HTTP',
    deny: {
      Sid: 'SnsHttp',
      Action: ['Subscribe'],
      Condition: { StringEquals: { 'sns:Protocol': ['http'] } },
    },
    refused: [{ 'sns:Protocol': 'http' }],
    passes: [{ 'sns:Protocol': 'https' }, { 'sns:Protocol': 'sqs' }],
  },
  {
    service: 'sns',
    prevents: ['sns-topic-tls-only'],
    says: 'requests to SNS over plain HTTP, which no resource control policy reaches',
    deny: { Sid: 'SnsPlainHttp', Action: ['*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    refused: [{ 'aws:SecureTransport': 'false' }],
    passes: [{ 'aws:SecureTransport': 'true' }, {}],
  },
  {
    service: 'codebuild',
    prevents: ['app-configuration-tls'],
    says: 'builds that do not verify the certificate of where their source is from',
    deny: {
      Sid: 'InsecureSources',
      Action: ['CreateProject', 'UpdateProject', 'StartBuild', 'StartBuildBatch'],
      Condition: { Bool: { 'codebuild:source.insecureSsl': 'true' } },
    },
    refused: [{ 'codebuild:source.insecureSsl': 'true' }],
    passes: [{ 'codebuild:source.insecureSsl': 'false' }, {}],
  },
  {
    service: 'codebuild',
    prevents: ['app-configuration-tls'],
    says: 'builds that do not verify the certificate of a further source',
    deny: {
      Sid: 'InsecureSecondarySources',
      Action: ['CreateProject', 'UpdateProject', 'StartBuild', 'StartBuildBatch'],
      Condition: { 'ForAnyValue:Bool': { 'codebuild:secondarySources.insecureSsl': 'true' } },
    },
    refused: [{ 'codebuild:secondarySources.insecureSsl': ['false', 'true'] }],
    passes: [{ 'codebuild:secondarySources.insecureSsl': ['false'] }, {}],
  },
];

const asked = { 'aws:CurrentTime': '2020-01-01T00:00:00Z', 'aws:PrincipalAccount': '111122223333' } as const;

/** Service control policies: what people and roles of an organization may not make any more. */
export const serviceControl = (
  used: (prevents: readonly string[]) => boolean,
  exemptions: readonly Exemption[],
  accepted: readonly string[],
  today: string,
): readonly Guardrail[] => {
  const chosen = piecesWith(accepted)
    .filter(({ prevents }) => used(prevents))
    .map((piece) => {
      const spared = sparedBy(exemptions, { prevents: piece.prevents, byResource: false, today });
      const actions = piece.deny.Action.map((name) => `${piece.service}:${name}`);
      const action = actions[0] ?? '';
      const deny: Deny = { ...piece.deny, Effect: 'Deny', Action: actions, Resource: '*' };
      const row = (keys: Keys, refused: boolean): Row => ({
        says: `${piece.deny.Sid}: ${
          Object.entries(keys)
            .map(([key, value]) => `${key} ${String(value)}`)
            .join(', ') || 'no key of it'
        }`,
        action,
        resource: '*',
        keys: { ...asked, ...keys },
        refused,
      });
      const sample = piece.refused[0] ?? {};
      return {
        piece,
        spared,
        statements: denyUnless(deny, spared, 'aws:PrincipalAccount'),
        rows: [
          ...piece.refused.map((keys) => row(keys, true)),
          ...piece.passes.map((keys) => row(keys, false)),
          ...sparedRows(
            { says: piece.deny.Sid, action, keys: { ...asked, ...sample } },
            spared,
            'aws:PrincipalAccount',
          ),
        ],
      };
    });
  if (chosen.length === 0) return [];
  return inDocuments({
    id: 'service-control-policy',
    instrument: 'service-control-policy',
    title: 'Nobody of an organization makes what speaks plaintext or old TLS',
    says: `Refuses ${chosen.map(({ piece }) => piece.says).join('; ')}. What is there stays as it is, and a change that would say it again is refused: an update or a rollback of CloudFormation, an undo of Waxseal. It does not reach the management account and service-linked roles.`,
    prevents: [...new Set(chosen.flatMap(({ piece }) => piece.prevents))],
    meets: 'changes',
    statements: chosen.flatMap(({ statements }) => statements),
    rows: chosen.flatMap(({ rows }) => rows),
    notSaid: once(chosen.flatMap(({ spared }) => spared.notSaid)),
    page,
  });
};
