import { ModifyDBProxyCommand, RDSClient } from '@aws-sdk/client-rds';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { proxyOf } from './read.ts';

/** What only this room throws. */
export const errors = {
  'iam-demands-tls': {
    says: 'Clients of this proxy sign in by IAM by now, and of such a proxy RDS does not take RequireTLS false. Nothing was changed.',
    todo: 'Leave it as it is: who signs in by IAM does so over TLS. Or have none of its secrets demand IAM (IAMAuth), and undo again.',
  },
} as const;

/** What a call leaves out stays as it is. */
export const putRequireTls = async (RequireTLS: boolean, target: Target, aws: Aws): Promise<void> => {
  try {
    await aws.use(RDSClient).send(new ModifyDBProxyCommand({ DBProxyName: target.id, RequireTLS }));
  } catch (error) {
    // "Must enable TLS, when IAM Auth is required": RDS has no name of its own for it.
    if (RequireTLS || !isNamed(error, 'InvalidParameterValue')) throw error;
    const proxy = await proxyOf(target, aws);
    const isIam =
      proxy?.DefaultAuthScheme === 'IAM_AUTH' || proxy?.Auth?.some(({ IAMAuth }) => IAMAuth === 'REQUIRED');
    if (isIam !== true) throw error;
    throw new WaxsealError({ code: 'iam-demands-tls', ...errors['iam-demands-tls'] }, { cause: error });
  }
};
