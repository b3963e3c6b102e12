import { describe, expect, test } from 'vitest';
import { sources } from '../../src/evidence/sources.ts';
import type { Impact } from '../../src/core/model/remediation.ts';
import { unasked } from '../kit/gaps.ts';
import { catalog, listings } from '../../src/services/index.ts';

/** What remediations ask of recorded traffic: each question has somebody who answers, and clears what the fix may break. */

const target = (type: string, arn: string) => ({
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type,
  id: arn,
  arn,
});
const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const policy = (name: string, protocols: readonly string[], ciphers: readonly string[]) => ({
  name,
  protocols,
  ciphers,
  kinds: ['application'],
});

const cases: Readonly<
  Record<
    string,
    {
      readonly arn: string;
      readonly state: unknown;
      readonly clears: readonly Impact[];
      readonly of?: string;
    }
  >
> = {
  's3-bucket-tls-only': { arn: 'arn:aws:s3:::orders', state: {}, clears: ['breaks-plaintext'] },
  'alb-listener-https-redirect': {
    arn: `${elb}:loadbalancer/app/shop/1`,
    state: {},
    clears: ['breaks-plaintext', 'redirects-clients'],
  },
  'elb-listener-tls-policy': {
    arn: `${elb}:listener/app/shop/1/2`,
    of: `${elb}:loadbalancer/app/shop/1`,
    state: {
      protocol: 'HTTPS',
      port: 443,
      policy: 'ELBSecurityPolicy-2016-08',
      balancer: { type: 'application', state: 'active' },
      tags: {},
      known: [
        policy(
          'ELBSecurityPolicy-2016-08',
          ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
          ['ECDHE-RSA-AES128-GCM-SHA256', 'AES128-SHA'],
        ),
        policy(
          'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
          ['TLSv1.2', 'TLSv1.3'],
          ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'],
        ),
      ],
    },
    clears: ['breaks-old-tls'],
  },
  'rds-instance-force-tls': {
    arn: 'arn:aws:rds:eu-west-1:111122223333:db:shop',
    state: { thing: { engine: 'postgres' } },
    clears: ['breaks-plaintext'],
  },
};

describe.each(listings.map(({ id }) => id))('%s', (id) => {
  test('asks what its fix may break', async () => {
    const unit = await catalog.remediation(id);
    const one = cases[id];
    expect(unasked([unit])).toEqual([]);
    if (!unit.evidence) return;
    if (!one) throw new Error(`${id} has no case here`);
    const settings = unit.settings.parse({});
    const questions = unit.evidence(one.state, target(unit.meta.resourceType, one.arn), settings);
    expect(questions.flatMap(({ clears }) => clears)).toEqual(one.clears);
    expect(questions.map(({ of }) => of)).toEqual([one.of ?? one.arn]);
    for (const question of questions) expect(sources.some(({ answers }) => answers(question))).toBe(true);
  });
});

test('a listener asks about the protocols and ciphers that stay', async () => {
  const unit = await catalog.remediation('elb-listener-tls-policy');
  const one = cases['elb-listener-tls-policy'];
  const questions = unit.evidence?.(
    one?.state,
    target(unit.meta.resourceType, one?.arn ?? ''),
    unit.settings.parse({}),
  );
  expect(questions?.[0]?.given).toEqual({
    protocols: ['TLSv1.2', 'TLSv1.3'],
    ciphers: ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'],
    type: 'application',
  });
});
