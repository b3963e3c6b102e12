import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { sandboxFiles } from '../../scripts/generate/sandboxes.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { inOrder } from '../../src/sandbox/order.ts';
import { policyOf } from '../../src/sandbox/resources.ts';
import { noSandbox } from '../../src/sandbox/room.ts';
import { allRooms, isBusiness } from '../../src/sandbox/services.ts';
import { faultOf } from '../../src/sandbox/own-faults.ts';
import { differences, flat } from '../simulation/flat.ts';

describe('the registry is written from the rooms', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const written = async (services: Readonly<Record<string, string | undefined>>) => {
    folder = mkdtempSync(join(tmpdir(), 'rooms-'));
    for (const [service, source] of Object.entries(services)) {
      mkdirSync(join(folder, service, 'sandbox'), { recursive: true });
      if (source !== undefined) writeFileSync(join(folder, service, 'sandbox/index.ts'), source);
    }
    const files = new Map(await sandboxFiles(pathToFileURL(`${folder}/`)));
    return { slices: files.get('src/services/slices.ts'), registry: files.get('src/services/sandbox.ts') };
  };
  const room = 'export default { operations: {}, records: {} };';

  test('with the slices of those that keep records, in the order of their names', async () => {
    const { slices, registry } = await written({
      sqs: room,
      kms: 'export default { operations: {}, records: {}, optional: true };',
      sts: 'export default { operations: {} };',
      sns: `export default ${JSON.stringify(noSandbox('Only deliveries use it.'))};`,
    });
    expect(slices?.match(/readonly .*/g)).toEqual(['readonly kms?: Kms;', 'readonly sqs: Sqs;']);
    expect(registry).toContain('rooms = { kms, sqs, sts } satisfies Rooms');
  });
  test.each<[string, string, string | undefined, RegExp]>([
    ['nothing', 'sqs', undefined, /src\/services\/sqs\/sandbox\/index\.ts is missing/],
    ['no default', 'sqs', 'export const room = {};', /sqs\/sandbox\/index\.ts has no default export/],
    ['something else', 'sqs', 'export default { id: 1 };', /sqs\/.* is not a sandbox/],
    ['a name that is none', 'Sqs-2', room, /src\/services\/Sqs-2 is no name/],
  ])('a room with %s is named', async (_, service, source, says) => {
    await expect(written({ [service]: source })).rejects.toThrow(says);
  });
});

describe('slices are loaded', () => {
  test('after those that they need', () => {
    const needs = new Map([
      ['a', ['c']],
      ['b', []],
      ['c', ['b']],
    ]);
    expect(inOrder(needs)).toEqual(['b', 'c', 'a']);
  });
  test('never in a circle', () => {
    const needs = new Map([
      ['a', ['b']],
      ['b', ['a']],
    ]);
    expect(() => inOrder(needs)).toThrow('Sandboxes need each other: a → b → a.');
  });
  test('with what AWS has by default; optional ones only when the account names them', () => {
    const { world } = loadAccount({});
    expect(Object.keys(world).toSorted()).toEqual(
      [
        'account',
        'partition',
        ...allRooms.filter(([, room]) => 'records' in room && !('optional' in room)).map(([key]) => key),
      ].toSorted(),
    );
    expect(loadAccount({ cloudtrail: {} }).world.cloudtrail).toEqual({ DeliverySeconds: 300, Earlier: [] });
  });
});

describe('what a room says of itself', () => {
  test.each(['client', 'prefix'] as const)('no two have one %s', (key) => {
    const all = allRooms.map(([, room]) => room[key]);
    expect(all.length).toBeGreaterThan(10);
    expect([...new Set(all)]).toEqual(all);
  });
  test("Waxseal's own business is no resource", () => {
    const business = ['ssm:StartAutomationExecution', 'sts:GetCallerIdentity', 'config:DescribeConfigRules'];
    expect(business.filter(isBusiness)).toEqual(business);
    expect(['s3:PutBucketPolicy', 'rds:RebootDBInstance', 'nothing:Put'].filter(isBusiness)).toEqual([]);
  });
  test('faults are told in its words, or in those of most services', () => {
    const kinds = ['throttle', 'server-error', 'access-denied'] as const;
    expect(kinds.map((kind) => faultOf(kind, 's3').name)).toEqual([
      'SlowDown',
      'InternalError',
      'AccessDenied',
    ]);
    const usual = ['ThrottlingException', 'InternalServerError', 'AccessDeniedException'];
    for (const service of ['rds', 'elasticloadbalancingv2', 'journal'])
      expect(kinds.map((kind) => faultOf(kind, service).name)).toEqual(usual);
  });
  const balancers = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
  const action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } };
  const accountWith = (...names: readonly string[]) => {
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::orders' }];
    const listener = {
      ListenerArn: `${balancers}:listener/app/web/1/2`,
      LoadBalancerArn: `${balancers}:loadbalancer/app/web/1`,
      Port: 80,
      Protocol: 'HTTP' as const,
      DefaultActions: [action],
    };
    return loadAccount({
      s3: { Buckets: names.map((Name) => ({ Name, ...(Name === 'orders' && { Policy: { Statement } }) })) },
      elbv2: {
        LoadBalancers: [{ LoadBalancerArn: `${balancers}:loadbalancer/app/web/1` }],
        Listeners: [listener],
      },
      cloudtrail: {},
    }).world;
  };
  test('what is a resource, under its own name; policies by statement, actions whole', () => {
    const paths = [...flat(accountWith('orders')).keys()];
    const services = new Set(paths.map((path) => path.split('.')[0]));
    // Some keep their Region.
    expect([...services]).toEqual(['dms', 'ec2', 'elbv2', 'glue', 'rds', 'redshift', 's3']);
    expect(paths.filter((path) => path.includes('SSLPolicies'))).toEqual([]);
    expect(paths).toContain(`elbv2.Listeners[${balancers}:listener/app/web/1/2].DefaultActions`);
    expect(paths.filter((path) => path.includes('.Policy'))).toEqual([
      's3.Buckets[orders].Policy {"Action":["s3:*"],"Effect":"Deny","Principal":"*","Resource":["arn:aws:s3:::orders"]}',
    ]);
  });
  test('a new resource moves no other', () => {
    const all = differences(accountWith('orders'), accountWith('alone', 'orders')).map(({ path }) => path);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((path) => !path.startsWith('s3.Buckets[alone]'))).toEqual([]);
  });
  test('a policy is found by the name of its resource', () => {
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::orders' }];
    const Policy = { Version: '2012-10-17', Statement };
    const { world } = loadAccount({ s3: { Buckets: [{ Name: 'orders', Policy }, { Name: 'logs' }] } });
    expect(policyOf('orders', world)).toBe(JSON.stringify(Policy));
    expect(policyOf('logs', world)).toBeUndefined();
    expect(policyOf('nothing', world)).toBeUndefined();
  });
});
