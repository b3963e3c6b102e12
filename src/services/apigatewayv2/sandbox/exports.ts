import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Apigatewayv2 } from './records.ts';

const reference = 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/';
const gone = (page: string): Refusal =>
  refuse('NotFoundException', 404, 'Invalid API identifier specified', `${reference}${page}.html`);
const bad = (message: string): Refusal =>
  refuse('BadRequestException', 400, message, `${reference}apis-apiid-exports-specification.html`);

interface Named {
  readonly ApiId?: string;
  readonly StageName?: string;
}
const apiOf = ({ apigatewayv2: { Apis } }: World, { ApiId }: Named, region: string) =>
  Apis.find((one) => one.ApiId === ApiId && one.Region === region);

type Deployed = Pick<Apigatewayv2['Snapshots'][number], 'Integrations' | 'Routes'>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-export.html */
const openApiOf = ({ Integrations, Routes }: Deployed) => {
  const operations = Routes.map(({ RouteKey, Target = '' }) => {
    const [first = '', path = `/${first}`] = RouteKey.split(' ');
    const isAny = first === 'ANY' || first === '$default';
    const held = Integrations.find(({ IntegrationId }) => Target === `integrations/${IntegrationId}`);
    const extension = held && {
      type: held.IntegrationType.toLowerCase(),
      uri: held.IntegrationUri,
      connectionType: held.ConnectionType,
    };
    const operation = { responses: {}, ...(extension && { 'x-amazon-apigateway-integration': extension }) };
    return { path, method: isAny ? 'x-amazon-apigateway-any-method' : first.toLowerCase(), operation };
  });
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return {
    openapi: '3.0.1',
    info: { title: 'shop', version: '2026-01-01 00:00:00UTC' },
    paths: Object.fromEntries(
      [...byPath].map(([path, its]) => [
        path,
        Object.fromEntries(its.map(({ method, operation }) => [method, operation])),
      ]),
    ),
  };
};

export const exports: Operations = {
  // apis-apiid-exports-specification.html: of HTTP APIs only.
  ExportApi: (world, input: Named, { region }) => {
    const api = apiOf(world, input, region);
    if (!api) return gone('apis-apiid-exports-specification');
    if (api.ProtocolType !== 'HTTP') return bad('Only HTTP APIs are exported');
    const { Stages, Snapshots, Integrations, Routes } = world.apigatewayv2;
    const isIts = (one: Named): boolean => one.ApiId === input.ApiId;
    const stage = Stages.find((one) => isIts(one) && one.StageName === input.StageName);
    if (!stage) return bad('Invalid stage identifier specified');
    const snapshot = Snapshots.find((one) => isIts(one) && one.DeploymentId === stage.DeploymentId);
    if (snapshot?.isExported === false) return bad('It cannot be exported');
    const now = { Integrations: Integrations.filter(isIts), Routes: Routes.filter(isIts) };
    const text = JSON.stringify(openApiOf(snapshot ?? now));
    return { world, output: { body: new TextEncoder().encode(text) } };
  },
};
