import { ListAccessPointsCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { execFileSync } from 'node:child_process';
import {
  GetBucketPolicyCommand,
  paginateListBuckets,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test, vi } from 'vitest';
import { cloudsOf, type CloudsOptions } from '../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { startWireServer } from '../../kit/wire-server.ts';

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const session = { run: 'r1', remediation: 'any', kind: 'remediate' } as const;
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

interface Sent {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
}

/** Answers like an HTTP endpoint, from memory. */
const scripted = (answer: (sent: Sent, nth: number) => { status: number; body: string } | Error) => {
  const sent: Sent[] = [];
  const requestHandler = {
    handle: (request: Sent) => {
      sent.push({ method: request.method, hostname: request.hostname, path: request.path });
      const made = answer(request, sent.length);
      if (made instanceof Error) return Promise.reject(made);
      const response = { statusCode: made.status, headers: {}, body: new TextEncoder().encode(made.body) };
      return Promise.resolve({ response });
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const noWait = {
    acquireInitialRetryToken: () => Promise.resolve({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
    refreshRetryTokenForRetry: (token: { getRetryCount(): number }, { errorType }: { errorType: string }) =>
      errorType !== 'CLIENT_ERROR' && token.getRetryCount() < 3
        ? Promise.resolve({ getRetryCount: () => token.getRetryCount() + 1, getRetryDelay: () => 0 })
        : Promise.reject(new Error('no more retries')),
    recordSuccess: () => undefined,
  };
  const options: CloudsOptions = {
    credentials,
    env: {},
    pace: unpaced,
    settings: { requestHandler, retryStrategy: noWait },
  };
  return { sent, options };
};
const policy = { status: 200, body: '{"Version":"2012-10-17","Statement":[]}' };
const refused = {
  status: 503,
  body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
};

describe('a look', () => {
  test('asks the same question once, and a different one again', async () => {
    const { sent, options } = scripted(() => policy);
    const aws = cloudsOf(options).look(location);
    const answers = await Promise.all([
      aws.use(S3Client).send(new GetBucketPolicyCommand({ Bucket: 'b-one' })),
      aws.use(S3Client).send(new GetBucketPolicyCommand({ Bucket: 'b-one' })),
      aws.use(S3Client).send(new GetBucketPolicyCommand({ Bucket: 'b-two' })),
    ]);
    expect(answers.map(({ Policy }) => Policy)).toEqual([policy.body, policy.body, policy.body]);
    expect(sent).toHaveLength(2);
  });

  test('remembers nothing of an earlier look', async () => {
    const { sent, options } = scripted(() => policy);
    const clouds = cloudsOf(options);
    await clouds
      .look(location)
      .use(S3Client)
      .send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
    await clouds
      .look(location)
      .use(S3Client)
      .send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
    expect(sent).toHaveLength(2);
  });

  test('asks again after a failure', async () => {
    const denied = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    const { sent, options } = scripted((_, nth) => (nth === 1 ? denied : policy));
    const s3 = cloudsOf(options).look(location).use(S3Client);
    const ask = () => s3.send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
    await expect(ask()).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(ask()).resolves.toMatchObject({ Policy: policy.body });
    expect(sent).toHaveLength(2);
  });

  test.each([['a write', new PutBucketPolicyCommand({ Bucket: 'b-one', Policy: '{}' }), /it writes/]])(
    'refuses %s before anything is sent',
    async (_, command, says) => {
      const { sent, options } = scripted(() => policy);
      const asked = cloudsOf(options).look(location).use(S3Client).send(command);
      await expect(asked).rejects.toMatchObject({ code: 'read-only', says: expect.stringMatching(says) });
      expect(sent).toHaveLength(0);
    },
  );

  test('retries a read', async () => {
    const { sent, options } = scripted((_, nth) => (nth < 3 ? refused : policy));
    await cloudsOf(options)
      .look(location)
      .use(S3Client)
      .send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
    expect(sent).toHaveLength(3);
  });

  test('gives clients that paginators accept', async () => {
    const { options } = scripted(() => ({
      status: 200,
      body: '<ListAllMyBucketsResult><Buckets><Bucket><Name>b-one</Name></Bucket></Buckets></ListAllMyBucketsResult>',
    }));
    const client = cloudsOf(options).look(location).use(S3Client);
    const names: unknown[] = [];
    for await (const page of paginateListBuckets({ client }, {})) names.push(page.Buckets?.[0]?.Name);
    expect(names).toEqual(['b-one']);
  });
});

describe('a write', () => {
  test('is sent once, whatever comes back', async () => {
    const { sent, options } = scripted(() => refused);
    const aws = await cloudsOf(options).write(location, session);
    const put = aws.use(S3Client).send(new PutBucketPolicyCommand({ Bucket: 'b-one', Policy: '{}' }));
    await expect(put).rejects.toMatchObject({ name: 'SlowDown' });
    expect(sent).toHaveLength(1);
  });

  test('is sent once when the answer is lost', async () => {
    const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const { sent, options } = scripted(() => lost);
    const aws = await cloudsOf(options).write(location, session);
    const put = aws.use(S3Client).send(new PutBucketPolicyCommand({ Bucket: 'b-one', Policy: '{}' }));
    await expect(put).rejects.toThrow('socket hang up');
    expect(sent).toHaveLength(1);
  });

  test('uses the credentials of its session', async () => {
    const { options } = scripted(() => policy);
    const asked: unknown[] = [];
    const sessionFor: CloudsOptions['sessionFor'] = (at, of) => {
      asked.push([at.account, of.run]);
      return Promise.resolve({ accessKeyId: 'SESSION', secretAccessKey: 'x' });
    };
    const aws = await cloudsOf({ ...options, sessionFor }).write(location, session);
    const used = await aws.use(S3Client).config.credentials();
    expect([asked, used.accessKeyId]).toEqual([[['111122223333', 'r1']], 'SESSION']);
  });
});

describe('clients', () => {
  test('are kept for one location and made anew for another', () => {
    const made: string[] = [];
    const clouds = cloudsOf({ credentials, env: {}, configure: (_, { region }) => made.push(region) });
    clouds.look(location).use(S3Client);
    clouds.look(location).use(S3Client);
    clouds.look({ ...location, region: 'us-east-1' }).use(S3Client);
    expect(made).toEqual(['eu-west-1', 'us-east-1']);
  });

  test.each([
    [{}, 'b-one.s3.eu-west-1.amazonaws.com', '/'],
    [{ AWS_ENDPOINT_URL_S3: 'http://endpoint.test' }, 's3.eu-west-1.amazonaws.com', '/b-one/'],
    [{ AWS_ENDPOINT_URL: 'http://endpoint.test' }, 's3.eu-west-1.amazonaws.com', '/b-one/'],
  ])('with %o S3 is asked at %s%s', async (env, hostname, path) => {
    const { sent, options } = scripted(() => policy);
    const s3 = cloudsOf({ ...options, env })
      .look(location)
      .use(S3Client);
    await s3.send(new GetBucketPolicyCommand({ Bucket: 'b-one' }));
    expect(sent).toEqual([{ method: 'GET', hostname, path }]);
  });

  test.each([
    ['http://127.0.0.1:9', 'IP address'],
    ['http://[::1]:9', 'IP address'],
    ['http://endpoint.test', undefined],
  ])(
    'of S3 Control say with %s why no account goes before it, and the SDK prints nothing',
    async (url, why) => {
      const printed = vi.spyOn(console, 'error').mockReturnValue();
      const { options } = scripted(() => ({ status: 200, body: '<ListAccessPointsResult/>' }));
      const control = cloudsOf({ ...options, env: { AWS_ENDPOINT_URL: url } })
        .look(location)
        .use(S3ControlClient);
      const asked = control.send(new ListAccessPointsCommand({ AccountId: '111122223333' }));
      await (why ? expect(asked).rejects.toThrow(why) : asked);
      expect(printed).not.toHaveBeenCalled();
    },
  );

  test('have their limits set', async () => {
    // Nobody listens there; the handler reads its settings with its first request.
    const settings = { endpoint: 'http://127.0.0.1:9' };
    const s3 = cloudsOf({ credentials, env: {}, readAttempts: 1, settings }).look(location).use(S3Client);
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'b-one' }))).rejects.toThrow('ECONNREFUSED');
    const config = { requestTimeout: 15_000, connectionTimeout: 2_000, throwOnRequestTimeout: true };
    expect(s3.config.requestHandler).toMatchObject({ config });
  });

  test('are not loaded with this file', () => {
    const file = new URL('../../../src/adapters/aws/clients.ts', import.meta.url);
    const script = `
      const { registerHooks } = await import('node:module');
      registerHooks({ resolve(name, at, next) { if (/aws-sdk|smithy/.test(name)) console.log(name); return next(name, at); } });
      await import(${JSON.stringify(file.href)});`;
    const loaded = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(loaded).toBe('');
  });
});

test('SQS is asked at the endpoint that is configured, whatever the URL of a queue names', async () => {
  const wire = await startWireServer();
  const QueueUrl = 'http://127.0.0.1:1/111122223333/orders';
  wire.answers({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueUrl, Attributes: {} }),
  });
  // Only an endpoint of the environment or of a profile: the SDK never leaves one that its client was made with.
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', wire.endpoint);
  const sqs = cloudsOf({ credentials, pace: unpaced, readAttempts: 1 }).look(location).use(SQSClient);
  await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }));
  await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
  vi.unstubAllEnvs();
  wire.close();
  expect(wire.asked.map(({ headers }) => headers['x-amz-target'])).toEqual([
    'AmazonSQS.GetQueueUrl',
    'AmazonSQS.GetQueueAttributes',
  ]);
});
