import {
  ApiGatewayV2Client,
  GetApiCommand,
  GetApisCommand,
  GetIntegrationsCommand,
} from '@aws-sdk/client-apigatewayv2';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { onwardTo } from '../../apigateway/facts/onward.ts';
import { apiArn, apiIdIn, isApiId } from '../facts/api.ts';

const type = 'AWS::ApiGatewayV2::Api';

const targetOf = targetsOf(type, apiArn);

const asked = (ApiId: string, aws: Aws) =>
  unless('NotFoundException', undefined, aws.use(ApiGatewayV2Client).send(new GetApiCommand({ ApiId })));

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(ApiGatewayV2Client).send(new GetApisCommand({ NextToken }));
    return { items: answer.Items, next: answer.NextToken };
  });
  for await (const { ApiId: id } of pages) if (id !== undefined) yield targetOf(id, place);
}

/** HTTP and WebSocket APIs of the Region. AWS Config names one by its id; people also by its ARN. */
const api: Resource = {
  type,
  arn: 'arn:{partition}:apigateway:{region}::/apis/{api}',
  configRecords: true,
  permissions: ['apigateway:GET'],
  idOf: apiIdIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(apiIdIn(id) ?? id, place);
    // An ARN of another Region is that of another one.
    if (!canMean(id, target)) return undefined;
    return isApiId(target.id) && (await asked(target.id, aws)) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => (await asked(id, aws))?.Tags ?? {},
  endpoints: async ({ id }, aws) => {
    const { ApiEndpoint = '', DisableExecuteApiEndpoint: isOff = false } = (await asked(id, aws)) ?? {};
    const host = URL.parse(ApiEndpoint)?.hostname;
    return host && !isOff ? [{ host, port: 443, protocol: 'tls', given: true }] : [];
  },
  onward: async ({ id: ApiId }, aws) => {
    const pages = everyPage(async (NextToken) => {
      const asking = aws.use(ApiGatewayV2Client).send(new GetIntegrationsCommand({ ApiId, NextToken }));
      const answer = await unless('NotFoundException', undefined, asking);
      return { items: answer?.Items, next: answer?.NextToken };
    });
    return (await allOf(pages)).flatMap(({ IntegrationUri }) => onwardTo(IntegrationUri));
  },
};

export default api;
