import { expect, test } from 'vitest';
import { takesNodeToNode } from '../../../../src/services/opensearch/facts/versions.ts';
import unit from '../../../../src/services/opensearch/remediations/opensearch-domain-node-to-node.ts';
import elasticsearch from '../../../../src/services/opensearch/resources/aws-elasticsearch-domain.ts';
import openSearch from '../../../../src/services/opensearch/resources/aws-opensearch-domain.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { anyOf } from '../../../kit/any-of.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, shop } from '../domains.ts';

const on = { NodeToNodeEncryptionOptions: { Enabled: true } };
const change = {
  set: 'nodeToNodeEncryption',
  on: arn,
  before: false,
  after: true,
  impact: ['interrupts'],
} as const;
const asks = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [change],
  hazards: ['blue-green'],
} as const;
const stops = { is: 'non-compliant', changes: [] } as const;
const old = (version: string, over: object = {}) =>
  shop({ EngineVersion: `Elasticsearch_${version}`, ...over });
const tooOld = { ...stops, message: 'version-too-old' } as const;
const pending = { is: 'pending', message: 'busy' } as const;
const unknown = { is: 'unknown', message: 'value-unknown' } as const;
const people = { ...stops, message: 'needs-people' } as const;
const deployment =
  'Node-to-node encryption of domain orders is a blue/green deployment: AWS makes as many nodes again, all at once or, if the domain is CapacityOptimized (DeploymentStrategy) and AWS has too few, some after the other, and copies all data to them, which loads the domain for hours. It goes on answering, but slower, and may take no other change that long. The encryption itself costs some of its speed for good. At a quiet time. Ask AWS first what stands against it: aws opensearch update-domain-config --domain-name orders --node-to-node-encryption-options Enabled=true --dry-run --dry-run-mode Verbose --region eu-west-1, then aws opensearch describe-dry-run-progress --domain-name orders --region eu-west-1; and take a snapshot by hand.';

