import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { elasticsearch } from '../facts/domain.ts';
import { takesNodeToNode } from '../facts/versions.ts';
import { configOf, order } from '../parameters/domain.ts';
import { messages as own } from './opensearch-domain-node-to-node/messages.ts';
import { readNodeToNode } from './opensearch-domain-node-to-node/read.ts';

const step = ladder<boolean>(false, { to: true, impact: ['interrupts'] });

const { messages, ...parts } = setting({
  attribute: 'nodeToNodeEncryption',
  thing: 'domain',
  setting: 'Node-to-node encryption',
  messages: own,
  read: readNodeToNode,
  get: async (_on, target, aws) => {
    const ordered = await configOf(target, aws);
    return { value: ordered?.config.NodeToNodeEncryptionOptions?.Options?.Enabled ?? null };
  },
  put: (_on, Enabled, _seen, target, aws) => order({ NodeToNodeEncryptionOptions: { Enabled } }, target, aws),
  // What is ordered is not known to be so where AWS does not say that it has carried it out.
  meaning: (value, _settings, _on, { readiness }) =>
    value === true && readiness.is !== 'ready' ? undefined : step(value),
  sayings: ({ around: { version, subnets, health } }, stepping, { id: name, region }) => {
    if (stepping.length === 0) return {};
    const takes = takesNodeToNode(version);
    const data = { name, region, version: version || 'no version that is told' };
    const obstacles = [
      ...saying('version-unknown', takes === undefined, data),
      ...saying('version-too-old', takes === false, data),
      ...saying('cluster-red', health === 'Red', data),
    ];
    return {
      obstacles,
      hazards: [
        ...saying('cluster-yellow', health === 'Yellow', data),
        ...saying('health-unread', !['Green', 'Yellow', 'Red'].includes(health ?? ''), data),
        ...saying('blue-green', true, data),
        ...saying('needs-addresses', subnets.length > 0, {
          ...data,
          subnets: subnets.join(', '),
          ids: subnets.join(' '),
        }),
      ].filter(() => obstacles.length === 0),
    };
  },
  source: ({ after }, { id, type }) => {
    const isOld = type === elasticsearch;
    const on = String(after);
    return {
      cloudformation: `# In the ${isOld ? 'AWS::Elasticsearch::Domain' : 'AWS::OpenSearchService::Domain'} ${id}:\nNodeToNodeEncryptionOptions:\n  Enabled: ${on}`,
      cdk: `// In the ${isOld ? 'elasticsearch' : 'opensearchservice'}.Domain ${id}:\nnodeToNodeEncryption: ${on},`,
      terraform: `# In the ${isOld ? 'aws_elasticsearch_domain' : 'aws_opensearch_domain'} ${id}:\nnode_to_node_encryption {\n  enabled = ${on}\n}`,
    };
  },
});

/** Has the nodes of a domain speak TLS with each other. It is for good. */
export default remediation({
  meta: {
    id: 'opensearch-domain-node-to-node',
    version: 1,
    family: 'setting',
    concerns: { hop: 'within', matter: 'plaintext' },
    title: 'Nodes of OpenSearch and Elasticsearch domains speak TLS with each other',
    summary:
      'Switches node-to-node encryption on and sets nothing else of the domain. AWS carries it out with a blue/green deployment that takes hours, and never switches it off again: it always asks. A version that is too old, and a cluster whose health is Red, is not changed; what has to be done first is told.',
    resourceType: 'AWS::OpenSearch::Domain',
    alsoTypes: ['AWS::Elasticsearch::Domain'],
    configRules: ['ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK', 'OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK'],
    managedRules: {
      // https://docs.aws.amazon.com/config/latest/developerguide/elasticsearch-node-to-node-encryption-check.html
      ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'cn-north-1',
            'cn-northwest-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
      // https://docs.aws.amazon.com/config/latest/developerguide/opensearch-node-to-node-encryption-check.html
      OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-south-2',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'eu-central-2',
            'eu-south-2',
            'il-central-1',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['ES.3', 'Opensearch.3'],
    services: ['es'],
    impacts: ['interrupts'],
    reversible: {
      not: 'OpenSearch Service never switches node-to-node encryption off: without it there is only a new domain, from a snapshot.',
    },
    permissions: {
      read: ['es:DescribeDomain', 'es:DescribeDomainConfig', 'es:DescribeDomainHealth'],
      write: ['es:UpdateDomainConfig'],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/opensearch-node-to-node-encryption-check.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/elasticsearch-node-to-node-encryption-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-3',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/es-controls.html#es-3',
      'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html',
      'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-configuration-changes.html',
      'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomainHealth.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
