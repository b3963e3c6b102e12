import type { AccountFile } from '../../../src/sandbox/account.ts';

type Apigateway = NonNullable<AccountFile['apigateway']>;

export const stageArn = 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/live';

const restApiId = 'a1b2c3d4e5';

/** A resource of the API whose methods call these URIs. */
export const calling = (...uris: readonly string[]) => ({
  Resources: uris.map((uri, at) => ({
    restApiId,
    id: `r${at}`,
    path: `/${at}`,
    resourceMethods: { GET: { methodIntegration: { type: 'HTTP_PROXY', uri } } },
  })),
});
/** Certificates with these ids, which live for long. */
export const having = (...ids: readonly string[]) => ({
  ClientCertificates: ids.map((clientCertificateId) => ({ clientCertificateId })),
});

/** What somebody else may set: ended, so that nobody chooses them. */
const theirs = ['theirs1', 'theirs2'].map((clientCertificateId) => ({
  clientCertificateId,
  expirationDate: '2025-12-31T00:00:00Z',
}));

interface Others {
  readonly Resources?: Apigateway['Resources'];
  readonly ClientCertificates?: Apigateway['ClientCertificates'];
}
/** An account with one stage, whose API calls one server over TLS, and one certificate that is good. */
export const live = (
  over: object = {},
  { ClientCertificates = having('cert01').ClientCertificates, ...others }: Others = {},
) => ({
  apigateway: {
    RestApis: [{ id: restApiId }],
    Stages: [{ restApiId, stageName: 'live', ...over }],
    ...calling('https://shop.example.com/orders'),
    ClientCertificates: [...(ClientCertificates ?? []), ...theirs],
    ...others,
  },
});
