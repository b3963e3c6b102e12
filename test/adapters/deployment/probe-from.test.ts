import { createServer } from 'node:http';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { probeFrom } from '../../../src/adapters/deployment/probe-from.ts';
import { target } from '../../kit/toy.ts';
import { listening } from '../../kit/probe/servers.ts';

const now = (): Date => new Date();

test.each([
  [undefined, 'off', false],
  ['', 'off', false],
  [undefined, 'public', true],
  ['off', 'public', false],
  ['private', 'off', true],
  ['vpc', 'off', true],
] as const)('WAXSEAL_PROBE %s, otherwise %s', (value, otherwise, probes) => {
  const ports = probeFrom(value === undefined ? {} : { WAXSEAL_PROBE: value }, { now, otherwise });
  expect(ports.probe !== undefined).toBe(probes);
});

test("beside an endpoint of somebody's own nobody is probed unasked: names of AWS are of other resources there", () => {
  const emulator = { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:5000' };
  expect(probeFrom(emulator, { now, otherwise: 'public' })).toEqual({});
  const asked = probeFrom({ ...emulator, WAXSEAL_PROBE: 'public' }, { now, otherwise: 'off' });
  expect(asked.probe).toBeDefined();
});

test('what it does not know is an error', () => {
  expect(() => probeFrom({ WAXSEAL_PROBE: 'yes' }, { now, otherwise: 'off' })).toThrow(
    'WAXSEAL_PROBE is "yes"',
  );
});

test('private addresses only where this was said', async () => {
  const port = await listening(createServer((_asked, answer) => answer.end('hello')));
  const endpoint = { host: '127.0.0.1', port, protocol: 'http' } as const;
  const inside = probeFrom({ WAXSEAL_PROBE: 'private' }, { now, otherwise: 'off' });
  expect(await inside.probe?.(endpoint, target)).toMatchObject({ is: 'accepted' });
  const outside = probeFrom({ WAXSEAL_PROBE: 'public' }, { now, otherwise: 'off' });
  expect(await outside.probe?.(endpoint, target)).toMatchObject({
    is: 'unknown',
    says: expect.stringContaining('private'),
  });
});

describe('vpc: private addresses are asked by a function there', () => {
  const endpoint = { host: 'db.example.com', port: 5432, protocol: 'postgresql', vpc: 'vpc-0abc' } as const;
  const asking = async (addresses: readonly string[], more: object = {}) => {
    const invoked: unknown[] = [];
    const Payload = new TextEncoder().encode('{"is":"refused","says":"By the function."}');
    const client = new LambdaClient({ region: 'eu-west-1' });
    client.middlewareStack.add(
      () =>
        async ({ input }) => {
          invoked.push(JSON.parse(new TextDecoder().decode(Reflect.get(input, 'Payload'))));
          return { response: {}, output: { $metadata: {}, Payload } };
        },
      { step: 'initialize' },
    );
    const lookup = async () => addresses;
    const given = { now, otherwise: 'off' } as const;
    const ports = probeFrom({ WAXSEAL_PROBE: 'vpc' }, given, { lookup, lambdaIn: async () => client });
    return { invoked, answer: await ports.probe?.({ ...endpoint, ...more }, target) };
  };

  test('with the addresses that were found, and the name', async () => {
    const { invoked, answer } = await asking(['10.0.0.7', '10.0.0.8']);
    expect(answer).toEqual({ is: 'refused', says: 'By the function.' });
    expect(invoked).toEqual([
      { addresses: ['10.0.0.7', '10.0.0.8'], port: 5432, name: 'db.example.com', protocol: 'postgresql' },
    ]);
  });
  test.each([
    ['of a range of the internet that the VPC uses', ['11.0.0.5'], ['11.0.0.5']],
    ['of both stacks', ['2600:1f18:abcd::5', '10.0.0.7', '11.0.0.5'], ['10.0.0.7', '11.0.0.5']],
  ])('an internal one with addresses %s: those of IPv4, by the function', async (_, found, addresses) => {
    const { invoked, answer } = await asking(found, { internal: true });
    expect(answer).toEqual({ is: 'refused', says: 'By the function.' });
    expect(invoked).toMatchObject([{ addresses }]);
  });
  test.each([
    [
      'that is internal, and its VPC is not known',
      ['11.0.0.5'],
      { internal: true, vpc: undefined },
      'only from',
    ],
    ['that is internal, and of IPv6 alone', ['2600:1f18::5'], { internal: true }, 'IPv4 alone'],
    ['that is internal metadata', ['169.254.169.254'], { internal: true }, 'reserved'],
    ['of private IPv6', ['fd00:1::5'], {}, 'IPv4 alone'],
    ['of the internet as well', ['10.0.0.7', '8.8.8.8'], {}, 'private'],
    ['and its VPC is not known', ['10.0.0.7'], { vpc: undefined }, 'private'],
    ['which is metadata', ['169.254.169.254'], {}, 'reserved'],
    ['at a port of people', ['10.0.0.7'], { port: 22 }, 'never probed'],
    ['that is none', [], {}, 'no address'],
  ])('not at one %s', async (_, addresses, more, says) => {
    const { invoked, answer } = await asking(addresses, more);
    expect(answer).toEqual({ is: 'unknown', says: expect.stringContaining(says) });
    expect(invoked).toEqual([]);
  });
});

describe('an internal endpoint is never asked where its addresses may be of others', () => {
  const endpoint = { host: 'db.example.com', port: 1, protocol: 'http', internal: true } as const;
  test.each([
    ['public', ['11.0.0.5'], 'only from'],
    ['public', ['2600:1f18::5'], 'only from'],
    ['public', ['10.0.0.7'], 'private address'],
    ['private', ['11.0.0.5'], 'may be of others'],
    ['private', ['10.0.0.7', '11.0.0.5'], 'may be of others'],
    ['private', ['::ffff:11.0.0.5'], 'may be of others'],
  ] as const)('%s: %s', async (value, addresses, says) => {
    const lookup = async () => addresses;
    const { probe } = probeFrom({ WAXSEAL_PROBE: value }, { now, otherwise: 'off' }, { lookup });
    expect(await probe?.(endpoint, target)).toEqual({ is: 'unknown', says: expect.stringContaining(says) });
  });
  test('private ones are, from where somebody said that they are reached', async () => {
    const port = await listening(createServer((_asked, answer) => answer.end('hello')));
    const lookup = async () => ['127.0.0.1'];
    const { probe } = probeFrom({ WAXSEAL_PROBE: 'private' }, { now, otherwise: 'off' }, { lookup });
    expect(await probe?.({ ...endpoint, port }, target)).toMatchObject({ is: 'accepted' });
  });
});
