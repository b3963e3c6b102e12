import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Stage } from './records.ts';
import type { Patches } from './security-policy.ts';

const api = 'https://docs.aws.amazon.com/apigateway/latest/api/';
const bad = (message: string): Refusal =>
  refuse('BadRequestException', 400, message, `${api}patch-operations.html`);
const wrong = (message: string): Refusal =>
  refuse('BadRequestException', 400, message, `${api}API_GetResources.html#Errors`);
const goneApi = (page: string): Refusal =>
  refuse('NotFoundException', 404, 'Invalid API identifier specified', `${api}${page}.html#Errors`);

interface Named {
  readonly restApiId?: string;
  readonly stageName?: string;
}
const records = recordsOf<Stage, Named>({
  all: (world) => world.apigateway.Stages,
  with: (world, Stages): World => ({ ...world, apigateway: { ...world.apigateway, Stages } }),
  is: (item, input, { region }) =>
    item.restApiId === input.restApiId && item.stageName === input.stageName && item.Region === region,
  missing: () =>
    refuse('NotFoundException', 404, 'Invalid stage identifier specified', `${api}API_GetStage.html#Errors`),
});

const answered = ({
  Region: _region,
  restApiId: _api,
  Tags: tags,
  clientCertificateId,
  cacheClusterStatus,
  ...item
}: Stage) => ({
  ...item,
  tags,
  ...(clientCertificateId !== '' && { clientCertificateId }),
  ...(cacheClusterStatus !== '' && { cacheClusterStatus }),
});

/** What the sandbox knows of a stage's paths; each of them is replaced, and none is taken away. */
const paths = new Set(['/clientCertificateId', '/description']);

const hasApi = ({ apigateway: { RestApis } }: World, restApiId: string | undefined, region: string) =>
  RestApis.some(({ id, Region }) => id === restApiId && Region === region);

export const stages: Operations = {
  // API_GetStage.html
  GetStage: records.reads((item) => answered(item)),
  // API_GetStages.html: in one piece.
  GetStages: (world, { restApiId }: Named, { region }) =>
    hasApi(world, restApiId, region)
      ? {
          world,
          output: {
            item: world.apigateway.Stages.filter(
              (one) => one.restApiId === restApiId && one.Region === region,
            ).map(answered),
          },
        }
      : goneApi('API_GetStages'),
  // API_UpdateStage.html
  UpdateStage: records.changes((item, { patchOperations = [] }: Named & Patches, { region }, world) => {
    const unknown = patchOperations.find(({ op, path }) => op !== 'replace' || !paths.has(path));
    if (unknown) return bad(`Invalid patch ${unknown.op} ${unknown.path}`);
    const values = Object.fromEntries(patchOperations.map(({ path, value = '' }) => [path.slice(1), value]));
    const certificate = values['clientCertificateId'] ?? '';
    const isThere = world.apigateway.ClientCertificates.some(
      ({ clientCertificateId, Region }) => clientCertificateId === certificate && Region === region,
    );
    return certificate === '' || isThere
      ? { item: { ...item, ...values } }
      : bad('Invalid client certificate identifier specified');
  }),
  // API_GetClientCertificates.html
  GetClientCertificates: lists({
    as: 'items',
    token: 'position',
    wrong,
    items: (world, _input: object, { region }) =>
      world.apigateway.ClientCertificates.filter(({ Region }) => Region === region).map(
        ({ Region: _region, expirationDate, ...item }) => ({
          ...item,
          ...(expirationDate !== '' && { expirationDate: new Date(expirationDate) }),
        }),
      ),
  }),
  // API_GetResources.html: methods only where they are asked for.
  GetResources: lists({
    as: 'items',
    token: 'position',
    wrong,
    items: (world, { restApiId, embed = [] }: Named & { readonly embed?: readonly string[] }, { region }) =>
      hasApi(world, restApiId, region)
        ? world.apigateway.Resources.filter(
            (one) => one.restApiId === restApiId && one.Region === region,
          ).map(({ Region: _region, restApiId: _api, resourceMethods, ...item }) => ({
            ...item,
            ...(embed.includes('methods') && { resourceMethods }),
          }))
        : goneApi('API_GetResources'),
  }),
};
