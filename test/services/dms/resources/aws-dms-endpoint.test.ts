import resource from '../../../../src/services/dms/resources/aws-dms-endpoint.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { describe, expect, test } from 'vitest';
import { testResource } from '../../../kit/resource-tester.ts';

const names = ['archive', 'billing', 'orders', 'stock'];
const arnOf = (name: string, region = 'eu-west-1', account = '111122223333') =>
  `arn:aws:dms:${region}:${account}:endpoint:0${name.toUpperCase()}`;
const named = (arn: string) => ({ ...location, type: 'AWS::DMS::Endpoint', id: arn, arn });
const host = () =>
  startHost(
    loadAccount({
      dms: {
        Endpoints: names.map((name) => ({
          EndpointIdentifier: name,
          EndpointArn: arnOf(name),
          EngineName: 'mysql',
          ...(name === 'orders' && { Tags: { team: 'shop' } }),
        })),
      },
    }),
  );

testResource(resource, {
  world: () => sandboxClouds(host()).look(location),
  named,
  resolves: [
    ['by its ARN, as AWS Config has it', arnOf('orders'), arnOf('orders')],
    ['by its identifier', 'stock', arnOf('stock')],
    ['in capitals', 'Stock', arnOf('stock')],
  ],
  gone: 'gone',
  others: [
    ['of another account', arnOf('orders', 'eu-west-1', '444455556666')],
    ['of another Region', arnOf('orders', 'us-east-1')],
    ['of another partition', arnOf('orders').replace('aws', 'aws-cn')],
    ['a replication task', arnOf('orders').replace('endpoint', 'task')],
    ['no identifier', 'or--ders'],
    ['a path', '../orders'],
  ],
  failing: 'orders',
  listed: names.map((name) => arnOf(name)),
  tags: { [arnOf('orders')]: { team: 'shop' }, [arnOf('stock')]: {} },
});

describe('certificates', () => {
  const cert = (name: string) => `arn:aws:dms:eu-west-1:111122223333:cert:${name}`;
  const account = (denied: readonly string[] = []) => ({
    denied: [...denied],
    dms: {
      Certificates: [
        { CertificateIdentifier: 'ca', CertificateArn: cert('CA'), ValidToDate: '2026-05-01T00:00:00Z' },
        { CertificateIdentifier: 'wallet', CertificateArn: cert('WALLET') },
        { CertificateIdentifier: 'unused', CertificateArn: cert('UNUSED') },
      ],
      Endpoints: [
        { EndpointIdentifier: 'orders', EngineName: 'mysql', CertificateArn: cert('CA') },
        { EndpointIdentifier: 'ledger', EngineName: 'oracle', CertificateArn: cert('WALLET') },
        { EndpointIdentifier: 'gone', EngineName: 'mysql', CertificateArn: cert('GONE') },
        {
          EndpointIdentifier: 'queue',
          EngineName: 'kafka',
          KafkaSettings: { SslCaCertificateArn: cert('CA') },
        },
        {
          EndpointIdentifier: 'cache',
          EngineName: 'redis',
          RedisSettings: { SslCaCertificateArn: cert('CA') },
        },
        {
          EndpointIdentifier: 'client',
          EngineName: 'kafka',
          KafkaSettings: { SslClientCertificateArn: cert('CA') },
        },
        { EndpointIdentifier: 'plain', EngineName: 'mysql' },
      ],
    },
  });
  const seen = async (name: string, denied?: readonly string[]) => {
    const arn = `arn:aws:dms:eu-west-1:111122223333:endpoint:${name}`;
    const clouds = sandboxClouds(startHost(loadAccount(account(denied))));
    return resource.certificates?.(named(arn), clouds.look(location));
  };

  test.each(['orders', 'queue', 'client', 'cache'])('%s names one, wherever it does', async (name) => {
    expect(await seen(name)).toEqual([
      {
        id: cert('CA'),
        name: 'ca',
        kind: 'DMS, imported',
        ends: '2026-05-01T00:00:00.000Z',
        renews: 'no',
        why: expect.stringContaining('imported'),
        serves: [`arn:aws:dms:eu-west-1:111122223333:endpoint:${name}`],
      },
    ]);
  });

  test.each([
    ['ledger', 'wallet'],
    ['gone', 'GONE'],
  ])('%s: %s has no end that is known', async (name, called) => {
    const [one, ...more] = (await seen(name)) ?? [];
    expect(more).toEqual([]);
    expect(one?.name).toBe(called);
    expect(one).not.toHaveProperty('ends');
  });

  test('one that names none has none, and nobody is asked', async () => {
    expect(await seen('plain', ['dms:DescribeCertificates'])).toEqual([]);
  });

  test('what may not be read is no "none"', async () => {
    await expect(seen('orders', ['dms:DescribeCertificates'])).rejects.toThrow(/denied|not authorized/i);
  });
});
