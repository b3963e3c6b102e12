import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPolicy } from '../../../src/adapters/policy/check.ts';
import { parsePolicy } from '../../../src/adapters/policy/file.ts';
import { deadIn } from '../../../src/adapters/policy/reach.ts';
import { canMatch } from '../../../src/aws/arn-shape.ts';
import { matches } from '../../../src/core/policy/glob.ts';
import { matchKeys } from '../../../src/core/policy/match.ts';
import type { Match } from '../../../src/core/policy/policy.ts';
import { ruling } from '../../../src/core/policy/ruling.ts';
import { catalog, listings as all } from '../../../src/services/index.ts';
import { resources } from '../../../src/services/resources.ts';

const s3 = ['s3-bucket-tls-only'];
const rds = ['rds-instance-force-tls'];
const listener = ['elb-listener-tls-policy'];
/** A build that is about these types and no others, whatever else there is by now. */
const about = new Set([...s3, ...rds, ...listener, 'alb-listener-https-redirect']);
const listings = all.filter(({ id }) => about.has(id));
const now = new Date('2026-01-05T09:00:00Z');

/** What can match nothing, and what is said of it. */
const dead: Readonly<Record<string, readonly [match: Match, says: RegExp]>> = {
  'a bucket with Region and account': [
    { resources: ['arn:aws:s3:eu-west-1:111122223333:logs'] },
    /look like/,
  ],
  'objects of a bucket': [{ resources: ['arn:aws:s3:::logs/*'] }, /no resource/],
  'a bucket with a colon too few': [{ resources: ['arn:aws:s3::logs'] }, /no resource/],
  'a bucket without a name': [{ resources: ['arn:aws:s3:::'] }, /no resource/],
  'an ARN of something else': [{ resources: ['arn:aws:toy:eu-west-1:111122223333:thing'] }, /no resource/],
  'another service than the remediation is about': [
    { remediations: s3, resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] },
    /look like arn:aws:s3:::BUCKET/,
  ],
  'a cluster for an instance': [
    { remediations: rds, resources: ['arn:aws:rds:eu-west-1:111122223333:cluster:orders'] },
    /look like arn:aws:rds:REGION:ACCOUNT:db:NAME/,
  ],
  'a database in capitals': [
    { remediations: rds, resources: ['arn:aws:rds:eu-west-1:111122223333:db:Orders'] },
    /no resource/,
  ],
  'a balancer for a listener': [
    {
      remediations: listener,
      resources: [
        'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/0123456789abcdef',
      ],
    },
    /listener/,
  ],
  'a kind of load balancer that there is not': [
    { resources: ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/old/web/1/2'] },
    /no resource/,
  ],
  'an account with eleven digits': [
    { resources: ['arn:aws:rds:eu-west-1:11112222333:db:orders'] },
    /no resource/,
  ],
  'no account': [{ resources: ['arn:aws:rds:eu-west-1::db:orders'] }, /no resource/],
  'a partition that is none': [{ resources: ['arn:amazon:s3:::logs'] }, /contradicts/],
  'a Region of another partition': [
    { resources: ['arn:aws:rds:cn-north-1:111122223333:db:orders'] },
    /cn-north-1 is in the partition aws-cn/,
  ],
  'a Region in an ARN that is none': [
    { resources: ['arn:aws:rds:eu-wset-1:111122223333:db:orders'] },
    /eu-wset-1 is no Region/,
  ],
  'an account that the line does not name': [
    { accounts: ['444455556666'], resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] },
    /contradicts/,
  ],
  'a Region that the line does not name': [
    { regions: ['eu-west-2'], resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'] },
    /contradicts/,
  ],
  'a partition that the Regions of the line are not in': [
    { regions: ['cn-north-1'], resources: ['arn:aws:s3:::logs'] },
    /contradicts/,
  ],
  'a Region that is none': [{ regions: ['eu-wset-1'] }, /no Region that this build knows/],
  global: [{ regions: ['global'], remediations: s3 }, /a bucket, too, has its Region/],
  'a remediation that does not exist': [{ remediations: ['s3-bucket-tls-onyl'] }, /does not exist/],
  'one bad pattern among good ones': [{ resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b/*'] }, /no resource/],
  'a unit without a name': [{ ous: ['/prod//payments'] }, /without a name/],
  'the id of a unit': [{ ous: ['/ou-ab12-cd34ef56/*'] }, /names, and this has an id/],
  'units six deep': [{ ous: ['/a/b/c/d/e/f'] }, /at most five/],
  'a unit with a name too long': [{ ous: [`/${'x'.repeat(129)}`] }, /longer than 128/],
  'a pattern as the key of a tag': [{ tags: { 'team*': 'x' } }, /keys are not/],
  'a key of a tag that is too long': [{ tags: { ['k'.repeat(129)]: 'x' } }, /at most 128/],
  'a value of a tag that is too long': [{ tags: { team: 'v'.repeat(257) } }, /at most 256/],
};

const alive: Readonly<Record<string, Match>> = {
  everything: {},
  'a star': { resources: ['*'] },
  'every bucket': { resources: ['arn:aws:s3:::*'] },
  'every bucket of any partition': { resources: ['arn:*:s3:::logs-*'] },
  'a bucket with accounts and Regions': {
    accounts: ['111122223333'],
    regions: ['eu-west-1'],
    resources: ['arn:aws:s3:::logs'],
  },
  'a bucket of China': { regions: ['cn-north-1'], resources: ['arn:aws-cn:s3:::logs'] },
  'a bucket with capitals, as there were once': { resources: ['arn:aws:s3:::My_Logs'] },
  'a database, with stars that span colons': { remediations: rds, resources: ['arn:aws:rds:*:db:orders-*'] },
  'a database anywhere': { resources: ['arn:aws:rds:*:111122223333:db:*'] },
  'question marks': { resources: ['arn:aws:rds:eu-west-?:????????????:db:o?'] },
  'a Region that is new': { regions: ['eu-west-9'], resources: ['arn:aws:rds:eu-west-9:111122223333:db:x'] },
  'listeners of a balancer': {
    resources: ['arn:aws:elasticloadbalancing:*:*:listener/app/web/*'],
  },
  'a unit and all below it': {
    ous: ['/prod/*', '/', '/*', '/prod/', '/a/b/c/d/e', '/*/payments', '/r-data/o-platform'],
  },
  tags: { tags: { 'aws:cloudformation:stack-name': 'x*', team: '*' } },
  'one of several accounts': {
    accounts: ['444455556666', '111122223333'],
    resources: ['arn:aws:rds:eu-west-1:111122223333:db:orders'],
  },
};

describe('what can match nothing', () => {
  test.each(Object.entries(dead))('%s', (_name, [match, says]) => {
    const found = deadIn(match, listings);
    expect(found).toHaveLength(1);
    expect(found[0]?.says).toMatch(says);
    expect(found[0]?.todo).not.toBe('');
  });

  test.each(Object.entries(alive))('not %s', (_name, match) => expect(deadIn(match, listings)).toEqual([]));

  test('nothing is said of ARNs where nobody knows what they look like', () => {
    expect(deadIn({ resources: ['arn:aws:toy:eu-west-1:111122223333:thing'] }, [{ id: 'new' }])).toEqual([]);
    expect(deadIn({ resources: ['arn:aws:s3:::a/*'] }, [])).toEqual([]);
  });

  test('the bucket that was meant is named', () => {
    const [found] = deadIn(
      { remediations: s3, resources: ['arn:aws:s3:eu-west-1:111122223333:logs'] },
      listings,
    );
    expect(found?.todo).toBe('Write arn:aws:s3:::logs.');
  });
});

/** Parts of ARNs that are no name of somebody's choice. */
const ids: Readonly<Record<string, string>> = {
  domain: 'orders',
  number: '1',
  brokerid: 'b-1234abcd-12ab-34cd-56ef-1234567890ab',
  key: '1234abcd-12ab-34cd-56ef-1234567890ab',
  kind: 'app',
  scope: 'regional',
  revision: '7',
  secret: 'orders-a1B2c3',
  subscription: '8a21d249-4329-4871-acc6-7be709c6ea7f',
};

test('every resource says what its ARNs look like, and takes such an ARN for its own', async () => {
  for (const type of Object.keys(resources)) {
    const resource = await catalog.resource(type);
    const arn = (resource.arn ?? '')
      .replace('{partition}', 'aws')
      .replace('{region}', 'eu-west-1')
      .replace('{account}', '111122223333')
      .replaceAll(/\{(\w+)\}/g, (_, part: string) => ids[part] ?? '0123456789abcdef0');
    expect(resource.idOf(arn), `${type} ${arn}`).toBeDefined();
    expect(canMatch(arn, resource.arn ?? '')).toBe(true);
  }
  expect(all.every(({ arn }) => arn !== undefined)).toBe(true);
});

test('a pattern that matches an ARN is never said to match none', () => {
  const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
  const letters = Array.from(arn);
  for (let from = 0; from < letters.length; from += 1)
    for (const [length, by] of [
      [1, '?'],
      [1, '*'],
      [7, '*'],
      [20, '*'],
    ] as const) {
      const pattern = letters.toSpliced(from, length, by).join('');
      if (matches(pattern, arn))
        expect(canMatch(pattern, 'arn:{partition}:rds:{region}:{account}:db:{lower}')).toBe(true);
    }
  expect.hasAssertions();
});

/** A policy with one line that has the match, in each list. */
const withLine = (list: 'rules' | 'exemptions' | 'optIns', match: Match): string => {
  const rest = {
    rules: { mode: 'dry-run' },
    exemptions: { owner: 'a', reason: 'b', expires: '2026-12-31' },
    optIns: { owner: 'a', reason: 'b', since: '2025-01-01', impacts: ['breaks-plaintext'] },
  }[list];
  return `version: 1\nmode: auto\n${list}:\n  - ${JSON.stringify({ ...match, ...rest })}\napprovals: { approvers: ['arn:aws:iam::111122223333:role/approver'] }\n`;
};

describe('policy check', () => {
  const table = Object.entries(dead).flatMap(([name, [match]]) =>
    (['rules', 'exemptions', 'optIns'] as const).map((list) => ({ name, list, match })),
  );
  // An unknown Region or unit is told by its own form where it has none.
  test.each(table)('$name in $list is an error, with its line', async ({ list, match }) => {
    const { problems, policy } = await checkPolicy(withLine(list, match), 'x', catalog, now);
    expect(policy).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(4);
    expect(problems[0]?.path).toMatch(new RegExp(`^${list}\\[0\\]`));
    expect(problems[0]?.todo).toBeTruthy();
  });

  test.each(table)('$name in $list makes no deployed policy unusable', ({ list, match }) => {
    expect(() => parsePolicy(withLine(list, match), 'x', listings)).not.toThrow();
  });

  test.each([
    ['limits: { raised: { s3-bucket-tls: 100 } }', /limits\.raised.*does not exist.*s3-bucket-tls-only/],
    [
      "events: { aliases: { 'arn:aws:s3:::rule': [s3-bucket-tls-only] } }",
      /can match no rule and no function/,
    ],
    [
      "events: { aliases: { 'arn:aws:config:eu-west-1:111122223333:my-rule': [s3-bucket-tls-only] } }",
      /no rule/,
    ],
    [
      'rules: [{ mode: ask, remediations: [s3-bucket-tls-only], settings: { rds-instance-force-tls: {} } }]',
      /never used/,
    ],
  ])('%s', async (line, says) => {
    const { problems } = await checkPolicy(
      `version: 1\n${line}\napprovals: { approvers: ['arn:aws:iam::111122223333:role/approver'] }\n`,
      'x',
      catalog,
    );
    expect(problems.map(({ path, says: told, todo }) => `${path} ${told} ${todo}`).join('\n')).toMatch(says);
  });

  test('the file of the case: three patterns, each with the bucket that was meant', async () => {
    const text = readFileSync(
      join(import.meta.dirname, '../../cases/policy-exempt-never-matches.yaml'),
      'utf8',
    );
    const { problems } = await checkPolicy(text, 'x', catalog, now);
    expect(problems.map(({ line, path, todo }) => [line, path, todo])).toEqual(
      [0, 1, 2].map((nth) => [5, `exemptions[0].resources[${nth}]`, 'Write arn:aws:s3:::partner-dropzone.']),
    );
  });

  test('an exemption that is over is a warning, and the policy stays one', async () => {
    const text = withLine('exemptions', { resources: ['arn:aws:s3:::a'] });
    const later = new Date('2030-01-01T00:00:00Z');
    const { problems, warnings, policy } = await checkPolicy(text, 'x', catalog, later);
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([{ says: 'ended on 2026-12-31.' }]);
    expect(policy).toBeDefined();
  });

  test.each(matchKeys)('an exemption that only names %s exempts not everything', async (key) => {
    const values: Required<Match> = {
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      remediations: s3,
      resources: ['arn:aws:s3:::a'],
      tags: { team: 'x' },
      ous: ['/prod/*'],
    };
    const { problems, warnings } = await checkPolicy(
      withLine('exemptions', { [key]: values[key] }),
      'x',
      catalog,
    );
    expect([problems, warnings]).toEqual([[], []]);
  });
});

describe('a line that can match nothing, at work', () => {
  const bucket = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::S3::Bucket',
    id: 'logs',
    arn: 'arn:aws:s3:::logs',
  };
  const instance = {
    ...bucket,
    type: 'AWS::RDS::DBInstance',
    id: 'db-1',
    arn: 'arn:aws:rds:eu-west-1:111122223333:db:x',
  };
  const ruled = (text: string, target = bucket, remediation = 's3-bucket-tls-only') =>
    ruling(parsePolicy(text, 'x', listings), { target, remediation, surroundings: { tags: {} } }, now);

  const locations = ['111122223333', '444455556666'].flatMap((account) =>
    ['eu-west-1', 'eu-west-2', 'cn-north-1'].map((region) => ({ account, region })),
  );
  const subjects = locations.flatMap((location) => [
    ...s3.map((id) => [{ ...bucket, ...location }, id] as const),
    ...rds.map((id) => [{ ...instance, ...location }, id] as const),
    ...listener.map(
      (id) => [{ ...bucket, ...location, arn: 'arn:aws:elasticloadbalancing:eu-west-1:1:l' }, id] as const,
    ),
  ]);

  test.each(Object.entries(dead))('%s as an exemption leaves alone what may be meant', (_name, [match]) => {
    const text = withLine('exemptions', match);
    const held = subjects.filter(([target, id]) => ruled(text, target, id).exemption);
    expect(held).not.toEqual([]);
    // What the line says besides still holds.
    const accounts = match.accounts ?? locations.map(({ account }) => account);
    expect(held.every(([{ account }]) => accounts.includes(account))).toBe(true);
  });

  test('it holds for the service that it names, and for no other', () => {
    const text = withLine('exemptions', { resources: ['arn:aws:s3:::logs/*'] });
    expect(ruled(text).exemption?.unmatchable?.says).toMatch(
      /Line 4 of the policy: resources\[0\] can match no/,
    );
    expect(ruled(text, instance, 'rds-instance-force-tls').exemption).toBeUndefined();
  });

  test('a good pattern beside it is believed as it is', () => {
    const text = withLine('exemptions', { resources: ['arn:aws:s3:::logs', 'arn:aws:s3:::b/*'] });
    expect(ruled(text).exemption).toBeDefined();
    expect(ruled(text).exemption?.unmatchable).toBeUndefined();
  });

  test('a rule makes the mode stricter and never looser, and sets nothing', () => {
    const strict = withLine('rules', { resources: ['arn:aws:s3:::logs/*'] });
    expect(ruled(strict).mode).toBe('dry-run');
    expect(ruled(strict).trail.find(({ decided }) => decided)).toMatchObject({ path: 'rules[0]' });
    const loose = strict
      .replace('mode: auto', 'mode: ask')
      .replace('"mode":"dry-run"', '"mode":"auto","settings":{"s3-bucket-tls-only":{"minimumTls":"1.2"}}');
    expect(ruled(loose)).toMatchObject({ mode: 'ask', settings: {} });
  });

  test('an opt-in opts nobody in', () => {
    expect(ruled(withLine('optIns', { resources: ['arn:aws:s3:::logs/*'] })).optIns).toEqual([]);
  });
});
