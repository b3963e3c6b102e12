import type { Aws } from '../../../src/core/model/remediation.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** Makes the repositories of an account real over HTTP, through ECR's own operations. */
export const seed = async ({ ecr: { Repositories } }: World, aws: Aws): Promise<void> => {
  const { CreateRepositoryCommand, ECRClient, SetRepositoryPolicyCommand } =
    await import('@aws-sdk/client-ecr');
  const ecr = aws.use(ECRClient);
  for (const { Name: repositoryName, Policy: policyText, Tags } of Repositories) {
    const tags = Object.entries(Tags).map(([Key, Value]) => ({ Key, Value }));
    await ecr.send(new CreateRepositoryCommand({ repositoryName, tags }));
    if (policyText !== undefined)
      await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText }));
  }
};
