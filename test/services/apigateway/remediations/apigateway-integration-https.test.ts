import unit from '../../../../src/services/apigateway/remediations/apigateway-integration-https.ts';
import restApiType from '../../../../src/services/apigateway/resources/aws-apigateway-restapi.ts';
import httpApiType from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-api.ts';
import { anyOf } from '../../../kit/any-of.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { calling, http, httpApi, method, rest, restApi } from '../integrations.ts';

const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const bad = { is: 'non-compliant' } as const;
const server = 'http://shop.example.com/orders?key=secret';
const redirect = 'redirect-is-too-late';
const how =
  'Ask the server first: waxseal probe SERVER:443. Then change the URI to https:// (in OpenAPI: uri of x-amazon-apigateway-integration), deploy the stages, and call them.';
const notByUs =
  'Waxseal does not do it: whether the server speaks HTTPS, at which port and with which certificate, only its owner knows, and every call fails if it does not.';

testRemediation(unit, anyOf(restApiType, httpApiType), {
  // Of REST APIs.
  'a method over HTTPS': { account: calling('https://shop.example.com/orders') },
  'a scheme in capitals': { account: calling('HTTPS://shop.example.com/orders') },
  'a method over plain HTTP': {
    account: calling(server),
    expect: {
      ...bad,
      message: 'called-in-plaintext',
      notes: [redirect],
      says: [
        `API ${rest} calls servers over plain HTTP, across the internet: GET /orders → shop.example.com (live). ${how} ${notByUs}`,
        'A server that redirects to HTTPS does not help: the call has gone in plaintext by then, and API Gateway does not follow it but hands it to the client.',
      ],
    },
  },
  'a proxy, with a user in the URI that is not told': {
    account: calling('HTTP://ada:pw@shop.example.com/{proxy}', { type: 'HTTP' }),
    expect: {
      ...bad,
      notes: [redirect],
      says: [
        `API ${rest} calls servers over plain HTTP, across the internet: GET /orders → shop.example.com (live). ${how} ${notByUs}`,
      ],
    },
  },
  'functions, services of AWS and mocks': {
    account: restApi([
      method({ type: 'MOCK' }, '/mock'),
      method({ type: 'AWS_PROXY', uri: lambda }, '/function'),
      method(
        { type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders' },
        '/queue',
        'POST',
      ),
      { restApiId: rest, id: 'root', path: '/' },
    ]),
    expect: {
      is: 'compliant',
      notes: ['nothing-by-url'],
      says: [
        `No integration of API ${rest} calls a server by its URL: API Gateway calls functions and services of AWS over TLS, and a mock calls nobody.`,
      ],
    },
  },
  'a method that has no integration yet': {
    account: restApi([{ restApiId: rest, id: 'r1', path: '/orders', resourceMethods: { GET: {} } }], {
      Stages: [],
    }),
    expect: { is: 'compliant', notes: ['nothing-by-url'] },
  },
  'one of many': {
    account: restApi([
      method({ uri: 'https://shop.example.com/a' }, '/a'),
      method({ uri: 'https://shop.example.com/b' }, '/b'),
      method({ uri: 'https://shop.example.com/c' }, '/c'),
      method({ uri: server }, '/d', 'ANY'),
      method({ type: 'MOCK' }, '/e'),
    ]),
    expect: {
      ...bad,
      notes: [redirect],
      says: [
        `API ${rest} calls servers over plain HTTP, across the internet: ANY /d → shop.example.com (live). ${how} ${notByUs}`,
      ],
    },
  },
  'more than are told': {
    account: restApi(
      Array.from({ length: 22 }, (_, at) => method({ uri: server }, `/${String(at).padStart(2, '0')}`)),
    ),
    expect: {
      ...bad,
      notes: [redirect, 'more-calls'],
      says: ['22 methods and routes call servers over plain HTTP; the first 20 are told here.'],
    },
  },
  'through a VPC link': {
    account: calling('http://nlb-0a1b.elb.eu-west-1.amazonaws.com', { connectionType: 'VPC_LINK' }),
    expect: {
      ...bad,
      message: 'called-in-plaintext-privately',
      notes: [redirect, 'balancer-name'],
      says: [
        `API ${rest} calls servers over plain HTTP, through a VPC link and on inside the VPC: GET /orders → nlb-0a1b.elb.eu-west-1.amazonaws.com (live). Give the load balancer a TLS listener and its targets TLS too. The name in the URI is what the certificate is checked for: it must be one that the certificate has. ${how} A machine inside the VPC asks (waxseal probe --allow-private). ${notByUs}`,
        'nlb-0a1b.elb.eu-west-1.amazonaws.com is a name that AWS gave to a load balancer: no certificate that its owner can get has it, so that HTTPS to this name fails. Write a name of your own that its certificate has, and that leads to the balancer.',
      ],
    },
  },
  'through a VPC link and across the internet': {
    account: restApi([
      method({ uri: 'http://10.0.0.7', connectionType: 'VPC_LINK' }, '/in'),
      method({ uri: server }, '/out'),
    ]),
    expect: { ...bad, message: 'called-in-plaintext', notes: [redirect] },
  },
  'through a VPC link, without a URI': {
    account: restApi([method({ type: 'HTTP_PROXY', connectionType: 'VPC_LINK' })]),
    expect: {
      ...bad,
      message: 'called-in-plaintext-privately',
      notes: [redirect, 'no-uri'],
      says: [
        `These private integrations have no URI, and API Gateway calls the load balancer over plain HTTP then: GET /orders → a server that it does not name (live). Give each the URI https:// with a name that the certificate of the load balancer has.`,
      ],
    },
  },
  'through a VPC link over HTTPS': {
    account: calling('https://orders.example.com', { connectionType: 'VPC_LINK' }),
  },
  'any certificate is taken': {
    account: calling('https://shop.example.com', { tlsConfig: { insecureSkipVerification: true } }),
    expect: {
      is: 'compliant',
      notes: ['unverified'],
      says: [
        'For GET /orders → shop.example.com (live) API Gateway takes whatever certificate it is shown (insecureSkipVerification): encrypted, but whoever is in between can pose as the server. Give the server a certificate of a public authority for the name in the URI, and set insecureSkipVerification to false.',
      ],
    },
  },
  'every certificate is checked': {
    account: calling('https://shop.example.com', { tlsConfig: { insecureSkipVerification: false } }),
  },
  'the port is named': {
    account: calling('http://shop.example.com:8080'),
    expect: {
      ...bad,
      notes: [redirect, 'port-named'],
      says: [
        'The port is named: shop.example.com:8080. A server rarely speaks HTTP and HTTPS on one port. Ask its owner for the port of HTTPS, and put it into the URI.',
      ],
    },
  },
  'a website of S3': {
    account: calling('http://shop.s3-website-eu-west-1.amazonaws.com/index.html'),
    expect: {
      ...bad,
      notes: [redirect, 'website-endpoint'],
      says: [
        'shop.s3-website-eu-west-1.amazonaws.com is a website endpoint of S3, which speaks plain HTTP only. Call the REST endpoint of the bucket (an AWS integration with a role), or CloudFront in front of it.',
      ],
    },
  },
  'an address that nobody reaches': {
    account: calling('http://localhost/orders'),
    expect: {
      ...bad,
      notes: [redirect, 'address-not-public'],
      says: [
        'localhost is an address inside a network: without a VPC link API Gateway does not reach it. See whether anybody calls the method; if not, remove it.',
      ],
    },
  },
  'a stage variable makes the host': {
    account: calling(
      'http://${stageVariables.host}/orders',
      {},
      { stage: { variables: { host: 'a.example.com' } } },
    ),
    expect: {
      ...bad,
      notes: [redirect],
      says: [
        `API ${rest} calls servers over plain HTTP, across the internet: GET /orders → a.example.com (live). ${how} ${notByUs}`,
      ],
    },
  },
  'a stage variable makes the whole URI, over HTTPS': {
    account: calling('${stageVariables.url}', {}, { stage: { variables: { url: 'https://a.example.com' } } }),
  },
  'a stage variable makes the whole URI, over plain HTTP in one stage of two': {
    account: calling(
      '${stageVariables.url}/orders',
      {},
      {
        Stages: [
          { restApiId: rest, stageName: 'live', variables: { url: 'https://a.example.com' } },
          { restApiId: rest, stageName: 'test', variables: { url: 'http://b.example.com' } },
        ],
      },
    ),
    expect: {
      ...bad,
      notes: [redirect],
      says: [
        `API ${rest} calls servers over plain HTTP, across the internet: GET /orders → b.example.com (test). ${how} ${notByUs}`,
      ],
    },
  },
  'a stage has no value of the variable': {
    account: calling('${stageVariables.url}'),
    expect: {
      is: 'unknown',
      message: 'scheme-hidden',
      says: [
        `Whether API ${rest} calls servers over HTTPS does not show: GET /orders → a server that does not show (live). A stage variable that has no value there makes the URI. Give the stages the variable, or write https:// in the URI itself and leave the name of the server alone to the variable.`,
      ],
    },
  },
  'a stage has no value of one variable, and another method is plain': {
    account: restApi([method({ uri: '${stageVariables.url}' }, '/a'), method({ uri: server }, '/b')]),
    expect: {
      ...bad,
      notes: [redirect, 'scheme-hidden-too'],
      says: [
        'For GET /a → a server that does not show (live) it does not show whether the server is called over HTTPS: a stage variable that has no value there makes the URI.',
      ],
    },
  },
  'a canary has another value': {
    account: calling(
      '${stageVariables.url}',
      {},
      {
        stage: {
          variables: { url: 'https://a.example.com' },
          canarySettings: { deploymentId: 'd2', stageVariableOverrides: { url: 'http://b.example.com' } },
        },
      },
    ),
    expect: {
      ...bad,
      notes: [redirect, 'canary-not-shown'],
      says: [
        'A part of the calls to live goes to a canary deployment, which AWS does not export. Promote or remove the canary, then look again.',
      ],
    },
  },
  'a canary, else over HTTPS': {
    account: calling('https://a.example.com', {}, { stage: { canarySettings: { deploymentId: 'd2' } } }),
    expect: { is: 'compliant', notes: ['canary-not-shown'] },
  },
  'changed, and not deployed since': {
    account: calling(
      'https://shop.example.com',
      {},
      {
        Snapshots: [
          {
            restApiId: rest,
            deploymentId: 'd1',
            resources: [method({ uri: server })].map(({ path, resourceMethods }) => ({
              path,
              resourceMethods,
            })),
          },
        ],
      },
    ),
    expect: {
      ...bad,
      message: 'deployed-in-plaintext',
      notes: [redirect],
      says: [
        `What is written of API ${rest} calls no server over plain HTTP any more; what is deployed still does: GET /orders → shop.example.com (live). Deploy the stages again: create-deployment makes live whatever else was changed since, so look at that first. Waxseal does not do it, because it cannot tell what else would go live.`,
      ],
    },
  },
  'written, and not deployed yet': {
    account: calling(server, {}, { Snapshots: [{ restApiId: rest, deploymentId: 'd1' }] }),
    expect: {
      ...bad,
      message: 'written-in-plaintext',
      notes: [redirect],
      says: [
        `API ${rest} is written to call servers over plain HTTP: GET /orders → shop.example.com (live). No stage does so today; the next deployment would. Change it before anybody deploys. ${how} ${notByUs}`,
      ],
    },
  },
  'no stage at all': {
    account: calling(server, {}, { Stages: [] }),
    expect: { ...bad, message: 'written-in-plaintext', notes: [redirect] },
  },
  'a stage that cannot be exported': {
    account: calling(
      'https://shop.example.com',
      {},
      {
        Snapshots: [{ restApiId: rest, deploymentId: 'd1', isExported: false }],
      },
    ),
    expect: {
      is: 'unknown',
      message: 'deployment-unread',
      says: [
        `What is deployed in live of API ${rest} could not be exported, so it is not known what is called there. What is written calls no server over plain HTTP. Export the stage in the console, and look for "http:// in it; or deploy it again, and look at it again.`,
      ],
    },
  },
  'a stage that cannot be exported, and plain HTTP is written': {
    account: calling(server, {}, { Snapshots: [{ restApiId: rest, deploymentId: 'd1', isExported: false }] }),
    expect: {
      ...bad,
      message: 'called-in-plaintext',
      notes: [redirect, 'unread-too'],
      says: ['What is deployed in live could not be exported; it was taken to be what is written.'],
    },
  },
  'in China': {
    account: calling(server),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: { ...bad, notes: [redirect] },
  },
  'a REST API that is gone': {
    account: {},
    target: 'arn:aws:apigateway:eu-west-1::/restapis/gone',
    gone: true,
  },
  // Of HTTP and WebSocket APIs.
  'a route over HTTPS': { account: httpApi('https://shop.example.com') },
  'a route over plain HTTP': {
    account: httpApi(server),
    expect: {
      ...bad,
      message: 'called-in-plaintext',
      notes: [redirect],
      says: [
        `API ${http} calls servers over plain HTTP, across the internet: GET /orders → shop.example.com ($default). ${how} ${notByUs}`,
      ],
    },
  },
  'a function behind a route': {
    account: httpApi(lambda, { integration: { IntegrationType: 'AWS_PROXY' } }),
    expect: { is: 'compliant', notes: ['nothing-by-url'] },
  },
  'an integration that no route leads to': {
    account: httpApi(server, { Routes: [] }),
    expect: {
      ...bad,
      notes: [redirect],
      says: [
        `API ${http} calls servers over plain HTTP, across the internet: integration i1, which no route leads to → shop.example.com ($default). ${how} ${notByUs}`,
      ],
    },
  },
  'a listener by its ARN': {
    account: httpApi('arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/1/2', {
      integration: { ConnectionType: 'VPC_LINK', ConnectionId: 'v1' },
    }),
    expect: {
      is: 'compliant',
      notes: ['nothing-by-url', 'private-elsewhere'],
      says: [
        'Integrations that name a listener or a service of Cloud Map by its ARN are told by apigateway-integration-private-tls.',
      ],
    },
  },
  'a variable of a stage': {
    account: httpApi('${stageVariables.url}', { stage: { StageVariables: { url: 'http://a.example.com' } } }),
    expect: { ...bad, notes: [redirect] },
  },
  'a stage that is deployed by hand': {
    account: httpApi(server, { stage: { StageName: 'live', AutoDeploy: false } }),
    expect: { ...bad, message: 'called-in-plaintext', notes: [redirect] },
  },
  'deployed by hand, before it was changed': {
    account: httpApi('https://shop.example.com', {
      stage: { StageName: 'live', AutoDeploy: false },
      Snapshots: [
        {
          ApiId: http,
          DeploymentId: 'd1',
          Integrations: [{ ApiId: http, IntegrationId: 'i1', IntegrationUri: server }],
          Routes: [{ ApiId: http, RouteId: 't1', RouteKey: '$default', Target: 'integrations/i1' }],
        },
      ],
    }),
    expect: { ...bad, message: 'deployed-in-plaintext', notes: [redirect] },
  },
  'deployed by hand, and not exported': {
    account: httpApi('https://shop.example.com', {
      stage: { StageName: 'live', AutoDeploy: false },
      Snapshots: [{ ApiId: http, DeploymentId: 'd1', isExported: false }],
    }),
    expect: { is: 'unknown', message: 'deployment-unread' },
  },
  'a WebSocket API, of which AWS exports nothing': {
    account: httpApi('https://shop.example.com', {
      api: { ProtocolType: 'WEBSOCKET' },
      integration: { IntegrationType: 'HTTP' },
      stage: { StageName: 'live', AutoDeploy: false },
    }),
    expect: {
      is: 'compliant',
      notes: ['deployment-not-shown'],
      says: [
        'AWS shows of a WebSocket API what is written, not what live was deployed with: a deployment from before the last change may still call what was written then. Deploy the stage again if it was not deployed since.',
      ],
    },
  },
  'a WebSocket API over plain HTTP': {
    account: httpApi(server, {
      api: { ProtocolType: 'WEBSOCKET' },
      integration: { IntegrationType: 'HTTP' },
      stage: { StageName: 'live', AutoDeploy: false },
    }),
    expect: { ...bad, message: 'called-in-plaintext', notes: [redirect, 'deployment-not-shown'] },
  },
  'an HTTP API that is gone': {
    account: {},
    target: 'arn:aws:apigateway:eu-west-1::/apis/gone',
    gone: true,
  },
});
