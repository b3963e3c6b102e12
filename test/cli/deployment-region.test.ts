import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Host } from '../../src/cli/runtime/host.ts';
import { arnOf, autoPolicy, plainBuckets, terminalAt } from '../kit/terminal.ts';

/** In which Region a deployment's table and approvals are asked for: read from the signatures that arrive. */

const asked: string[] = [];
const server = createServer((request, response) => {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  asked.push(`${service} ${region}`);
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  request.resume().on('end', () => response.end('{"Items":[],"Count":0}'));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  server.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked.length = 0;
});

const table = 'arn:aws:dynamodb:eu-north-1:111122223333:table/waxseal';

test.each([
  ['the Region given', ['--region', 'eu-central-1'], 'eu-central-1'],
  ['the first of them', ['--region', 'eu-west-3', '--region', 'eu-central-1'], 'eu-west-3'],
  ['the one configured', [], 'eu-west-1'],
  ['that of its ARN', ['--region', 'eu-central-1', '--journal', `dynamodb:${table}`], 'eu-north-1'],
])('the table of --journal is asked for in %s', async (_what, more, region) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_REGION', 'us-west-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
  const { run } = terminalAt(plainBuckets, { disk: true });
  const { exit, err } = await run(['history', '--journal', 'dynamodb:waxseal', ...more]);
  expect([exit, err]).toEqual([0, '']);
  expect([...new Set(asked)]).toEqual([`dynamodb ${region}`]);
});

describe.each(['plan', 'apply'])('%s without a Region given or configured', (command) => {
  const region = 'eu-north-1';
  const arn = `arn:aws:sqs:${region}:111122223333:orders`;
  const event = readFileSync(
    new URL('../../examples/events/config-noncompliant.json', import.meta.url),
    'utf8',
  )
    .replaceAll('eu-west-1', region)
    .replaceAll('invoices', 'plain');
  const asks = async (line: readonly string[], stdin = '') => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${address.port}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
    const account = { region, sqs: { Queues: [{ Name: 'orders' }] }, ...plainBuckets };
    const { run } = terminalAt(account, { disk: true });
    return run([command, ...line, '--journal', 'dynamodb:waxseal'], { env: { AWS_REGION: '' }, stdin });
  };

  test('takes the one of the ARN', async () => {
    const { err } = await asks(['--resource', arn]);
    expect(err).toBe('');
    expect([...new Set(asked)]).toEqual([`dynamodb ${region}`]);
  });
  test('takes the one of the event', async () => {
    const { err } = await asks(['--event', '-', '--remediation', 's3-bucket-tls-only'], event);
    expect(err).toBe('');
    expect([...new Set(asked)]).toEqual([`dynamodb ${region}`]);
  });
  test('says that it needs one where a bucket is named, whose ARN has none', async () => {
    const { exit, err } = await asks(['--resource', 'arn:aws:s3:::plain']);
    expect([exit, err]).toEqual([2, expect.stringContaining('No AWS Region is given')]);
  });
});

test('without any Region it is said that one is needed', async () => {
  const { run } = terminalAt(plainBuckets, { disk: true });
  const { exit, err } = await run(['history', '--journal', 'dynamodb:waxseal'], { env: { AWS_REGION: '' } });
  expect([exit, err]).toEqual([2, expect.stringContaining('No AWS Region is given')]);
});

test.each(['dynamodb:', 'sqlite:', ' '])('--journal "%s" names no journal', async (typed) => {
  const { run } = terminalAt(plainBuckets, { disk: true });
  const { exit, err } = await run(['history', '--journal', typed]);
  expect([exit, err]).toEqual([2, expect.stringContaining('does not say where the journal is')]);
});

test('a command that only looks makes no journal, however it is named', async () => {
  const { run, cwd } = terminalAt(plainBuckets, { disk: true });
  const { exit, out } = await run(['history', '--journal', 'sqlite:mine.db']);
  expect(exit).toBe(0);
  expect(out).toContain(join(cwd, 'mine.db'));
  expect(existsSync(join(cwd, 'mine.db'))).toBe(false);
});

/** Whether a deployment manages the account is asked before anything is written. */
test.each([
  ['undo', (request: string) => ['undo', '--resource', arnOf('plain'), '--reason', `not ${request}`]],
  ['approve', (request: string) => ['approve', request]],
  ['reject', (request: string) => ['reject', request, '--reason', 'no']],
  ['release', () => ['release', '--resource', arnOf('plain')]],
])('%s without a Region given or configured takes that of the row', async (name, lineOf) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
  const { run, file, cwd } = terminalAt(plainBuckets, { disk: true });
  file('waxseal.yaml', autoPolicy);
  const { out } = await run(['apply', '--resource', arnOf('website')]);
  const [request = ''] = /approval-\w+/.exec(out) ?? [];
  await run(['apply', '--resource', arnOf('plain')]);
  if (name === 'release') await run(['undo', '--resource', arnOf('plain'), '--reason', 'no']);
  asked.length = 0;
  const silent = { write: () => true, isTTY: false, columns: 80 };
  const host: Host = {
    stdout: silent,
    stderr: silent,
    stdin: Object.assign(Readable.from([]), { isTTY: false }),
    env: { AWS_REGION: '' },
    cwd,
    node: '24.0.0',
    version: '0.0.0',
    now: () => new Date(),
    onInterrupt: () => () => undefined,
  };
  await main(lineOf(request), host);
  expect(asked).toContain('ssm eu-west-1');
});
