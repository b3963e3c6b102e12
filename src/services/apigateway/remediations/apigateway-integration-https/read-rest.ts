import {
  APIGatewayClient,
  GetExportCommand,
  GetResourcesCommand,
  GetStagesCommand,
  type Stage,
} from '@aws-sdk/client-api-gateway';
import { isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { integrationOf, integrationsIn, type Integration } from '../../facts/integration.ts';
import type { ApiSeen, StageSeen } from './state.ts';

/** As the API is written now, in pages of at most 500 with their methods: not one question for each method. */
const writtenIn = async ({ id, arn }: Target, aws: Aws): Promise<readonly Integration[]> => {
  const resources = await allOf(
    everyPage(async (position) => {
      const asking = new GetResourcesCommand({ restApiId: id, embed: ['methods'], limit: 500, position });
      const answer = await aws.use(APIGatewayClient).send(asking);
      return { items: answer.items, next: answer.position };
    }),
  );
  return resources
    .flatMap(({ id: resource = '', path = '', resourceMethods = {} }) =>
      Object.entries(resourceMethods).map(([method, { methodIntegration = {} }]) =>
        integrationOf(
          `${method} ${path}`,
          methodIntegration,
          `${arn}/resources/${resource}/methods/${method}`,
        ),
      ),
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
};

/** A stage answers from the deployment that it has, whatever was written since: the export is of that. */
const deployedIn = async (
  { id }: Target,
  stageName: string,
  aws: Aws,
): Promise<readonly Integration[] | 'unread'> => {
  const asking = new GetExportCommand({
    restApiId: id,
    stageName,
    exportType: 'oas30',
    parameters: { extensions: 'integrations' },
    accepts: 'application/json',
  });
  try {
    const { body } = await aws.use(APIGatewayClient).send(asking);
    return (body && integrationsIn(new TextDecoder().decode(body))) ?? 'unread';
  } catch (error) {
    // There are APIs that API Gateway does not export.
    if (isNamed(error, 'BadRequestException', 'NotFoundException')) return 'unread';
    throw error;
  }
};

const seen = async (
  { stageName = '', variables = {}, canarySettings }: Stage,
  target: Target,
  aws: Aws,
): Promise<StageSeen> => {
  const overrides = canarySettings?.stageVariableOverrides;
  return {
    name: stageName,
    arn: `${target.arn}/stages/${stageName}`,
    variables: [variables, ...(overrides ? [{ ...variables, ...overrides }] : [])],
    deployed: await deployedIn(target, stageName, aws),
    hasCanary: canarySettings?.deploymentId !== undefined,
    deploysItself: false,
  };
};

/** `undefined`: it is gone. */
export const restApiOf = async (target: Target, aws: Aws): Promise<ApiSeen | undefined> => {
  const asking = aws.use(APIGatewayClient).send(new GetStagesCommand({ restApiId: target.id }));
  const answer = await unless('NotFoundException', undefined, asking);
  if (!answer) return undefined;
  const stages = (answer.item ?? []).toSorted((a, b) => ((a.stageName ?? '') < (b.stageName ?? '') ? -1 : 1));
  const written = await writtenIn(target, aws);
  // One after the other: API Gateway answers few in a second.
  const all: StageSeen[] = [];
  for (const stage of stages) all.push(await seen(stage, target, aws));
  return { written, stages: all };
};
