import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { environmentHazards, environmentNotes, unseenHazards } from '../../../dependants/words.ts';
import { setting } from '../../../families/setting.ts';
import { ladder } from '../../../families/steps.ts';
import { canChange, type TransitMode } from '../facts/transit-mode.ts';
import { messages as own } from './elasticache-group-tls/messages.ts';
import { getMode, readGroup } from './elasticache-group-tls/read.ts';
import { source } from './elasticache-group-tls/source.ts';
import { errors, putMode } from './elasticache-group-tls/write.ts';

/**
 * The endpoints that outlast the first step, by cluster mode.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/enable-python-best-practices.html
 */
const kept = (clusterMode: string | null): string => {
  if (clusterMode === 'enabled') return 'the configuration endpoint';
  const pair = 'the primary and the reader endpoint';
  return clusterMode === 'disabled' ? pair : `the configuration endpoint, or ${pair} without cluster mode`;
};

const { messages, ...parts } = setting({
  attribute: 'transitEncryption',
  thing: 'replication group',
  setting: 'Encryption in transit',
  messages: own,
  read: readGroup,
  get: (_on, target, aws) => getMode(target, aws),
  put: (_on, value, token, { id }, aws) => putMode(value, token, id, aws),
  meaning: ladder<TransitMode>(
    'off',
    { to: 'preferred', impact: ['changes-endpoints', 'interrupts'] },
    { to: 'required', impact: ['breaks-plaintext', 'changes-endpoints'] },
  ),
  sayings: ({ around }, [first], { id: name, region }) => {
    if (!first) return {};
    const { engine, versions, queued, access, global, clusterMode, dependants } = around;
    const { dmsEndpoints } = dependants;
    const version = versions.map((one) => one || '(unknown)').join(', ');
    const isFirst = first.step.to === 'preferred';
    const can = canChange(engine, versions);
    const data = { name, region, engine: engine || '(nothing)', version, access: access ?? '' };
    const obstacles = [
      ...saying('engine-too-old' as const, isFirst && can === false, data),
      ...saying('engine-unknown' as const, isFirst && can === undefined, data),
      ...saying('access-control' as const, access !== null && access !== '', data),
      ...saying('access-unread' as const, access === null, data),
      ...saying('global-datastore' as const, global !== null, { name, global: global ?? '' }),
      ...saying('cluster-mode-underway' as const, clusterMode === 'compatible', data),
      ...saying('others-queued' as const, queued.length > 0, { name, queued: queued.join(', ') }),
    ];
    if (obstacles.length > 0) return { obstacles: obstacles.slice(0, 1) };
    const facts = { name, region, kept: kept(clusterMode) };
    return {
      hazards: [
        ...saying('node-names-change' as const, isFirst, facts),
        ...saying('plaintext-stays' as const, isFirst, { name, kept: facts.kept }),
        ...saying('plaintext-ends' as const, !isFirst, { name }),
        ...saying('dms-without-tls' as const, dmsEndpoints.length > 0, {
          name,
          names: dmsEndpoints.join(', '),
        }),
        ...environmentHazards({ name }, dependants),
        ...unseenHazards({ name }, dependants),
      ],
      notes: [
        ...saying('undo-shuts-out-tls' as const, isFirst, { name }),
        ...saying('undo-opens-plaintext' as const, !isFirst, { name }),
        ...environmentNotes({ name }, dependants),
      ],
    };
  },
  source,
});

/** Has a replication group take TLS beside plaintext first, and TLS only in a second step. */
export default remediation({
  meta: {
    id: 'elasticache-group-tls',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Replication groups of ElastiCache take TLS only',
    summary:
      'Goes from no TLS to preferred (TLS beside plaintext) and from there to required, each step with a plan and an approval of its own. AWS Config and Security Hub are content with preferred; this is not, because plaintext still gets in. Engines before Redis OSS 7.0.5 and Valkey 7.2 take TLS only when a group is made: that is told. So are groups that AWS lets nobody change: with access control, in a global datastore, between two cluster modes, with other changes queued.',
    resourceType: 'AWS::ElastiCache::ReplicationGroup',
    configRules: ['ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-in-transit.html
    managedRules: {
      ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'il-central-1',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['ElastiCache.5'],
    services: ['elasticache'],
    impacts: ['breaks-plaintext', 'changes-endpoints', 'interrupts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'elasticache:DescribeCacheClusters',
        'elasticache:DescribeReplicationGroups',
        'lambda:ListFunctions',
      ],
      write: ['elasticache:ModifyReplicationGroup'],
      undo: ['elasticache:ModifyReplicationGroup'],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-5',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/enable-python-best-practices.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-disable.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
