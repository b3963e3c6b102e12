import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import { elbAccessLogs } from '../../../src/evidence/elb-access-logs/source.ts';
import { answering } from '../../kit/answering.ts';
import { albLine, asking, balancerArn, bucket, hours, offered, redirects, window } from '../kit.ts';

const prefix = 'AWSLogs/111122223333/elasticloadbalancing/eu-west-1/';
const keyOf = (at: Date, name = 'app.shop.0123456789abcdef'): string =>
  `${prefix}${at.toISOString().slice(0, 10).replaceAll('-', '/')}/111122223333_elasticloadbalancing_eu-west-1_${name}_${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z_10.0.0.1_x.log.gz`;
const dayBefore = new Date(window.from.getTime() - 20 * 3_600_000);

const answerTo = async (question: Question, objects: ReadonlyMap<string, string>, enabled = 'true') => {
  const { aws, asked } = answering({
    DescribeLoadBalancerAttributes: () => ({
      Attributes: [
        { Key: 'access_logs.s3.enabled', Value: enabled },
        { Key: 'access_logs.s3.bucket', Value: 'all-logs' },
      ],
    }),
    ListObjectsV2: ({ StartAfter }) => ({
      Contents: [...objects.keys()]
        .filter((key) => key > String(StartAfter))
        .map((Key) => ({ Key, Size: 400 })),
    }),
    GetObject: ({ Key }) => ({ Body: Readable.from([gzipSync(objects.get(String(Key)) ?? '')]) }),
  });
  const target = {
    ...bucket,
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    id: balancerArn,
    arn: balancerArn,
  };
  const found = await elbAccessLogs.read(asking(aws, { question, target }));
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};
const secure = (moments = [dayBefore, ...hours(6)]): Map<string, string> =>
  new Map(moments.map((at) => [keyOf(at), `${albLine({ at, type: 'h2', protocol: 'TLSv1.2' })}\n`]));

describe('access logs of a load balancer', () => {
  test('clean, by best effort', async () => {
    const { evidence } = await answerTo(offered, secure());
    expect(evidence).toMatchObject({ is: 'clean', records: 56, complete: false, clears: ['breaks-old-tls'] });
  });
  test('a program over plain HTTP is seen', async () => {
    const at = new Date('2026-11-15T03:00:00Z');
    const { evidence } = await answerTo(
      redirects,
      secure().set(`${keyOf(at)}2`, albLine({ at, method: 'POST' })),
    );
    expect(evidence).toMatchObject({
      is: 'seen',
      count: 1,
      callers: [{ agent: 'curl/8.5.0', address: '10.0.0.7' }],
    });
  });
  test('files of other balancers in the bucket are not read', async () => {
    const others = hours(24).map((at): [string, string] => [
      keyOf(at, 'app.other.1'),
      albLine({ at, elb: 'app/other/1' }),
    ]);
    const { evidence, asked } = await answerTo(offered, new Map([...secure(), ...others]));
    expect(evidence.is).toBe('clean');
    expect(asked.filter(({ operation }) => operation === 'GetObject')).toHaveLength(57);
  });
  test('without a file from before the window it is too young', async () => {
    expect((await answerTo(offered, secure(hours(6).slice(4)))).evidence).toMatchObject({ why: 'too-young' });
  });
  test('switched off', async () => {
    expect((await answerTo(offered, secure(), 'false')).evidence).toMatchObject({
      is: 'unknown',
      why: 'off',
    });
  });
  test('answers for the kinds of balancers that it can', () => {
    const of = balancerArn.replace('/app/', '/net/');
    const asks = (question: Question): boolean => elbAccessLogs.answers(question);
    expect([asks(redirects), asks(offered), asks({ ...offered, of }), asks({ ...redirects, of })]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
