import { createServer } from 'node:http';
import { expect, test } from 'vitest';
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
