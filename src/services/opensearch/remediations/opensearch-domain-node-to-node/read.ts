import { DescribeDomainHealthCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import { isDenied, isNamed } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { domainSeen, readinessOf } from '../../parameters/domain.ts';

/** Not every domain has it told. `null`: it is not known. */
const healthOf = async ({ id: DomainName }: Target, aws: Aws): Promise<string | null> => {
  try {
    const asking = aws.use(OpenSearchClient).send(new DescribeDomainHealthCommand({ DomainName }));
    return (await asking).ClusterHealth ?? null;
  } catch (error) {
    const names = ['DisabledOperationException', 'ResourceNotFoundException', 'ValidationException'];
    if (isDenied(error) || isNamed(error, ...names)) return null;
    throw error;
  }
};

export const readNodeToNode = async (target: Target, aws: Aws) => {
  const seen = await domainSeen(target, aws);
  if (!seen) return undefined;
  const { domain, config } = seen;
  const { Options, Status } = config.NodeToNodeEncryptionOptions ?? {};
  const value = Options?.Enabled ?? null;
  const { VPCOptions: net } = domain;
  return {
    held: [{ on: target.arn, value }],
    readiness: readinessOf(domain, Status?.State, target),
    around: {
      version: domain.EngineVersion ?? '',
      subnets: [...(net?.SubnetIds ?? [])].toSorted(),
      // Of one that is good nobody asks.
      health: value === true ? null : await healthOf(target, aws),
    },
  };
};
