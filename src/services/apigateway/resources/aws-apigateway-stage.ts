import {
  APIGatewayClient,
  GetClientCertificatesCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
} from '@aws-sdk/client-api-gateway';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { certificateSeen } from '../facts/certificate-seen.ts';
import { isOfCertificateManager } from '../facts/client-certificate.ts';
import { stageArn, stageIn, type StageName } from '../facts/stage.ts';

const type = 'AWS::ApiGateway::Stage';

/** AWS Config names it by its ARN. */
const targetOf = (name: StageName, { account, region, partition }: Location): Target => {
  const arn = stageArn({ account, region, partition }, name);
  return { account, region, partition, type, id: arn, arn };
};

const asked = (name: StageName, aws: Aws) =>
  unless('NotFoundException', undefined, aws.use(APIGatewayClient).send(new GetStageCommand({ ...name })));

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const client = aws.use(APIGatewayClient);
  const pages = everyPage(async (position) => {
    const answer = await client.send(new GetRestApisCommand({ limit: 500, position }));
    return { items: answer.items, next: answer.position };
  });
  for await (const { id: restApiId = '' } of pages) {
    // An API that was deleted since the page has no stages any more.
    const asking = client.send(new GetStagesCommand({ restApiId }));
    const { item: stages = [] } = await unless('NotFoundException', { item: [] }, asking);
    for (const { stageName } of stages)
      if (stageName !== undefined) yield targetOf({ restApiId, stageName }, place);
  }
}

/** Stages of the REST APIs of the Region. AWS Config names one by its ARN; people also by API and name: `a1b2c3d4e5/live`. */
const stage: Resource = {
  type,
  arn: 'arn:{partition}:apigateway:{region}::/restapis/{restapi}/stages/{stage}',
  configRecords: true,
  permissions: ['apigateway:GET'],
  idOf: (arn) => (arn.startsWith('arn:') && stageIn(arn) ? arn : undefined),
  resolve: async (id, place, aws) => {
    const name = stageIn(id);
    if (!name) return undefined;
    const target = targetOf(name, place);
    // An ARN of another Region is that of another one.
    if (!canMean(id, target)) return undefined;
    return (await asked(name, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const name = stageIn(id);
    return (name && (await asked(name, aws))?.tags) ?? {};
  },
  // All of the Region, with which of them are its own: those that no stage uses are told, too. One of Certificate Manager is looked at there.
  certificates: async (target, aws) => {
    const name = stageIn(target.id);
    const found = name && (await asked(name, aws));
    if (!found) return [];
    const { clientCertificateId: own } = found;
    const pages = everyPage(async (position) => {
      const answer = await aws
        .use(APIGatewayClient)
        .send(new GetClientCertificatesCommand({ limit: 500, position }));
      return { items: answer.items, next: answer.position };
    });
    const all = (await allOf(pages)).flatMap(({ clientCertificateId: id, expirationDate: end }) =>
      id === undefined ? [] : [certificateSeen(target, id, end, id === own)],
    );
    const isShown = !own || isOfCertificateManager(own) || all.some(({ serves = [] }) => serves.length > 0);
    return isShown ? all : [...all, certificateSeen(target, own, undefined)];
  },
};

export default stage;
