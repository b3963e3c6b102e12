import {
  ApiGatewayV2Client,
  GetApiCommand,
  GetApisCommand,
  GetIntegrationCommand,
  GetIntegrationsCommand,
} from '@aws-sdk/client-apigatewayv2';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, type Location, type Target } from '../../../core/model/target.ts';
import { integrationArn, integrationId, integrationIn, type IntegrationName } from '../facts/integration.ts';

const type = 'AWS::ApiGatewayV2::Integration';

const targetOf = (name: IntegrationName, { account, region, partition }: Location): Target => ({
  account,
  region,
  partition,
  type,
  id: integrationId(name),
  arn: integrationArn({ account, region, partition }, name),
});

const ofApi = (ApiId: string, aws: Aws) =>
  allOf(
    everyPage(async (NextToken) => {
      const answer = await aws.use(ApiGatewayV2Client).send(new GetIntegrationsCommand({ ApiId, NextToken }));
      return { items: answer.Items, next: answer.NextToken };
    }),
  );

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(ApiGatewayV2Client).send(new GetApisCommand({ NextToken }));
    return { items: answer.Items, next: answer.NextToken };
  });
  for await (const { ApiId = '' } of pages) {
    // An API that was deleted since the page has none any more.
    const integrations = await unless('NotFoundException', [], ofApi(ApiId, aws));
    for (const { IntegrationId } of integrations)
      if (IntegrationId !== undefined) yield targetOf({ ApiId, IntegrationId }, place);
  }
}

/**
 * Integrations of HTTP and WebSocket APIs of the Region. That AWS Config names one by both ids, as CloudFormation does, no
 * page says; people name it by API and integration, or by its ARN. Its owner is that of the API: it has no tags.
 */
const integration: Resource = {
  type,
  arn: 'arn:{partition}:apigateway:{region}::/apis/{api}/integrations/{integration}',
  configRecords: true,
  permissions: ['apigateway:GET'],
  idOf: (arn) => {
    const name = arn.startsWith('arn:') ? integrationIn(arn) : undefined;
    return name && integrationId(name);
  },
  resolve: async (id, place, aws) => {
    const name = integrationIn(id);
    if (!name) return undefined;
    const target = targetOf(name, place);
    // An ARN of another Region is that of another one.
    if (!canMean(id, target)) return undefined;
    const asking = aws.use(ApiGatewayV2Client).send(new GetIntegrationCommand({ ...name }));
    return (await unless('NotFoundException', undefined, asking)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const ApiId = integrationIn(id)?.ApiId;
    const asking = aws.use(ApiGatewayV2Client).send(new GetApiCommand({ ApiId }));
    return (await unless('NotFoundException', undefined, asking))?.Tags ?? {};
  },
};

export default integration;
