import { refuse, type Operations, type World } from '../../../sandbox/world.ts';
import type { Apigateway, Stage } from './records.ts';

const page = 'https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html';
type Written = Pick<Apigateway['Resources'][number], 'path' | 'resourceMethods'>;

interface Asked {
  readonly restApiId?: string;
  readonly stageName?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html */
const openApiOf = (resources: readonly Written[], { extensions }: Readonly<Record<string, string>>) => ({
  openapi: '3.0.1',
  info: { title: 'shop', version: '2026-01-01T00:00:00Z' },
  paths: Object.fromEntries(
    resources.map(({ path, resourceMethods = {} }) => [
      path,
      Object.fromEntries(
        Object.entries(resourceMethods).map(([method, { methodIntegration }]) => [
          method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase(),
          {
            responses: {},
            ...(extensions === 'integrations' &&
              methodIntegration && {
                'x-amazon-apigateway-integration': {
                  ...methodIntegration,
                  type: methodIntegration.type.toLowerCase(),
                },
              }),
          },
        ]),
      ),
    ]),
  ),
});

const deployedBy = ({ apigateway }: World, { restApiId, deploymentId, Region }: Stage) => {
  const snapshot = apigateway.Snapshots.find(
    (one) => one.restApiId === restApiId && one.deploymentId === deploymentId,
  );
  const now = apigateway.Resources.filter((one) => one.restApiId === restApiId && one.Region === Region);
  return snapshot ?? { resources: now, isExported: true };
};

export const exports: Operations = {
  // API_GetExport.html: what the stage was deployed with.
  GetExport: (world, { restApiId, stageName, parameters = {} }: Asked, { region }) => {
    const stage = world.apigateway.Stages.find(
      (one) => one.restApiId === restApiId && one.stageName === stageName && one.Region === region,
    );
    if (!stage)
      return refuse('NotFoundException', 404, 'Invalid stage identifier specified', `${page}#Errors`);
    const { resources, isExported } = deployedBy(world, stage);
    if (!isExported) return refuse('BadRequestException', 400, 'It cannot be exported', `${page}#Errors`);
    const text = JSON.stringify(openApiOf(resources, parameters));
    return { world, output: { contentType: 'application/json', body: new TextEncoder().encode(text) } };
  },
};
