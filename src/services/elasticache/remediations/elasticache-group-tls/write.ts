import { ElastiCacheClient, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { TransitMode } from '../../facts/transit-mode.ts';
import type { Token } from './read.ts';

/** What only this room throws. */
export const errors = {
  'access-control-added': {
    says: 'Clients of this replication group sign in with AUTH or a user group by now, or ElastiCache does not say that they do not. AWS changes TLS of no such group, and nothing was sent.',
    todo: 'Leave it as it is, or take access control away first: whoever reaches its nodes gets in then. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-disable.html',
  },
} as const;

const isToken = (token: unknown): token is Token =>
  typeof token === 'object' && token !== null && 'queued' in token && 'access' in token;

/**
 * At once, for AWS takes a change of TLS not otherwise: so nothing else may be queued, for that would start as well.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
 */
export const putMode = async (value: TransitMode, token: unknown, id: string, aws: Aws): Promise<void> => {
  if (!isToken(token)) throw new TypeError('a put needs what get has seen');
  if (token.access !== '')
    throw new WaxsealError({ code: 'access-control-added', ...errors['access-control-added'] });
  if (token.queued.length > 0)
    throw new WaxsealError({
      code: 'conflict',
      says: `Other changes of replication group ${id} have been queued since it was read (${token.queued.join(', ')}).`,
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
};
