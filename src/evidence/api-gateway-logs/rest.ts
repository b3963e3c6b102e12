import { APIGatewayClient, GetBasePathMappingsCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { unless } from '../../aws/error-names.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { allPages } from '../pages.ts';
import { stageOf, type Stage } from './stage.ts';

/** Stages of a REST API, which are told at once. `undefined`: it is of another kind, or gone. */
export const restStagesOf = async (restApiId: string, aws: Aws): Promise<readonly Stage[] | undefined> => {
  const asking = aws.use(APIGatewayClient).send(new GetStagesCommand({ restApiId }));
  const answer = await unless('NotFoundException', undefined, asking);
  return answer?.item?.map(({ stageName = '', accessLogSettings: log }) =>
    stageOf(restApiId, stageName, true, { destination: log?.destinationArn, format: log?.format }),
  );
};

/** Where a domain leads among REST APIs; a mapping without a stage leads to all of its API. */
export const restMappingsOf = async (domainName: string, aws: Aws) => {
  const client = aws.use(APIGatewayClient);
  const mappings = await allPages(async (position) => {
    const answer = await client.send(new GetBasePathMappingsCommand({ domainName, position, limit: 500 }));
    return { items: answer.items, next: answer.position };
  });
  // The console shows the second word where there is none.
  return mappings.map(({ restApiId: api = '', stage }) => ({
    api,
    stage: stage === undefined || stage === '(none)' ? undefined : stage,
  }));
};
