import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { isNamed, unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { halfAnAnswer } from '../../../../families/statement/document.ts';

const describe = ({ arn: SecretId }: Target, aws: Aws) =>
  unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId })),
  );

/**
 * The text; `null`: there is none, which an answer says that names this secret. One that is scheduled for deletion answers
 * nothing about its policy, and takes none: it counts as gone until somebody restores it.
 */
export const getPolicy = async (
  target: Target,
  aws: Aws,
): Promise<{ readonly text: string | null } | undefined> => {
  const { arn } = target;
  const answer = await unless(
    'ResourceNotFoundException',
    undefined,
    aws.use(SecretsManagerClient).send(new GetResourcePolicyCommand({ SecretId: arn })),
  ).catch(async (error: unknown) => {
    if (!isNamed(error, 'InvalidRequestException')) throw error;
    const secret = await describe(target, aws);
    if (secret && secret.DeletedDate === undefined) throw error;
    return undefined;
  });
  if (answer === undefined || answer.ARN === arn) return answer && { text: answer.ResourcePolicy ?? null };
  throw halfAnAnswer('Secrets Manager', `for secret ${arn}, but without its ARN`);
};

/** Whose policy it is to change, and who else gets it. */
export interface Around {
  /** The service that made it, such as `rds`. */
  readonly owner?: string;
  /** The Region of its primary secret, where it is a replica. */
  readonly primary?: string;
  /** Regions that have a replica of it, sorted. */
  readonly replicas: readonly string[];
}

export const around = async (_policy: unknown, target: Target, aws: Aws): Promise<Around> => {
  const {
    OwningService = '',
    PrimaryRegion = '',
    ReplicationStatus = [],
  } = (await describe(target, aws)) ?? {};
  const replicas = ReplicationStatus.flatMap(({ Region }) => Region ?? []).toSorted();
  return {
    ...(OwningService !== '' && { owner: OwningService }),
    ...(PrimaryRegion !== '' && PrimaryRegion !== target.region && { primary: PrimaryRegion }),
    replicas,
  };
};
