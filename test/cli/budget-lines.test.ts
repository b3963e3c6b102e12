import { expect, test } from 'vitest';
import { paceWith } from '../../src/adapters/aws/pace.ts';
import { budgetLines } from '../../src/cli/output/budget-lines.ts';

const where = { account: '111122223333', region: 'eu-west-1' };

test('what was taken of each budget is said, with how fast it goes now', () => {
  const speed = { sent: 12, throttled: 1 };
  expect(
    budgetLines([
      { ...where, client: 'ElasticLoadBalancingV2Client', access: 'read', ...speed, perSecond: 2.54 },
      { ...where, client: 'RDSClient', access: 'read', ...speed, perSecond: 5 },
      { ...where, client: 'S3Client', access: 'write', ...speed, perSecond: Infinity },
      { ...where, client: 'GlueClient', access: 'read', sent: 0, throttled: 0, perSecond: 5 },
    ]),
  ).toEqual([
    'ElasticLoadBalancingV2 in eu-west-1 of 111122223333: 12 to read, 1 throttled, 2.5 a second now of the 10 that AWS publishes.',
    'RDS in eu-west-1 of 111122223333: 12 to read, 1 throttled, 5 a second now.',
    'S3 in eu-west-1 of 111122223333: 12 to write, 1 throttled, as fast as we are.',
  ]);
});

test('a limiter counts what it let through and what AWS refused', async () => {
  const pace = paceWith({ now: () => 0, pause: async () => undefined });
  const limit = pace({ ...where, partition: 'aws' }, 'S3Client', 'read');
  await limit.turn();
  await limit.turn();
  limit.answered();
  limit.throttled();
  expect(limit.speed()).toEqual({ sent: 2, throttled: 1, perSecond: 5 });
});
