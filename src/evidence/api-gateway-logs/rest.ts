import { APIGatewayClient, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { unless } from '../../aws/error-names.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { stageOf, type Stage } from './stage.ts';

/** Stages of a REST API, which are told at once. `undefined`: it is of another kind, or gone. */
export const restStagesOf = async (restApiId: string, aws: Aws): Promise<readonly Stage[] | undefined> => {
  const asking = aws.use(APIGatewayClient).send(new GetStagesCommand({ restApiId }));
  const answer = await unless('NotFoundException', undefined, asking);
  return answer?.item?.map(({ stageName = '', accessLogSettings: log }) =>
    stageOf(restApiId, stageName, true, { destination: log?.destinationArn, format: log?.format }),
  );
};
