import { DescribeTaskDefinitionCommand, ECSClient, type ContainerDefinition } from '@aws-sdk/client-ecs';
import { unless } from '../../../../../aws/error-names.ts';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { inEnvironment, inText, inVariables } from '../fields.ts';
import { together, type Seen } from '../seen.ts';

/** One container: its variables stand together, and beside nobody else's. */
const seenIn = (container: ContainerDefinition): Seen => {
  const { name = '', environment = [], environmentFiles = [], secrets = [] } = container;
  const place = `containerDefinitions[${name}]`;
  const variables = environment.map((one) => ({ name: one.name ?? '', value: one.value ?? '' }));
  return {
    found: [
      ...inEnvironment(`${place}.environment`, variables),
      ...inText(`${place}.entryPoint`, container.entryPoint),
      ...inText(`${place}.command`, container.command),
      ...inText(`${place}.healthCheck.command`, container.healthCheck?.command),
      ...inVariables(`${place}.logConfiguration.options`, container.logConfiguration?.options ?? {}),
    ],
    // Files of variables are in S3, and not read.
    unread: environmentFiles.length > 0 ? [`${place}.environmentFiles`] : [],
    secrets: secrets.map((one) => `${place}.secrets.${one.name ?? ''}`),
  };
};

export const read = async ({ arn: taskDefinition }: Target, aws: Aws): Promise<Seen | undefined> => {
  // With its tags, as the resource asks: one question does for both.
  const asking = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] });
  // What is not there ECS calls a mistake of the client.
  const answer = await unless('ClientException', undefined, aws.use(ECSClient).send(asking));
  if (!answer?.taskDefinition) return undefined;
  return together((answer.taskDefinition.containerDefinitions ?? []).map(seenIn));
};
