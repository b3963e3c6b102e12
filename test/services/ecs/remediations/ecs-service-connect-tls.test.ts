import type { AccountFile } from '../../../../src/sandbox/account.ts';
import unit from '../../../../src/services/ecs/remediations/ecs-service-connect-tls.ts';
import resource from '../../../../src/services/ecs/resources/aws-ecs-service.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Records = NonNullable<AccountFile['ecs']>;
type Service = NonNullable<Records['Services']>[number];
type Deployment = NonNullable<Service['deployments']>[number];
type Connect = NonNullable<Deployment['serviceConnectConfiguration']>;
type Port = NonNullable<Connect['services']>[number];

const place = 'arn:aws:ecs:eu-west-1:111122223333';
const target = `${place}:service/shop/orders`;
const tls = {
  issuerCertificateAuthority: {
    awsPcaAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/one',
  },
  roleArn: 'arn:aws:iam::111122223333:role/ecs-tls',
};
const api: Port = { portName: 'api' };
const apiTls: Port = { portName: 'api', tls };
const connect = (services: Port[] | undefined, over: Partial<Connect> = {}): Connect => ({
  enabled: true,
  namespace: 'shop',
  ...(services && { services }),
  ...over,
});
const deployment = (
  serviceConnectConfiguration: Connect | undefined,
  over: Partial<Deployment> = {},
): Deployment => ({
  id: 'ecs-svc/1',
  status: 'PRIMARY',
  taskDefinition: `${place}:task-definition/orders:1`,
  rolloutState: 'COMPLETED',
  ...(serviceConnectConfiguration && { serviceConnectConfiguration }),
  ...over,
});
const older = (of: Connect | undefined) => deployment(of, { id: 'ecs-svc/0', status: 'ACTIVE' });
const held = (deployments: Deployment[], over: Partial<Service> = {}) => ({
  ecs: {
    Services: [
      {
        serviceArn: target,
        serviceName: 'orders',
        clusterArn: `${place}:cluster/shop`,
        deployments,
        Tags: { team: 'shop' },
        ...over,
      },
    ],
  },
});
const is = (of: Connect | undefined, more: Deployment[] = [], over: Partial<Service> = {}) =>
  held([deployment(of), ...more], over);

const plain = { is: 'non-compliant', message: 'no-tls', changes: 0, notes: ['costs'] } as const;
const good = { is: 'compliant', notes: ['others'] } as const;
const pending = { is: 'pending', message: 'under-way' } as const;
const notTold = { is: 'unknown', message: 'not-told' } as const;

testRemediation(unit, resource, {
  // What it offers.
  'a port without TLS': { account: is(connect([api])), target, expect: plain },
  'a port with TLS': { account: is(connect([apiTls])), target, expect: good },
  'one with, one without': {
    account: is(connect([apiTls, { portName: 'metrics' }])),
    target,
    expect: plain,
  },
  'TLS, and nobody tells by whose certificates': {
    account: is(connect([{ portName: 'api', tls: { roleArn: tls.roleArn } }])),
    target,
    expect: notTold,
  },
  'the same, beside a port that is plainly without': {
    account: is(connect([{ portName: 'api', tls: {} }, { portName: 'metrics' }])),
    target,
    expect: plain,
  },
  'nothing: it only calls others': {
    account: is(connect(undefined)),
    target,
    expect: { is: 'not-applicable', message: 'client-only' },
  },
  'no Service Connect': {
    account: is(undefined),
    target,
    expect: { is: 'not-applicable', message: 'not-connected' },
  },
  'Service Connect switched off': {
    account: is(connect([api], { enabled: false })),
    target,
    expect: { is: 'not-applicable', message: 'not-connected' },
  },
  'nobody tells whether it is on': {
    account: is({ services: [api], namespace: 'shop' }),
    target,
    expect: notTold,
  },
  'no namespace is told': {
    account: is({ enabled: true, services: [api] }),
    target,
    expect: plain,
  },

  // What still runs.
  'a deployment is under way': {
    account: held([deployment(connect([apiTls]), { rolloutState: 'IN_PROGRESS' })]),
    target,
    expect: pending,
  },
  'tasks from before run without': {
    account: is(connect([apiTls]), [older(connect([api]))]),
    target,
    expect: pending,
  },
  'of tasks from before it is not told': {
    account: is(connect([apiTls]), [older(connect([{ portName: 'api', tls: {} }]))]),
    target,
    expect: pending,
  },
  'tasks from before had no Service Connect': {
    account: is(connect([apiTls]), [older(undefined)]),
    target,
    expect: good,
  },
  'tasks from before have it, too': {
    account: is(connect([apiTls]), [older(connect([apiTls]))]),
    target,
    expect: good,
  },
  'the deployment failed': {
    account: held([deployment(connect([apiTls]), { rolloutState: 'FAILED' })]),
    target,
    expect: { is: 'unknown', message: 'failed' },
  },
  'the deployment failed, and tasks from before run without': {
    account: held([deployment(connect([apiTls]), { rolloutState: 'FAILED' }), older(connect([api]))]),
    target,
    expect: { is: 'non-compliant', message: 'failed-open', changes: 0 },
  },
  'deployed without Service Connect, and tasks from before offer it': {
    account: is(undefined, [older(connect([api]))]),
    target,
    expect: { is: 'pending', message: 'leaving' },
  },
  'what was wholly replaced runs nothing any more': {
    account: is(connect([apiTls]), [deployment(connect([api]), { id: 'ecs-svc/0', status: 'INACTIVE' })]),
    target,
    expect: good,
  },
  'no deployment is shown, as where CodeDeploy deploys': {
    account: held([], { deploymentController: { type: 'EXTERNAL' } }),
    target,
    expect: { is: 'unknown', message: 'no-deployment' },
  },
  'deleted a while ago': {
    account: is(connect([api]), [], { status: 'INACTIVE' }),
    target,
    expect: { is: 'not-applicable', message: 'ending' },
  },
  'being deleted': {
    account: is(connect([api]), [], { status: 'DRAINING' }),
    target,
    expect: { is: 'not-applicable', message: 'ending' },
  },

  // What is said besides.
  'behind a load balancer': {
    account: is(connect([api]), [], { loadBalancers: [{ containerName: 'app', containerPort: 8080 }] }),
    target,
    expect: { ...plain, notes: ['costs', 'balanced'] },
  },
  'deployed by something else': {
    account: is(connect([api]), [], { deploymentController: { type: 'CODE_DEPLOY' } }),
    target,
    expect: { ...plain, notes: ['costs', 'deployed-by'] },
  },

  // Where it is.
  'an ARN of before clusters were in it': {
    account: is(connect([api]), [], { serviceArn: `${place}:service/orders` }),
    target: `${place}:service/orders`,
    expect: plain,
  },
});
