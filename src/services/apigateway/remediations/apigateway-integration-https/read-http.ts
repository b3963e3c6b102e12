import {
  ApiGatewayV2Client,
  ExportApiCommand,
  GetApiCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Stage,
} from '@aws-sdk/client-apigatewayv2';
import { isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { integrationOf, integrationsIn, type Integration } from '../../facts/integration.ts';
import type { ApiSeen, StageSeen } from './state.ts';

/** What leads to an integration: routes name it, and more than one may. */
const routesBy = async ({ id: ApiId }: Target, aws: Aws): Promise<ReadonlyMap<string, string>> => {
  const routes = await allOf(
    everyPage(async (NextToken) => {
      const answer = await aws.use(ApiGatewayV2Client).send(new GetRoutesCommand({ ApiId, NextToken }));
      return { items: answer.Items, next: answer.NextToken };
    }),
  );
  const byTarget = Map.groupBy(routes, ({ Target: to = '' }) => to.replace(/^integrations\//, ''));
  return new Map(
    [...byTarget].map(([to, its]) => [
      to,
      its
        .map(({ RouteKey = '' }) => RouteKey)
        .toSorted()
        .join(', '),
    ]),
  );
};

const writtenIn = async (target: Target, aws: Aws): Promise<readonly Integration[]> => {
  const { id: ApiId, arn } = target;
  const all = await allOf(
    everyPage(async (NextToken) => {
      const answer = await aws.use(ApiGatewayV2Client).send(new GetIntegrationsCommand({ ApiId, NextToken }));
      return { items: answer.Items, next: answer.NextToken };
    }),
  );
  const routes = await routesBy(target, aws);
  return all
    .map(({ IntegrationId: id = '', IntegrationType, IntegrationUri, ConnectionType }) =>
      integrationOf(
        routes.get(id) ?? `integration ${id}, which no route leads to`,
        // Of these AWS has no switch that takes any certificate.
        { type: IntegrationType, uri: IntegrationUri, connectionType: ConnectionType },
        `${arn}/integrations/${id}`,
      ),
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
};

const exported = async (
  { id: ApiId }: Target,
  StageName: string,
  aws: Aws,
): Promise<readonly Integration[] | 'unread'> => {
  const asking = new ExportApiCommand({ ApiId, StageName, OutputType: 'JSON', Specification: 'OAS30' });
  try {
    const { body } = await aws.use(ApiGatewayV2Client).send(asking);
    return (body && integrationsIn(new TextDecoder().decode(body))) ?? 'unread';
  } catch (error) {
    if (isNamed(error, 'BadRequestException', 'NotFoundException')) return 'unread';
    throw error;
  }
};

const seen = async (
  { StageName: name = '', StageVariables: variables = {}, AutoDeploy: deploysItself = false }: Stage,
  isWebSocket: boolean,
  target: Target,
  aws: Aws,
): Promise<StageSeen> => {
  const deployed = async (): Promise<StageSeen['deployed']> => {
    if (deploysItself) return 'as-written';
    return isWebSocket ? 'not-shown' : exported(target, name, aws);
  };
  return {
    name,
    arn: `${target.arn}/stages/${name}`,
    variables: [variables],
    deployed: await deployed(),
    hasCanary: false,
    deploysItself,
  };
};

/** `undefined`: it is gone. */
export const httpApiOf = async (target: Target, aws: Aws): Promise<ApiSeen | undefined> => {
  const ApiId = target.id;
  const api = await unless(
    'NotFoundException',
    undefined,
    aws.use(ApiGatewayV2Client).send(new GetApiCommand({ ApiId })),
  );
  if (!api) return undefined;
  const stages = await allOf(
    everyPage(async (NextToken) => {
      const answer = await aws.use(ApiGatewayV2Client).send(new GetStagesCommand({ ApiId, NextToken }));
      return { items: answer.Items, next: answer.NextToken };
    }),
  );
  const written = await writtenIn(target, aws);
  const sorted = stages.toSorted((a, b) => ((a.StageName ?? '') < (b.StageName ?? '') ? -1 : 1));
  const all: StageSeen[] = [];
  for (const stage of sorted) all.push(await seen(stage, api.ProtocolType === 'WEBSOCKET', target, aws));
  return { written, stages: all };
};
