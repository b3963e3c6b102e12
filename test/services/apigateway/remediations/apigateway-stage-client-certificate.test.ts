import { expect, test } from 'vitest';
import unit from '../../../../src/services/apigateway/remediations/apigateway-stage-client-certificate.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-stage.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { calling, having, live, stageArn } from '../stages.ts';

const restApiId = 'a1b2c3d4e5';
const target = stageArn;
const name = `${restApiId}/live`;
const asked = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [
    { set: 'clientCertificateId', on: stageArn, before: null, after: 'cert01', impact: ['interrupts'] },
  ],
  hazards: ['servers', 'redeploy'],
} as const;
/** Ended before the time of the sandbox; ends within 30 days of it. */
const over = '2025-12-31T00:00:00Z';
const soon = '2026-01-20T00:00:00Z';
const methods = (
  resourceMethods: Readonly<
    Record<string, { methodIntegration?: { type: string; uri?: string; connectionType?: 'VPC_LINK' } }>
  >,
) => ({ Resources: [{ restApiId, id: 'r1', resourceMethods }] });
const obstacle = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

testRemediation(unit, resource, {
  'a certificate that lives for long': {
    account: live({ clientCertificateId: 'cert01' }),
    target,
    expect: { is: 'compliant' },
  },
  'one that ends soon': {
    account: live(
      { clientCertificateId: 'cert02' },
      { ClientCertificates: [{ clientCertificateId: 'cert02', expirationDate: soon }] },
    ),
    target,
    expect: {
      is: 'compliant',
      notes: ['ends-soon'],
      says: [
        'The client certificate cert02 ends on 2026-01-20. API Gateway renews none. Make one: aws apigateway generate-client-certificate --region eu-west-1. Give its public part (aws apigateway get-client-certificate --region eu-west-1 --client-certificate-id ID) to whoever runs the servers. Then change the stage to it.',
      ],
    },
  },
  'one of Certificate Manager': {
    account: live({ clientCertificateId: 'arn:aws:acm:eu-west-1:111122223333:certificate/c1' }),
    target,
    expect: { is: 'compliant', notes: ['of-acm'] },
  },
  'none, and the Region has one': {
    account: live(),
    target: name,
    expect: {
      ...asked,
      says: [
        `The client certificate of stage ${stageArn} is absent. Apply the plan: it sets "cert01" and nothing else about the stage.`,
        `Stage ${name} shows cert01 to every server that asks for a client certificate: shop.example.com. One that asks and does not know it refuses the requests; some cannot do with such certificates at all. Nothing that AWS shows tells who asks. Ask whoever runs them whether the certificate (aws apigateway get-client-certificate --client-certificate-id cert01 --region eu-west-1) is known there.`,
      ],
    },
  },
  'the only one that does not end soon, in this Region': {
    account: live(
      {},
      {
        ClientCertificates: [
          { clientCertificateId: 'cert09', expirationDate: over },
          { clientCertificateId: 'cert08', expirationDate: soon },
          { clientCertificateId: 'cert07', expirationDate: '' },
          { clientCertificateId: 'cert06', Region: 'us-east-1' },
          { clientCertificateId: 'cert01' },
        ],
      },
    ),
    target,
    expect: asked,
  },
  'no certificate': {
    account: live({}, having()),
    target,
    expect: {
      ...obstacle('no-certificate'),
      says: [
        `The Region has no client certificate of API Gateway for stage ${name} that lives for more than 30 days. Waxseal makes none: the servers have to know it first. Make one: aws apigateway generate-client-certificate --region eu-west-1. Give its public part (aws apigateway get-client-certificate --region eu-west-1 --client-certificate-id ID) to whoever runs the servers. Then name it in the setting clientCertificateId of apigateway-stage-client-certificate.`,
      ],
    },
  },
  'one that ends soon is chosen by nobody': {
    account: live({}, { ClientCertificates: [{ clientCertificateId: 'cert08', expirationDate: soon }] }),
    target,
    expect: obstacle('no-certificate'),
  },
  'several, and nobody chose': {
    account: live({}, having('cert02', 'cert01')),
    target,
    expect: {
      ...obstacle('several-certificates'),
      says: [
        `The Region has several client certificates that stage ${name} could use: cert01, cert02. Which one the servers know is in none of them. Ask whoever runs the servers (shop.example.com), and name it in the setting clientCertificateId of apigateway-stage-client-certificate.`,
      ],
    },
  },
  'several, and somebody chose': {
    account: live({}, having('cert02', 'cert01')),
    target,
    settings: { clientCertificateId: 'cert01' },
    expect: asked,
  },
  'several, of which one is accepted': {
    account: live({}, having('cert02', 'cert01')),
    target,
    settings: { acceptedCertificateIds: ['cert01', 'cert05'] },
    expect: asked,
  },
  'the chosen one ends soon': {
    account: live({}, { ClientCertificates: [{ clientCertificateId: 'cert01', expirationDate: soon }] }),
    target,
    settings: { clientCertificateId: 'cert01' },
    expect: { ...asked, hazards: [...asked.hazards, 'ends-soon'] },
    next: { is: 'compliant', notes: ['ends-soon'] },
  },
  'the chosen one is not there': {
    account: live(),
    target,
    settings: { clientCertificateId: 'cert77' },
    expect: obstacle('named-missing'),
  },
  'the chosen one has ended': {
    account: live({}, { ClientCertificates: [{ clientCertificateId: 'cert01', expirationDate: over }] }),
    target,
    settings: { clientCertificateId: 'cert01' },
    expect: obstacle('named-over'),
  },
  'the chosen one is not accepted': {
    account: live(),
    target,
    settings: { clientCertificateId: 'cert01', acceptedCertificateIds: ['cert02'] },
    expect: obstacle('named-not-accepted'),
  },
  'the chosen one is of Certificate Manager': {
    account: live(),
    target,
    settings: { clientCertificateId: 'arn:aws:acm:eu-west-1:111122223333:certificate/c1' },
    expect: {
      ...obstacle('named-of-acm'),
      says: [
        'The settings name arn:aws:acm:eu-west-1:111122223333:certificate/c1, which is of Certificate Manager. API Gateway does not show whether it is good for that. Set it by hand: aws apigateway update-stage --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name live --patch-operations op=replace,path=/clientCertificateId,value=arn:aws:acm:eu-west-1:111122223333:certificate/c1',
      ],
    },
  },
  'it has ended, which AWS Config takes': {
    account: live(
      { clientCertificateId: 'cert09' },
      {
        ClientCertificates: [
          { clientCertificateId: 'cert09', expirationDate: over },
          { clientCertificateId: 'cert01' },
        ],
      },
    ),
    target,
    expect: {
      ...asked,
      changes: [{ before: 'cert09', after: 'cert01' }],
      hazards: [...asked.hazards, 'held-over'],
    },
  },
  'another one is accepted': {
    account: live({ clientCertificateId: 'cert02' }, having('cert01', 'cert02')),
    target,
    settings: { acceptedCertificateIds: ['cert01'] },
    expect: {
      ...asked,
      changes: [{ before: 'cert02', after: 'cert01' }],
      hazards: [...asked.hazards, 'held-not-accepted'],
    },
  },
  'one that the Region does not list': {
    account: live({ clientCertificateId: 'cert77' }),
    target,
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'every server is called over plain HTTP': {
    account: live({}, calling('http://shop.example.com/orders', 'http://10.0.0.7:8080/')),
    target,
    expect: {
      ...obstacle('nothing-over-tls'),
      says: [
        `Every server that the API of stage ${name} calls is called over plain HTTP (10.0.0.7:8080, shop.example.com): no certificate is shown without TLS. Have the methods call https:// first. A certificate alone would satisfy AWS Config and change nothing.`,
      ],
    },
  },
  'a private integration without a URI is called over plain HTTP': {
    account: live(
      {},
      methods({ GET: { methodIntegration: { type: 'HTTP_PROXY', connectionType: 'VPC_LINK' } } }),
    ),
    target,
    expect: obstacle('nothing-over-tls'),
  },
  'some are called over plain HTTP': {
    account: live({}, calling('HTTP://shop.example.com/orders', 'HTTPS://bills.example.com?all=1')),
    target,
    expect: { ...asked, hazards: [...asked.hazards, 'also-plain'] },
  },
  'variables of the stage name the server': {
    account: live(
      { variables: { url: 'http://shop.example.com', host: 'bills.example.com' } },
      calling('${stageVariables.url}/orders', 'https://${stageVariables.host}/'),
    ),
    target,
    expect: {
      ...asked,
      hazards: [...asked.hazards, 'also-plain'],
      says: [
        'These servers are called over plain HTTP, where no certificate is shown: shop.example.com. Have their methods call https://.',
      ],
    },
  },
  'variables that the stage does not have': {
    account: live({ variables: {} }, calling('${stageVariables.url}/orders', 'https://shop.example.com/')),
    target,
    expect: {
      ...asked,
      hazards: [...asked.hazards, 'server-unknown'],
      says: [
        `Which servers these are, and whether they are called over TLS, is in variables that stage ${name} does not have: \${stageVariables.url}. Look at the variables of the stage before you approve.`,
      ],
    },
  },
  'an HTTP integration that is no proxy': {
    account: live(
      {},
      methods({ GET: { methodIntegration: { type: 'HTTP', uri: 'https://shop.example.com' } }, POST: {} }),
    ),
    target,
    expect: asked,
  },
  'nobody is called over HTTP': {
    account: live(
      { clientCertificateId: 'cert01' },
      methods({
        GET: { methodIntegration: { type: 'AWS_PROXY', uri: 'arn:aws:apigateway:eu-west-1:lambda:path/f' } },
        PUT: { methodIntegration: { type: 'MOCK' } },
      }),
    ),
    target,
    expect: { is: 'not-applicable', message: 'no-http' },
  },
  'no resources at all': {
    account: live({}, { Resources: [{ restApiId, id: 'r1' }] }),
    target,
    expect: { is: 'not-applicable', message: 'no-http' },
  },
  'a canary, and a cache': {
    account: live({
      canarySettings: { deploymentId: 'd2' },
      cacheClusterEnabled: true,
      cacheClusterStatus: 'AVAILABLE',
    }),
    target,
    expect: { ...asked, hazards: [...asked.hazards, 'canary', 'cached'] },
  },
  'a cache of which no status is shown': { account: live({ cacheClusterStatus: '' }), target, expect: asked },
  ...Object.fromEntries(
    ['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'FLUSH_IN_PROGRESS'].map((cacheClusterStatus) => [
      cacheClusterStatus,
      { account: live({ cacheClusterStatus }), target, expect: { is: 'pending', message: 'busy' } as const },
    ]),
  ),
  'a status that no page has': {
    account: live({ cacheClusterStatus: 'MOVING' }),
    target,
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'a stage that is gone': { account: {}, target: stageArn, gone: true },
});

test.each([
  [{}, {}],
  [{ CertificateIDs: '' }, {}],
  [{ CertificateIDs: 'cert01, cert02,' }, { acceptedCertificateIds: ['cert01', 'cert02'] }],
])('what the rule says, %o, is %o', (parameters, settings) => {
  expect(unit.fromRule?.(parameters)).toEqual(settings);
});

test.each([[''], [undefined]])('%o as the id of a certificate is none', async (clientCertificateId) => {
  const { read: aws } = await answering(({ operation }) =>
    operation === 'GetStage' ? { stageName: 'live', clientCertificateId } : { items: [] },
  );
  const on = { ...location, type: 'AWS::ApiGateway::Stage', id: stageArn, arn: stageArn };
  expect(await unit.fields.clientCertificateId.get(stageArn, on, aws)).toEqual({ value: null });
  expect(await unit.read(on, aws)).toMatchObject({ held: [{ on: stageArn, value: null }] });
});
