import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
  type ReplicationGroup,
} from '@aws-sdk/client-elasticache';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { setting } from '../../../families/setting.ts';
import { ladder, readinessBy } from '../../../families/steps.ts';
import { arrivingModeOf, canChange, transitModeOf, type TransitMode } from '../facts/transit-mode.ts';
import { messages as own } from './elasticache-group-tls/messages.ts';

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html */
const readiness = readinessBy({
  ready: ['available'],
  busy: ['creating', 'deleting', 'modifying', 'snapshotting'],
  people: { 'create-failed': 'Delete it and make it anew.' },
});

/** One that another group has the name of by now is not it. `undefined`: it is gone. */
const groupOf = async ({ id, arn }: Target, aws: Aws): Promise<ReplicationGroup | undefined> => {
  const asked = new DescribeReplicationGroupsCommand({ ReplicationGroupId: id });
  const answer = await unless(
    'ReplicationGroupNotFoundFault',
    undefined,
    aws.use(ElastiCacheClient).send(asked),
  );
  return answer?.ReplicationGroups?.find(({ ARN }) => ARN === undefined || ARN === arn);
};

const ofTls = new Set(['TransitEncryptionEnabled', 'TransitEncryptionMode']);

/** What is queued besides TLS, by name, sorted. */
const queuedIn = ({ PendingModifiedValues = {} }: ReplicationGroup): readonly string[] =>
  Object.entries(PendingModifiedValues)
    .flatMap(([name, value]) => (value === undefined || value === null || ofTls.has(name) ? [] : [name]))
    .toSorted();

/** The version of its nodes, which only they tell. Empty: none does. */
const versionOf = async ({ MemberClusters: [member] = [] }: ReplicationGroup, aws: Aws): Promise<string> => {
  if (member === undefined) return '';
  const asked = new DescribeCacheClustersCommand({ CacheClusterId: member });
  const answer = await unless('CacheClusterNotFoundFault', undefined, aws.use(ElastiCacheClient).send(asked));
  return answer?.CacheClusters?.[0]?.EngineVersion ?? '';
};

const { messages, ...parts } = setting({
  attribute: 'transitEncryption',
  thing: 'replication group',
  setting: 'Encryption in transit',
  messages: own,
  read: async (target, aws) => {
    const found = await groupOf(target, aws);
    if (!found) return undefined;
    const value = transitModeOf(found);
    const arriving = arrivingModeOf(found, found.PendingModifiedValues ?? {});
    return {
      held: [{ on: target.arn, value, ...(arriving !== undefined && { arriving }) }],
      readiness: readiness(found.Status ?? ''),
      around: {
        engine: found.Engine ?? '',
        // Asked only where the first step would be planned.
        version: value === 'off' ? await versionOf(found, aws) : '',
        queued: queuedIn(found),
        global: found.GlobalReplicationGroupInfo?.GlobalReplicationGroupId ?? null,
      },
    };
  },
  get: async (_on, target, aws) => {
    const found = await groupOf(target, aws);
    if (!found) return { value: null };
    const ordered = arrivingModeOf(found, found.PendingModifiedValues ?? {});
    return { value: ordered ?? transitModeOf(found), token: queuedIn(found) };
  },
  /**
   * At once, as AWS's page of the two steps has it: so nothing else may be queued, for that would start as well.
   * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html
   */
  put: async (_on, value, queued, { id }, aws) => {
    if (Array.isArray(queued) && queued.length > 0)
      throw new WaxsealError({
        code: 'conflict',
        says: `Other changes of replication group ${id} have been queued since it was read (${queued.join(', ')}).`,
        todo: 'Nothing: it is checked again later.',
        retry: true,
      });
    const asked = new ModifyReplicationGroupCommand({
      ReplicationGroupId: id,
      TransitEncryptionEnabled: value !== 'off',
      ...(value !== 'off' && { TransitEncryptionMode: value }),
      ApplyImmediately: true,
    });
    await aws.use(ElastiCacheClient).send(asked);
  },
  meaning: ladder<TransitMode>(
    'off',
    { to: 'preferred', impact: ['interrupts'] },
    { to: 'required', impact: ['breaks-plaintext'] },
  ),
  sayings: ({ around }, [first], { id: name, region }) => {
    if (!first) return {};
    const { engine, version, queued, global } = around;
    const data = { name, region, engine: engine || '(nothing)', version: version || '(unknown)' };
    const isFirst = first.step.to === 'preferred';
    const can = canChange(engine, version);
    const obstacles = [
      ...saying('engine-too-old' as const, isFirst && can === false, data),
      ...saying('engine-unknown' as const, isFirst && can === undefined, data),
      ...saying('global-datastore' as const, global !== null, { name, global: global ?? '' }),
      ...saying('others-queued' as const, queued.length > 0, { name, queued: queued.join(', ') }),
    ];
    return obstacles.length > 0
      ? { obstacles: obstacles.slice(0, 1) }
      : { hazards: [{ message: isFirst ? 'plaintext-stays' : 'plaintext-ends', data: { name } }] };
  },
  source: ({ after }, { id }) => {
    const isOn = after !== 'off';
    return {
      cloudformation: `# In the AWS::ElastiCache::ReplicationGroup ${id}:\nTransitEncryptionEnabled: ${isOn}${isOn ? `\nTransitEncryptionMode: ${String(after)}` : ''}`,
      cdk: `// In the elasticache.CfnReplicationGroup ${id}:\ntransitEncryptionEnabled: ${isOn},${isOn ? ` transitEncryptionMode: '${String(after)}',` : ''}`,
      terraform: `# In the aws_elasticache_replication_group ${id}:\ntransit_encryption_enabled = ${isOn}${isOn ? `\ntransit_encryption_mode    = "${String(after)}"` : ''}`,
    };
  },
});

/** Has a replication group take TLS beside plaintext first, and TLS only in a second step. */
export default remediation({
  meta: {
    id: 'elasticache-group-tls',
    version: 1,
    family: 'setting',
    title: 'Replication groups of ElastiCache take TLS only',
    summary:
      'Goes from no TLS to preferred (TLS beside plaintext) and from there to required, each step with a plan and an approval of its own. AWS Config and Security Hub are content with preferred; this is not, because plaintext still gets in. Engines before Redis OSS 7.0.5 and Valkey 7.2 take TLS only when a group is made: that is told.',
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
    reversible: true,
    permissions: {
      read: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeReplicationGroups'],
      write: ['elasticache:ModifyReplicationGroup'],
      undo: ['elasticache:ModifyReplicationGroup'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elasticache-repl-grp-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-5',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
