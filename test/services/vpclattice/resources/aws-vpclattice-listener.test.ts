import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/vpclattice/resources/aws-vpclattice-listener.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (listener: string, service = 'svc-1', place = 'eu-west-1:111122223333') =>
  `arn:aws:vpc-lattice:${place}:service/${service}/listener/${listener}`;
const named = (id: string) => ({ ...location, type: 'AWS::VpcLattice::Listener', id, arn: id });

const ofFirst = ['a', 'b', 'c', 'd', 'e'];
const world = () => {
  const Services = [
    { id: 'svc-1', name: 'orders', Tags: { team: 'shop', tier: '1' } },
    { id: 'svc-2', name: 'stock' },
    { id: 'svc-3', name: 'bills' },
    { id: 'svc-4', name: 'tolls' },
    { id: 'svc-5', name: 'shared', Account: '444455556666' },
    { id: 'svc-6', name: 'elsewhere', Region: 'us-east-1' },
  ];
  const Listeners = [
    ...ofFirst.map((id) => ({ id, name: id, serviceId: 'svc-1', Tags: id === 'a' ? { tier: '2' } : {} })),
    { id: 'f', name: 'f', serviceId: 'svc-4' },
    { id: 'g', name: 'g', serviceId: 'svc-5' },
    { id: 'h', name: 'h', serviceId: 'svc-6' },
  ];
  return sandboxClouds(startHost(loadAccount({ vpclattice: { Services, Listeners } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [['by its ARN', arnOf('a'), arnOf('a')]],
  gone: arnOf('gone'),
  others: [
    ['of another Region', arnOf('h', 'svc-6', 'us-east-1:111122223333')],
    ['one of another account', arnOf('g', 'svc-5', 'eu-west-1:444455556666')],
    ['of another partition', arnOf('a').replace('arn:aws:', 'arn:aws-cn:')],
    ['a rule of it', `${arnOf('a')}/rule/rule-1`],
    ['its service', 'arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1'],
    ['a target group', 'arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-1'],
  ],
  answer: { items: [] },
  failing: arnOf('a'),
  listed: [...ofFirst.map((id) => arnOf(id)), arnOf('f', 'svc-4')],
  tags: { [arnOf('a')]: { team: 'shop', tier: '2' }, [arnOf('f', 'svc-4')]: {} },
});

test('a service that others share is not asked for its listeners, which are not ours to list', async () => {
  const { read, asked } = await answering(() => ({
    items: [{ arn: 'arn:aws:vpc-lattice:eu-west-1:444455556666:service/svc-5' }],
  }));
  for await (const _target of resource.list(location, read)) expect.unreachable();
  expect(asked.map(({ operation }) => operation)).toEqual(['ListServices']);
});
