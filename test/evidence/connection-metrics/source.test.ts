import { describe, expect, test } from 'vitest';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import { connectionMetrics } from '../../../src/evidence/connection-metrics/source.ts';
import { answering } from '../../kit/answering.ts';
import { asking, hours, window } from '../kit.ts';

const question: Question = {
  ask: 'plaintext-connections',
  of: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0',
  clears: ['breaks-plaintext'],
};
const answerTo = async (plain: readonly number[], moments = hours()) => {
  const { aws } = answering({
    GetMetricData: () => ({
      MetricDataResults: [
        { Id: 'tls', Timestamps: moments, Values: moments.map(() => 2) },
        { Id: 'plain', Timestamps: moments.slice(0, plain.length), Values: plain },
      ],
    }),
  });
  const found = await connectionMetrics.read(asking(aws, { question }));
  return found.is === 'read' ? verdictOf(question, found, window) : found;
};

describe('metrics of an RDS proxy', () => {
  test('clean', async () => expect(await answerTo([0, 0])).toMatchObject({ is: 'clean', complete: true }));
  test('seen, and nobody is named', async () => {
    expect(await answerTo([0, 3])).toMatchObject({
      is: 'seen',
      count: 3,
      callers: [{ behind: expect.stringContaining('not name') }],
    });
  });
  test('a young proxy', async () => {
    expect(await answerTo([], hours().slice(200))).toMatchObject({ is: 'unknown', why: 'gaps' });
  });
});
