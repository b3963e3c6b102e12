import {
  APIGatewayClient,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { onwardTo } from '../facts/onward.ts';
import { termsOf } from '../facts/security-policies.ts';
import { isRestApiId, restApiArn, restApiIdIn } from '../facts/rest-api.ts';

const type = 'AWS::ApiGateway::RestApi';

const targetOf = targetsOf(type, restApiArn);

const asked = (restApiId: string, aws: Aws) =>
  unless(
    'NotFoundException',
    undefined,
    aws.use(APIGatewayClient).send(new GetRestApiCommand({ restApiId })),
  );

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (position) => {
    const answer = await aws.use(APIGatewayClient).send(new GetRestApisCommand({ limit: 500, position }));
    return { items: answer.items, next: answer.position };
  });
  for await (const { id } of pages) if (id !== undefined) yield targetOf(id, place);
}

/** Of the Region. AWS Config names one by its id or by its ARN; people by either. */
const restApi: Resource = {
  type,
  arn: 'arn:{partition}:apigateway:{region}::/restapis/{restapi}',
  configRecords: true,
  permissions: ['apigateway:GET'],
  idOf: restApiIdIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(restApiIdIn(id) ?? id, place);
    // An ARN of another Region is that of another one.
    if (!canMean(id, target)) return undefined;
    return isRestApiId(target.id) && (await asked(target.id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => (await asked(id, aws))?.tags ?? {},
  terms: async ({ id }, aws) => {
    const found = await asked(id, aws);
    return found ? [termsOf(found)] : [];
  },
  // As it is written now: what its stages answer from is the business of findings.
  onward: async ({ id: restApiId }, aws) => {
    const pages = everyPage(async (position) => {
      const asking = new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500, position });
      const answer = await unless('NotFoundException', undefined, aws.use(APIGatewayClient).send(asking));
      return { items: answer?.items, next: answer?.position };
    });
    return (await allOf(pages)).flatMap(({ resourceMethods = {} }) =>
      Object.values(resourceMethods).flatMap(({ methodIntegration }) => onwardTo(methodIntegration?.uri)),
    );
  },
};

export default restApi;
