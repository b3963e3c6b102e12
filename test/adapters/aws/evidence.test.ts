import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { evidenceBy, evidenceFromEnv } from '../../../src/adapters/aws/evidence.ts';
import { defaultEvidence } from '../../../src/core/evidence/rules.ts';
import type { Clouds } from '../../../src/core/model/ports.ts';
import { bucket, hours, now, plaintext, s3Line } from '../../evidence/kit.ts';

const keyOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')}-A`;
const moments = [new Date('2026-10-01T00:00:00Z'), ...hours(6)];

/** The clients of a look as they are, with whatever they refuse; only the answers are made up. */
const cloudsWith = (asked: string[] = []): Clouds =>
  cloudsOf({
    credentials: { accessKeyId: 'A', secretAccessKey: 's' },
    env: {},
    configure: (client) =>
      client.middlewareStack.add(
        (_next, context) => async (args) => {
          const operation = String(context['commandName']);
          const input = Object(args.input);
          asked.push(operation);
          if (operation === 'DescribeTrailsCommand') return { output: { $metadata: {} }, response: {} };
          if (operation === 'DescribeDeliverySourcesCommand')
            return { output: { $metadata: {} }, response: {} };
          if (operation === 'GetBucketLoggingCommand')
            return {
              output: { $metadata: {}, LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } },
              response: {},
            };
          if (operation === 'ListObjectsV2Command') {
            const all = moments
              .map((at) => ({ Key: keyOf(at), Size: 400 }))
              .filter(({ Key }) => Key > (input.StartAfter ?? ''));
            return { output: { $metadata: {}, Contents: all.slice(0, input.MaxKeys ?? 1000) }, response: {} };
          }
          const at = moments.find((one) => keyOf(one) === input.Key);
          return {
            output: { $metadata: {}, Body: Readable.from([Buffer.from(s3Line({ ...(at && { at }) }))]) },
            response: {},
          };
        },
        { step: 'build', name: 'answers' },
      ),
  });

const inquiry = { target: bucket, questions: [plaintext], rules: defaultEvidence };
const parts = { now: () => now, pause: async () => {} };

describe('Athena', () => {
  const named = { WAXSEAL_ATHENA_WORKGROUP: 'waxseal', WAXSEAL_ATHENA_DATABASES: 'logs, more' };
  const calledWith = async (env: Readonly<Record<string, string>>) => {
    const asked: string[] = [];
    await evidenceFromEnv(env, { clouds: cloudsWith(asked), ...parts }).evidence(inquiry);
    return asked;
  };
  test('is asked through the clients of a look where the settings name it; the objects are read all the same', async () => {
    const asked = await calledWith(named);
    expect(asked).toContain('GetWorkGroupCommand');
    expect(asked).toContain('GetObjectCommand');
  });
  test.each<[string, Readonly<Record<string, string>>]>([
    ['nothing', {}],
    ['a workgroup alone', { WAXSEAL_ATHENA_WORKGROUP: 'waxseal' }],
    ['databases alone', { WAXSEAL_ATHENA_DATABASES: 'logs' }],
    ['a database without a name', { ...named, WAXSEAL_ATHENA_DATABASES: 'logs,' }],
  ])('is not asked with %s', async (_, env) => {
    expect(await calledWith(env)).not.toContain('GetWorkGroupCommand');
  });
});

describe('evidence', () => {
  test('through the clients of a look, which let reads through only', async () => {
    const asked: string[] = [];
    const evidence = await evidenceBy({ clouds: cloudsWith(asked), ...parts })(inquiry);
    expect(evidence).toMatchObject({ is: 'clean', records: 56, complete: false });
    expect(asked.slice(0, 3)).toEqual([
      'DescribeTrailsCommand',
      'DescribeDeliverySourcesCommand',
      'GetBucketLoggingCommand',
    ]);
  });
  test('without rules of the policy nobody is called', async () => {
    const asked: string[] = [];
    expect(
      await evidenceBy({ clouds: cloudsWith(asked), ...parts })({ target: bucket, questions: [plaintext] }),
    ).toEqual({ is: 'unknown' });
    expect(asked).toEqual([]);
  });
  test('where looks assume a role, logs need one of their own', async () => {
    const asked: string[] = [];
    const from = (env: Readonly<Record<string, string>>) =>
      evidenceFromEnv(env, { clouds: cloudsWith(asked), ...parts }).evidence;
    expect(await from({ WAXSEAL_READ_ROLE: 'waxseal-read' })(inquiry)).toMatchObject({
      is: 'unknown',
      why: 'no-access',
    });
    expect(asked).toEqual([]);
    expect(await from({})(inquiry)).toMatchObject({ is: 'clean' });
  });
  test('signals are read by the same role', async () => {
    const asked: string[] = [];
    const watching = {
      target: bucket,
      questions: [plaintext],
      began: new Date(now.getTime() - 3_600_000),
      from: new Date(now.getTime() - 3_600_000),
      to: now,
    };
    const from = (env: Readonly<Record<string, string>>) =>
      evidenceFromEnv(env, { clouds: cloudsWith(asked), ...parts }).signals(watching);
    expect(await from({ WAXSEAL_READ_ROLE: 'waxseal-read' })).toEqual([
      {
        is: 'unknown',
        name: bucket.arn,
        why: 'no-access',
        says: 'This installation has no role that reads logs.',
      },
    ]);
    expect(asked).toEqual([]);
    expect(await from({})).toMatchObject([
      { is: 'unknown', why: 'off' },
      { is: 'unknown', why: 'off' },
    ]);
    expect(asked).toEqual(['DescribeTrailsCommand', 'ListBucketMetricsConfigurationsCommand']);
  });
});
