import { KafkaClient, UpdateSecurityCommand, type ClientBroker } from '@aws-sdk/client-kafka';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';

const isClientBroker = (value: string): value is ClientBroker =>
  value === 'PLAINTEXT' || value === 'TLS_PLAINTEXT' || value === 'TLS';

/** What only this room throws. */
export const errors = {
  'plaintext-not-taken': {
    says: 'MSK does not take plaintext beside the way in which clients of this cluster prove who they are now: authentication was changed since the fix.',
    todo: 'Turn unauthenticated access on again (aws kafka update-security) and undo once more, or leave the cluster as it is.',
  },
} as const;

/** MSK has one error for all that it does not take: of another version, and of a cluster that is at work, its message tells. */
const isMoved = (error: unknown): boolean =>
  isNamed(error, 'BadRequestException') &&
  error instanceof Error &&
  /\b(version of the cluster|state)\b/i.test(error.message);

/**
 * Sets this and nothing else: MSK refuses a call that says something of the encryption between brokers or at rest, and leaves
 * what is not named. https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html
 */
export const putClientBroker = async (
  ClusterArn: string,
  value: string,
  version: unknown,
  aws: Aws,
): Promise<void> => {
  if (!isClientBroker(value)) throw new TypeError(`${value} is no way in which clients speak with brokers`);
  if (typeof version !== 'string')
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: `MSK answered ${ClusterArn} without its version.`,
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    });
  const EncryptionInfo = { EncryptionInTransit: { ClientBroker: value } };
  try {
    await aws
      .use(KafkaClient)
      .send(new UpdateSecurityCommand({ ClusterArn, CurrentVersion: version, EncryptionInfo }));
  } catch (error) {
    if (!isMoved(error)) {
      const isUnfit = value !== 'TLS' && isNamed(error, 'BadRequestException');
      if (!isUnfit) throw error;
      throw new WaxsealError(
        { code: 'plaintext-not-taken', ...errors['plaintext-not-taken'] },
        { cause: error },
      );
    }
    throw new WaxsealError(
      {
        code: 'conflict',
        says: `Something else is at work on ${ClusterArn}, or was since it was looked at.`,
        todo: 'Nothing: it is checked again later.',
        retry: true,
      },
      { cause: error },
    );
  }
};