testRemediation(unit, anyOf(openSearch, elasticsearch), {
  'nodes speak TLS': { account: shop(on) },
  'of Elasticsearch, and nodes speak TLS': { account: old('6.0', on) },
  'nodes speak TLS, whatever health the cluster has': { account: shop({ ...on, ClusterHealth: 'Red' }) },
  'nodes speak plaintext': {
    account: shop(),
    expect: {
      ...asks,
      says: [
        'Node-to-node encryption of domain orders is false. Apply the plan: it sets true and nothing else about the domain.',
        deployment,
      ],
    },
  },
  'named by its ARN': { account: shop(), target: arn, expect: asks },
  'data at rest is not encrypted, which is not needed': {
    account: shop({ AdvancedSecurityOptions: { Enabled: false } }),
    expect: asks,
  },
  'Elasticsearch 7.10': { account: old('7.10'), expect: asks },
  'Elasticsearch 6.8': { account: old('6.8'), expect: asks },
  'Elasticsearch 6.7': { account: old('6.7'), expect: asks },
  'Elasticsearch 6.5: only domains that are made anew take it': {
    account: old('6.5'),
    expect: {
      ...tooOld,
      says: [
        'Domain orders has Elasticsearch_6.5. AWS switches node-to-node encryption on from Elasticsearch 6.7 on, and with any version of OpenSearch. Upgrade the domain first: aws opensearch get-compatible-versions --domain-name orders --region eu-west-1 says to what, aws opensearch upgrade-domain --domain-name orders --target-version VERSION --perform-check-only --region eu-west-1 whether it can be; without --perform-check-only it is done. Before 5.1 there is no upgrade: make a new domain from a snapshot.',
      ],
    },
  },
  'Elasticsearch 5.6': { account: old('5.6'), expect: tooOld },
  'Elasticsearch 5.6 that is Red': {
    account: old('5.6', { ClusterHealth: 'Red' }),
    expect: { ...tooOld, hazards: ['cluster-red'] },
  },
  'Elasticsearch 1.5': { account: old('1.5'), expect: tooOld },
  'an engine that nobody knows': {
    account: shop({ EngineVersion: 'Solr_9.0' }),
    target: 'orders',
    expect: {
      ...stops,
      message: 'version-unknown',
      says: [
        'Domain orders has Solr_9.0, which this version of Waxseal does not know: whether node-to-node encryption can be switched on is not known. Look it up in the documentation of the engine, and switch it on by hand.',
      ],
    },
  },
  'no version is told': {
    account: shop({ EngineVersion: '' }),
    target: 'orders',
    expect: { ...stops, message: 'version-unknown' },
  },
  'the cluster is Red': {
    account: shop({ ClusterHealth: 'Red' }),
    expect: {
      ...stops,
      message: 'cluster-red',
      says: [
        'The health of domain orders is Red: primary shards are missing, and a deployment that copies all data cannot end well. Bring the missing shards back, or restore their indexes from a snapshot; it is evaluated again afterwards.',
      ],
    },
  },
  'the cluster is Yellow': {
    account: shop({ ClusterHealth: 'Yellow' }),
    expect: {
      ...asks,
      hazards: ['blue-green', 'cluster-yellow'],
      says: [
        'The health of domain orders is Yellow: replicas are missing. If a node is lost while all data is copied, so is what only it had. Wait until it is Green, or add nodes or take replicas away until it is.',
      ],
    },
  },
  'AWS does not tell the health of the cluster': {
    account: shop({ ClusterHealth: null }),
    expect: {
      ...asks,
      hazards: ['blue-green', 'health-unread'],
      says: [
        'AWS does not say how healthy domain orders is. Of a cluster that is Red the deployment does not end well. Look at ClusterStatus.green in CloudWatch first.',
      ],
    },
  },
  'the health is not available': {
    account: shop({ ClusterHealth: 'NotAvailable' }),
    expect: { ...asks, hazards: ['blue-green', 'health-unread'] },
  },
  'in a VPC': {
    account: shop({ VPCOptions: { VPCId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-2', 'subnet-1'] } }),
    expect: {
      ...asks,
      hazards: ['blue-green', 'needs-addresses'],
      says: [
        "The new nodes of domain orders take addresses in subnet-1, subnet-2 while the old ones still have theirs. Where there are too few, AWS refuses the change. See that as many are free as the domain has nodes, and more: aws ec2 describe-subnets --subnet-ids subnet-1 subnet-2 --region eu-west-1 --query 'Subnets[].[SubnetId,AvailableIpAddressCount]'.",
      ],
    },
  },
  'with a standby': {
    account: shop({ ClusterConfig: { MultiAZWithStandbyEnabled: true } }),
    expect: asks,
  },
  'it is being carried out': {
    account: shop({
      ...on,
      DomainProcessingStatus: 'Modifying',
      ConfigChangeStatus: 'ApplyingChanges',
      State: 'Processing',
    }),
    expect: pending,
  },
  'new nodes are there, and data is still being copied': {
    account: shop({ ...on, ConfigChangeStatus: 'ApplyingChanges' }),
    expect: pending,
  },
  'only the options say that they are on their way': {
    account: shop({ ...on, State: 'Processing' }),
    expect: pending,
  },
  'AWS refused it': { account: shop({ ConfigChangeStatus: 'ValidationFailed' }), expect: people },
  'AWS refused it, and still has it ordered': {
    account: shop({ ...on, ConfigChangeStatus: 'ValidationFailed' }),
    expect: {
      ...unknown,
      says: [
        'true is what is ordered as node-to-node encryption of domain orders, and AWS does not say that it is so, or says nothing that Waxseal knows. See how the domain is and what became of its last change (aws opensearch describe-domain-change-progress --domain-name orders --region eu-west-1).',
      ],
    },
  },
  'it is isolated': { account: shop({ DomainProcessingStatus: 'Isolated' }), expect: people },
  'a status that no page has': {
    account: shop({ DomainProcessingStatus: 'Paused' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'AWS does not tell whether nodes speak TLS': {
    account: shop({ NodeToNodeEncryptionOptions: {} }),
    expect: unknown,
  },
  China: {
    account: shop(),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: { ...asks, changes: [{ on: 'arn:aws-cn:es:cn-north-1:111122223333:domain/orders' }] },
  },
  'a domain that is gone': {
    account: {},
    target: 'arn:aws:es:eu-west-1:111122223333:domain/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::OpenSearch::Domain', id: 'orders', arn };

test('a call names the domain and this option alone', async () => {
  const { write, asked } = await answering(() => ({}));
  await unit.fields.nodeToNodeEncryption.put(arn, true, { value: false }, target, write);
  expect(asked).toEqual([
    {
      operation: 'UpdateDomainConfig',
      input: { DomainName: 'orders', NodeToNodeEncryptionOptions: { Enabled: true } },
    },
  ]);
});

const held = {
  DomainStatus: {
    DomainName: 'orders',
    ARN: arn,
    EngineVersion: 'OpenSearch_2.19',
    DomainProcessingStatus: 'Active',
  },
  DomainConfig: { NodeToNodeEncryptionOptions: { Options: { Enabled: false }, Status: { State: 'Active' } } },
};

test.each(['AccessDeniedException', 'ValidationException', 'ResourceNotFoundException'])(
  'health that is refused with %s is not known',
  async (name) => {
    const { read } = await answering(({ operation }) => {
      if (operation === 'DescribeDomainHealth') throw refusal(name, 400);
      return held;
    });
    expect(await unit.read(target, read)).toMatchObject({ around: { health: null } });
  },
);

test('another failure is told', async () => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'DescribeDomainHealth') throw refusal('InternalException', 500);
    return held;
  });
  await expect(unit.read(target, read)).rejects.toThrow('InternalException');
});

test.each([
  ['OpenSearch_1.0', true],
  ['OpenSearch_3.1', true],
  ['Elasticsearch_7.1', true],
  ['Elasticsearch_6.8', true],
  ['Elasticsearch_6.7', true],
  ['Elasticsearch_6.5', false],
  ['Elasticsearch_5.10', false],
  ['7.10', undefined],
  ['OpenSearch_2', undefined],
])('%s takes it: %s', (version, takes) => {
  expect(takesNodeToNode(version)).toBe(takes);
});

test.each([
  [
    'AWS::OpenSearch::Domain',
    'AWS::OpenSearchService::Domain',
    'aws_opensearch_domain',
    'opensearchservice.Domain',
  ],
  [
    'AWS::Elasticsearch::Domain',
    'AWS::Elasticsearch::Domain',
    'aws_elasticsearch_domain',
    'elasticsearch.Domain',
  ],
])('%s in code', (type, cloudformation, terraform, cdk) => {
  const code = unit.source?.(change, { ...target, type });
  expect(code?.cloudformation).toContain(
    `${cloudformation} orders:\nNodeToNodeEncryptionOptions:\n  Enabled: true`,
  );
  expect(code?.terraform).toContain(`${terraform} orders:\nnode_to_node_encryption {\n  enabled = true`);
  expect(code?.cdk).toContain(`${cdk} orders:\nnodeToNodeEncryption: true,`);
});
