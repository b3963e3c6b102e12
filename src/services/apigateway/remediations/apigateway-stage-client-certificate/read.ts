import {
  APIGatewayClient,
  GetClientCertificatesCommand,
  GetResourcesCommand,
  GetStageCommand,
  type Resource,
} from '@aws-sdk/client-api-gateway';
import { unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy } from '../../../../families/steps.ts';
import { lifeOf, type ClientCertificate } from '../../facts/client-certificate.ts';
import { schemeOf, serverIn, withVariables, type Scheme } from '../../facts/integration-uri.ts';
import { stageIn } from '../../facts/stage.ts';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
const readinessOf = readinessBy({
  ready: ['AVAILABLE', 'NOT_AVAILABLE'],
  busy: ['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'FLUSH_IN_PROGRESS'],
});

/** `undefined`: it is gone. */
export const stageOf = async ({ id }: Target, aws: Aws) => {
  const name = stageIn(id);
  if (!name) return undefined;
  const asking = aws.use(APIGatewayClient).send(new GetStageCommand({ ...name }));
  return unless('NotFoundException', undefined, asking);
};

const certificatesOf = async (aws: Aws): Promise<readonly ClientCertificate[]> => {
  const all = await allOf(
    everyPage(async (position) => {
      const client = aws.use(APIGatewayClient);
      const answer = await client.send(new GetClientCertificatesCommand({ limit: 500, position }));
      return { items: answer.items, next: answer.position };
    }),
  );
  const now = aws.now?.() ?? new Date();
  return all
    .map(({ clientCertificateId: id = '', expirationDate }) => ({
      id,
      life: lifeOf(expirationDate, now),
      until: expirationDate?.toISOString().slice(0, 10) ?? 'a day that AWS does not show',
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** What the API calls over HTTP; proxies as well. */
const callsOf = (resources: readonly Resource[], variables: Readonly<Record<string, string>>) =>
  resources
    .flatMap(({ resourceMethods = {} }) => Object.values(resourceMethods))
    .flatMap(({ methodIntegration: { type, uri, connectionType } = {} }) =>
      type === 'HTTP' || type === 'HTTP_PROXY'
        ? [{ uri: withVariables(uri ?? '', variables), isPrivate: connectionType === 'VPC_LINK' }]
        : [],
    );

/**
 * As the API is written now; what runs is what was deployed last. The rule looks at the same.
 */
const serversOf = async (
  { id }: Target,
  variables: Readonly<Record<string, string>>,
  aws: Aws,
): Promise<Readonly<Record<Scheme, readonly string[]>>> => {
  const restApiId = stageIn(id)?.restApiId;
  const resources = await allOf(
    everyPage(async (position) => {
      const client = aws.use(APIGatewayClient);
      const asking = new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500, position });
      const answer = await client.send(asking);
      return { items: answer.items, next: answer.position };
    }),
  );
  const calls = callsOf(resources, variables);
  const named = (scheme: Scheme) =>
    [
      ...new Set(
        calls
          .filter(({ uri, isPrivate }) => schemeOf(uri, isPrivate) === scheme)
          .map(({ uri }) => serverIn(uri)),
      ),
    ].toSorted();
  return { https: named('https'), http: named('http'), unknown: named('unknown') };
};

/** Everything that is decided by. */
export const read = async (target: Target, aws: Aws) => {
  const stage = await stageOf(target, aws);
  if (!stage) return undefined;
  const { clientCertificateId, cacheClusterEnabled, cacheClusterStatus, canarySettings, variables } = stage;
  return {
    held: [{ on: target.arn, value: clientCertificateId || null }],
    // A stage that never had a cache may show no status of one.
    readiness: readinessOf(cacheClusterStatus ?? 'NOT_AVAILABLE'),
    around: {
      certificates: await certificatesOf(aws),
      servers: await serversOf(target, variables ?? {}, aws),
      isCanary: canarySettings?.deploymentId !== undefined,
      isCached: cacheClusterEnabled === true,
    },
  };
};
export type Seen = NonNullable<Awaited<ReturnType<typeof read>>>;
