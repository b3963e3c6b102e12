import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/acmpca/resources/aws-acmpca-certificateauthority.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:acm-pca:${region}:${account}:certificate-authority/${name}`;
const named = (id: string) => ({
  ...location,
  type: 'AWS::ACMPCA::CertificateAuthority',
  id,
  arn: id,
});

const names = ['bills', 'orders', 'shop', 'stock', 'trucks'];
const shared = arnOf('shared', 'eu-west-1', '444455556666');
const world = () => {
  const CertificateAuthorities = [
    ...names.map((name) => ({ Arn: arnOf(name), Tags: { team: name, a: 'b', c: 'd', e: 'f' } })),
    { Arn: arnOf('gone-soon'), Status: 'DELETED' as const, Tags: { team: 'old' } },
    { Arn: arnOf('elsewhere', 'us-east-1') },
    { Arn: shared },
  ];
  return sandboxClouds(startHost(loadAccount({ acmpca: { CertificateAuthorities } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf('orders'), arnOf('orders')],
    ['by its id', 'stock', arnOf('stock')],
    ['one that is deleted, while it can be restored', arnOf('gone-soon'), arnOf('gone-soon')],
  ],
  gone: arnOf('gone'),
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['that another account shares', shared],
    ['a certificate of it', `${arnOf('orders')}/certificate/286535153982981100925020015808220737245`],
    ['of Certificate Manager', 'arn:aws:acm:eu-west-1:111122223333:certificate/orders'],
    ['a name', 'orders.example.com'],
    ['nothing', ''],
  ],
  answer: { CertificateAuthority: {} },
  failing: arnOf('orders'),
  listed: [...names, 'gone-soon'].map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'orders', a: 'b', c: 'd', e: 'f' } },
});

test('tags of one that is deleted are not told', async () => {
  expect(await resource.tags(named(arnOf('gone-soon')), world())).toEqual({});
});
