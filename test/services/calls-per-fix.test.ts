import { expect, test } from 'vitest';
import { listings } from '../../src/services/index.ts';
import { budgetRows, callsPerLook } from '../../bench/budget.ts';
import { callsPerFix } from '../../bench/calls.ts';

/**
 * What AWS is asked, counted: a change that makes a look or a fix cost more calls must say so here. The account is that
 * of each remediation's first scenario. docs/performance.md says what the calls are for.
 */
test('a whole fix costs no more calls than it did', async () => {
  expect(await callsPerFix()).toMatchObject({
    'alb-listener-https-redirect': 21,
    'elb-listener-tls-policy': 17,
    // Nine of them are pages of parameters, three a page in the sandbox. Two list functions and clusters of containers, whose environments may name the database: two facts, each asked once.
    'rds-instance-force-tls': 23,
    's3-bucket-tls-only': 7,
  });
});

test('a look costs no more calls than it did', async () => {
  const looks = await callsPerLook();
  expect(Object.fromEntries(looks.map(({ remediation, calls }) => [remediation, calls]))).toMatchObject({
    'alb-listener-https-redirect': { acm: 1, codedeploy: 1, ec2: 2, ecs: 1, elasticloadbalancingv2: 7 },
    // Nine of them are pages of the table of TLS policies, which is asked once an hour for all listeners.
    'elb-listener-tls-policy': { elasticloadbalancingv2: 12 },
    'rds-instance-force-tls': { dms: 1, ecs: 1, glue: 1, lambda: 1, rds: 11 },
    's3-bucket-tls-only': { cloudfront: 1, s3: 3 },
  });
});

test('every remediation is counted, by the scenario of its room where no other is about it', async () => {
  const looks = await callsPerLook();
  expect(
    looks.flatMap(({ remediation, uncounted }) => (uncounted ? [`${remediation}: ${uncounted}`] : [])),
  ).toEqual([]);
  expect(looks.map(({ remediation }) => remediation)).toEqual(listings.map(({ id }) => id).toSorted());
  for (const { calls } of looks) expect(Object.keys(calls).length).toBeGreaterThan(0);
});

test('one without a scenario stands in the table by name', () => {
  expect(budgetRows({ remediation: 'new-one', calls: {}, uncounted: 'it has no scenario' })).toEqual([
    ['new-one', '–', 'not counted: it has no scenario', '–', '–', '–'],
  ]);
});
