import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** Whose key it is, what state it is in, and whether keys in other Regions are related to it. */
export interface Around {
  readonly isManagedByAws: boolean;
  /** As KMS says it; it may have more than today's. */
  readonly state: string;
  /** Regions that have a key of the same id, sorted. */
  readonly related: readonly string[];
}

export const around = async (_policy: unknown, target: Target, aws: Aws): Promise<Around> => {
  const asking = aws.use(KMSClient).send(new DescribeKeyCommand({ KeyId: target.id }));
  const { KeyMetadata } = (await unless('NotFoundException', undefined, asking)) ?? {};
  const { KeyManager, KeyState = '', MultiRegionConfiguration } = KeyMetadata ?? {};
  const { PrimaryKey, ReplicaKeys = [] } = MultiRegionConfiguration ?? {};
  const regions = [PrimaryKey, ...ReplicaKeys].flatMap((one) => one?.Region ?? []);
  return {
    isManagedByAws: KeyManager === 'AWS',
    state: KeyState,
    related: [...new Set(regions)].filter((region) => region !== target.region).toSorted(),
  };
};
