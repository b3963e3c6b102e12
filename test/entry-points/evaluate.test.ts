import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { reportWith, type Report } from '../../src/adapters/aws/config-evaluations.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { remediation, type Verdict } from '../../src/core/model/remediation.ts';
import { evaluate, type EvaluateParts } from '../../src/entry-points/evaluate.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { sandboxClouds } from '../../src/sandbox/sandbox-ports.ts';
import { catalog as real } from '../../src/services/index.ts';
import { auto, enter, type Scene } from '../kit/deliveries.ts';
import { invocation, invoking, type Call } from '../kit/invocations.ts';

const s3 = 'AWS::S3::Bucket';
const rule = 'waxseal-s3-bucket-tls-only';
const { resultToken } = invocation('changed.json');
const tls = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Tls',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};
const account: AccountFile = {
  s3: { Buckets: [{ Name: 'invoices' }, { Name: 'orders', Policy: tls }] },
  config: {
    ConfigRules: [
      {
        ConfigRuleName: rule,
        ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-own123',
        Source: {
          Owner: 'CUSTOM_LAMBDA',
          SourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-evaluate',
        },
        InputParameters: '{"remediation":"s3-bucket-tls-only"}',
      },
    ],
    ResultTokens: [{ ResultToken: String(resultToken), ConfigRuleName: rule }],
  },
};

const at = (scene: Scene = {}, more: Partial<EvaluateParts> = {}) => {
  const given = enter({ account, policy: { ...auto, mode: 'dry-run' }, ...scene });
  const { host, ports, entryPoint } = given;
  const session = { run: 'none', remediation: 'none', kind: 'remediate' } as const;
  const client = async (location: Parameters<typeof ports.clouds.write>[0]) =>
    (await sandboxClouds(host).write(location, session)).use(ConfigServiceClient);
  const report = reportWith({ client, pause: (milliseconds) => ports.pause(milliseconds) });
  const parts: EvaluateParts = { catalog: entryPoint.catalog, ports, report, ...more };
  const put = () =>
    Object.fromEntries(
      host.world().config.Evaluations.map((one) => [one.ResourceId, one.ComplianceType] as const),
    );
  const call = async (event: Call, others: Partial<EvaluateParts> = {}) => {
    const { evaluations, unsaid } = await evaluate(event, { ...parts, ...others });
    return {
      evaluations: evaluations.map(({ resourceId, compliance }) => `${resourceId} ${compliance}`),
      unsaid: unsaid.map(({ where, failure: { code } }) => `${where}: ${code}`),
    };
  };
  const calls = (operation: string): readonly { readonly Evaluations?: readonly unknown[] }[] =>
    host
      .calls()
      .filter((one) => one.operation === operation)
      .map(({ input }) => ({ ...Object(input) }));
  return { ...given, parts, put, call, calls };
};

/** Says this of every bucket. */
const saying = (verdict: Verdict<'why', never>): Catalog => {
  const unit = remediation({
    meta: {
      id: 's3-bucket-tls-only',
      version: 1,
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Said',
      summary: 'Says what it is told to.',
      resourceType: s3,
      configRules: [],
      controls: [],
      services: ['s3'],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages: { why: { says: 'It is so, because of {what}.', todo: 'Nothing.' } },
      docs: [],
    },
    settings: z.strictObject({}),
    fields: {},
    read: async () => ({}),
    plan: () => verdict,
  });
  return { ...real, remediation: async () => unit };
};
const why = { message: 'why', data: { what: 'a reason' } } as const;

describe('a change', () => {
  test.each([
    ['changed.json', { invoices: 'NON_COMPLIANT' }],
    ['oversized.json', { invoices: 'NON_COMPLIANT' }],
    ['deleted.json', { 'gone-bucket': 'NOT_APPLICABLE' }],
    ['left-scope.json', { invoices: 'NOT_APPLICABLE' }],
  ])('%s', async (file, expected) => {
    const { call, put } = at();
    await call(invocation(file));
    expect(put()).toEqual(expected);
  });

  test('is put with the remediation’s own sentence, the rule’s token, and the time of the change', async () => {
    const { call, calls } = at();
    await call(invocation('changed.json'));
    expect(calls('config:PutEvaluations')).toEqual([
      {
        Evaluations: [
          {
            ComplianceResourceType: s3,
            ComplianceResourceId: 'invoices',
            ComplianceType: 'NON_COMPLIANT',
            Annotation: expect.stringMatching(/ bucket invoices .*plain HTTP\.$/),
            OrderingTimestamp: new Date('2026-11-20T09:59:41.120Z'),
          },
        ],
        ResultToken: resultToken,
      },
    ]);
  });

  test('is nothing but a name: the live bucket is looked at', async () => {
    const { call, put } = at();
    const item = String(invocation('changed.json')['invokingEvent']).replaceAll('invoices', 'orders');
    await call({ ...invocation('changed.json'), invokingEvent: item });
    expect(put()).toEqual({ orders: 'COMPLIANT' });
  });

  test('of what is gone by now', async () => {
    const { call, put } = at({ account: { ...account, s3: { Buckets: [] } } });
    await call(invocation('changed.json'));
    expect(put()).toEqual({ invoices: 'NOT_APPLICABLE' });
  });

  test('a deletion that AWS Config has recorded is looked at too', async () => {
    const { call, calls, put } = at();
    await call(invocation('deleted.json'));
    expect(calls('config:PutEvaluations')).toMatchObject([
      { Evaluations: [{ ComplianceType: 'NOT_APPLICABLE', Annotation: 'The resource was deleted.' }] },
    ]);
    // Made again since, under the same name.
    const again = String(invocation('deleted.json')['invokingEvent']).replaceAll('gone-bucket', 'invoices');
    await call({ ...invocation('deleted.json'), invokingEvent: again });
    expect(put()).toEqual({ 'gone-bucket': 'NOT_APPLICABLE', invoices: 'NON_COMPLIANT' });
  });

  test('what left the scope of the rule is not looked at', async () => {
    const { call, calls } = at();
    await call(invocation('left-scope.json'));
    expect(calls('config:PutEvaluations')).toMatchObject([
      { Evaluations: [{ Annotation: 'The rule is no longer about it.' }] },
    ]);
  });

  test.each([
    ['2026-12-31', /^Exempt until 2026-12-31 by team-billing\. .*plain HTTP\.$/],
    ['2026-01-01', /^(?!.*Exempt).*plain HTTP\.$/],
  ])('of what is exempt until %s says so', async (expires, says) => {
    const exemption = { resources: ['arn:aws:s3:::invoices'], owner: 'team-billing', reason: 'Old tills.' };
    const { call, calls } = at({ policy: { ...auto, exemptions: [{ ...exemption, expires }] } });
    await call(invocation('changed.json'));
    expect(calls('config:PutEvaluations')).toMatchObject([
      { Evaluations: [{ ComplianceType: 'NON_COMPLIANT', Annotation: expect.stringMatching(says) }] },
    ]);
  });

  test('the exemption is what stays of a sentence that is too long', async () => {
    const exemption = { resources: ['arn:aws:s3:::invoices'], owner: 'team-billing', reason: 'Old tills.' };
    const { call, calls } = at({
      policy: { ...auto, exemptions: [{ ...exemption, expires: '2026-12-31' }] },
    });
    const data = { what: 'x'.repeat(300) };
    const catalog = saying({ is: 'non-compliant', message: 'why', data, changes: [] });
    await call(invocation('changed.json'), { catalog });
    expect(calls('config:PutEvaluations')).toMatchObject([
      {
        Evaluations: [
          { Annotation: expect.stringMatching(/^Exempt until 2026-12-31 by team-billing\. .{1,}…$/) },
        ],
      },
    ]);
  });

  test('of another type than the remediation’s', async () => {
    const { call, put } = at();
    const item = String(invocation('changed.json')['invokingEvent']).replace(s3, 'AWS::SQS::Queue');
    await call({ ...invocation('changed.json'), invokingEvent: item });
    expect(put()).toEqual({ invoices: 'NOT_APPLICABLE' });
  });

  test('writes nothing but the evaluation, whatever the policy allows', async () => {
    const { call, host } = at({ policy: auto });
    await call(invocation('changed.json'));
    expect(host.writes().map(({ operation }) => operation)).toEqual(['config:PutEvaluations']);
  });
});

describe('what is not known is not said', () => {
  test.each<[string, Verdict<'why', never>, Record<string, string>]>([
    ['unknown', { is: 'unknown', ...why }, {}],
    ['pending', { is: 'pending', ...why }, {}],
    ['not-applicable', { is: 'not-applicable', ...why }, { invoices: 'NOT_APPLICABLE' }],
    ['compliant', { is: 'compliant' }, { invoices: 'COMPLIANT' }],
    ['non-compliant', { is: 'non-compliant', ...why, changes: [] }, { invoices: 'NON_COMPLIANT' }],
  ])('%s', async (is, verdict, expected) => {
    const { call, put } = at({}, { catalog: saying(verdict) });
    const { unsaid } = await call(invocation('changed.json'));
    expect(put()).toEqual(expected);
    const isSaid = Object.keys(expected).length > 0;
    expect([is, unsaid]).toEqual([is, isSaid ? [] : ['s3-bucket-tls-only invoices: evaluation-unknown']]);
  });

  test('the evaluation before stays', async () => {
    const before = { ConfigRuleName: rule, ResourceType: s3, ResourceId: 'invoices' } as const;
    const Evaluations = [{ ...before, ComplianceType: 'NON_COMPLIANT' as const }];
    const known = { ...account, config: { ...account.config, Evaluations } };
    const { call, put } = at({ account: known }, { catalog: saying({ is: 'unknown', ...why }) });
    await call(invocation('scheduled.json'));
    expect(put()).toEqual({ invoices: 'NON_COMPLIANT' });
  });

  test('a bucket that may not be read', async () => {
    const { call, put } = at({ account: { ...account, denied: ['s3:GetBucketPolicy'] } });
    const { unsaid } = await call(invocation('changed.json'));
    expect(put()).toEqual({});
    expect(unsaid).toEqual([expect.stringMatching(/^s3-bucket-tls-only invoices: /)]);
  });

  test('good news where tags or policy could not be read: other settings may hold', async () => {
    const { call, put, ports } = at({}, { catalog: saying({ is: 'compliant' }) });
    const policy = () => Promise.reject(new Error('no policy'));
    const { unsaid } = await call(invocation('changed.json'), { ports: { ...ports, policy } });
    expect(put()).toEqual({});
    expect(unsaid).toEqual(['s3-bucket-tls-only invoices: evaluation-unknown']);
  });

  test('what may fare better is thrown, so that Lambda calls again', async () => {
    const { call, ports } = at();
    const throttled = Object.assign(new Error('no'), { name: 'ThrottlingException' });
    const clouds = {
      ...ports.clouds,
      look: () => ({
        use: () => {
          throw throttled;
        },
      }),
    };
    await expect(call(invocation('changed.json'), { ports: { ...ports, clouds } })).rejects.toThrow(
      /fewer calls/,
    );
  });
});

describe('when the rule’s time has come', () => {
  const before = (ResourceId: string, ResultRecordedTime: string, ResourceType = s3) => ({
    ConfigRuleName: rule,
    ResourceType,
    ResourceId,
    ComplianceType: 'NON_COMPLIANT' as const,
    ResultRecordedTime,
  });
  const knowing = (
    Evaluations: NonNullable<NonNullable<AccountFile['config']>['Evaluations']>,
  ): AccountFile => ({
    ...account,
    config: { ...account.config, Evaluations: [...Evaluations] },
  });

  test('everything there is is evaluated, and what is gone does not apply any more', async () => {
    const known = knowing([
      before('gone', '2026-11-01T00:00:00.000Z'),
      before('vpc-1', '2026-11-01T00:00:00.000Z', 'AWS::EC2::VPC'),
    ]);
    const { call, put } = at({ account: known });
    expect((await call(invocation('scheduled.json'))).unsaid).toEqual([]);
    expect(put()).toEqual({
      invoices: 'NON_COMPLIANT',
      orders: 'COMPLIANT',
      gone: 'NOT_APPLICABLE',
      'vpc-1': 'NOT_APPLICABLE',
    });
  });

  test('tried out: AWS Config is asked, and nothing is kept', async () => {
    const { call, put, calls } = at();
    await call(invocation('test-mode.json'));
    expect(put()).toEqual({});
    expect(calls('config:PutEvaluations')).toMatchObject([{ TestMode: true, ResultToken: 'TESTMODE' }]);
  });

  test('a hundred at a time', async () => {
    const Buckets = Array.from({ length: 230 }, (_, nth) => ({
      Name: `bucket-${String(nth).padStart(3, '0')}`,
    }));
    const { call, put, calls } = at({ account: { ...account, s3: { Buckets } } });
    await call(invocation('scheduled.json'));
    const sizes = calls('config:PutEvaluations').map(({ Evaluations }) => Evaluations?.length);
    expect(sizes).toEqual([100, 100, 30]);
    expect(Object.keys(put())).toHaveLength(230);
  });

  test('one that fails keeps nobody else out', async () => {
    const { call, put, parts } = at();
    const resource: Catalog['resource'] = async (type) => {
      const one = await real.resource(type);
      return {
        ...one,
        list: async function* (...given) {
          yield* one.list(...given);
          const [location] = given;
          yield { ...location, type, id: '!', arn: 'arn:aws:s3:::!' };
        },
      };
    };
    const { unsaid } = await call(invocation('scheduled.json'), { catalog: { ...parts.catalog, resource } });
    expect(put()).toMatchObject({ invoices: 'NON_COMPLIANT', orders: 'COMPLIANT' });
    expect(unsaid.every((line) => line.startsWith('s3-bucket-tls-only !'))).toBe(true);
  });

  test('with little time, whatever waits longest comes first, and the rest is told', async () => {
    const known = knowing([
      before('invoices', '2026-11-19T00:00:00.000Z'),
      before('orders', '2026-11-18T00:00:00.000Z'),
    ]);
    const { call } = at({ account: known });
    let asked = 0;
    // Asked once for the batch; then one look may begin.
    const stop = () => (asked += 1) > 2;
    expect(await call(invocation('scheduled.json'), { stop })).toEqual({
      evaluations: ['orders COMPLIANT'],
      unsaid: [`111122223333/eu-west-1 ${rule}: evaluation-too-long`],
    });
  });

  /** One look may begin after the batch is; the listing is not stopped. */
  const oneLook = () => {
    let asked = 0;
    return { stop: () => (asked += 1) > 2 };
  };
  const later = (days: number) => {
    const created = new Date(Date.parse('2026-11-20T10:00:00.000Z') + days * 86_400_000).toISOString();
    return invoking(invocation('scheduled.json'), (event) => {
      event['notificationCreationTime'] = created;
    });
  };

  test('what never came to an evaluation is begun with elsewhere every day, so that nobody waits for good', async () => {
    const Buckets = Array.from({ length: 6 }, (_, nth) => ({ Name: `bucket-${nth}` }));
    const { call } = at(
      { account: { ...account, s3: { Buckets } } },
      { catalog: saying({ is: 'unknown', ...why }) },
    );
    const looked = new Set<string>();
    for (let day = 0; day < 20; day += 1) {
      const { unsaid } = await call(later(day), oneLook());
      looked.add(unsaid[0] ?? '');
    }
    expect([...looked].toSorted()).toEqual(
      Buckets.map(({ Name }) => `s3-bucket-tls-only ${Name}: evaluation-unknown`),
    );
  });

  test('nor does one that was evaluated wait for all that never are', async () => {
    const Buckets = Array.from({ length: 6 }, (_, nth) => ({ Name: `bucket-${nth}` }));
    const known = {
      ...knowing([before('orders', '2026-11-18T00:00:00.000Z')]),
      s3: { Buckets: [...Buckets, { Name: 'orders' }] },
    };
    const { call } = at({ account: known }, { catalog: saying({ is: 'unknown', ...why }) });
    let asked = 0;
    const { unsaid } = await call(invocation('scheduled.json'), { stop: () => (asked += 1) > 3 });
    expect(unsaid.slice(0, 2)).toContain('s3-bucket-tls-only orders: evaluation-unknown');
  });

  test('one that does not apply waits as long as the others, and is not looked for when it is gone', async () => {
    const ComplianceType = 'NOT_APPLICABLE' as const;
    const applies = { ...before('invoices', '2026-11-19T00:00:00.000Z'), ComplianceType };
    const gone = { ...before('gone', '2026-11-01T00:00:00.000Z'), ComplianceType };
    const Evaluations = [applies, gone, before('orders', '2026-11-18T00:00:00.000Z')];
    const { call } = at({ account: knowing(Evaluations) });
    expect(await call(invocation('scheduled.json'), oneLook())).toEqual({
      evaluations: ['orders COMPLIANT'],
      unsaid: [`111122223333/eu-west-1 ${rule}: evaluation-too-long`],
    });
    expect((await call(invocation('scheduled.json'))).evaluations).toEqual([
      'orders COMPLIANT',
      'invoices NON_COMPLIANT',
    ]);
  });

  test('a long listing leaves time for what was listed, and that it was cut is told', async () => {
    const { call, parts } = at();
    const resource: Catalog['resource'] = async (type) => {
      const one = await real.resource(type);
      return {
        ...one,
        list: async function* (location) {
          for (let nth = 0; nth < 500; nth += 1)
            yield { ...location, type, id: `bucket-${nth}`, arn: `arn:aws:s3:::bucket-${nth}` };
        },
      };
    };
    let asked = 0;
    const enough = () => (asked += 1) > 5;
    const catalog = {
      ...saying({ is: 'not-applicable', ...why }),
      resource,
      listings: parts.catalog.listings,
    };
    const { evaluations, unsaid } = await call(invocation('scheduled.json'), { catalog, enough });
    expect(evaluations).toHaveLength(5);
    expect(unsaid).toContain(`111122223333/eu-west-1 ${rule}: evaluation-too-long`);
  });

  test('a list that fails is thrown', async () => {
    const { call } = at({ account: { ...account, denied: ['s3:ListBuckets'] } });
    await expect(call(invocation('scheduled.json'))).rejects.toThrow('Access Denied');
  });

  test('of a global service, only at home', async () => {
    const { call, put, parts } = at();
    const listings = parts.catalog.listings.map((one) => ({ ...one, home: { aws: 'us-east-1' } }));
    await call(invocation('scheduled.json'), { catalog: { ...parts.catalog, listings } });
    expect(put()).toEqual({});
  });
});

describe('what AWS Config did not take', () => {
  const event = {
    location: { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
    token: 't',
    isTest: false,
    at: '2026-11-20T10:00:00.000Z',
  };
  const three = ['a', 'b', 'c'].map((resourceId) => ({
    resourceType: s3,
    resourceId,
    compliance: 'COMPLIANT' as const,
  }));

  const refusing = (times: number) => {
    const sent: string[][] = [];
    const send = async ({ input }: { input: { Evaluations: { ComplianceResourceId: string }[] } }) => {
      sent.push(input.Evaluations.map(({ ComplianceResourceId }) => ComplianceResourceId));
      return { FailedEvaluations: sent.length <= times ? input.Evaluations.slice(-1) : [] };
    };
    // Nothing else of a client is called.
    const client = async () => Object.assign(new ConfigServiceClient({ region: 'eu-west-1' }), { send });
    const report: Report = reportWith({ client, pause: async () => {} });
    return { sent, report };
  };

  test('is put again, without what it took', async () => {
    const { sent, report } = refusing(2);
    await report(event, three);
    expect(sent).toEqual([['a', 'b', 'c'], ['c'], ['c']]);
  });

  test('again and again: that is an error', async () => {
    const { sent, report } = refusing(100);
    await expect(report(event, three)).rejects.toThrow(/did not take 1 evaluations/);
    expect(sent).toHaveLength(4);
  });

  test('a sentence that is too long is cut between characters', async () => {
    const { call, calls } = at(
      {},
      { catalog: saying({ is: 'not-applicable', message: 'why', data: { what: '🔒'.repeat(200) } }) },
    );
    await call(invocation('changed.json'));
    const [{ Evaluations = [] } = {}] = calls('config:PutEvaluations');
    const Annotation = String(Reflect.get(Object(Evaluations[0]), 'Annotation'));
    expect(Annotation.length).toBeLessThanOrEqual(256);
    expect(Annotation).toMatch(/^It is so, because of (🔒)+…$/u);
  });

  test.each([
    ['a token that is not AWS’s', { resultToken: 'forged' }, /InvalidResultToken|ResultToken/],
    [
      'a remediation that there is none of',
      { ruleParameters: '{"remediation":"nothing"}' },
      /no remediation nothing/,
    ],
    ['something else', { invokingEvent: '{}' }, /not called as AWS Config/],
  ])('%s is refused', async (_name, changes, says) => {
    const { call, put } = at();
    await expect(call({ ...invocation('changed.json'), ...changes })).rejects.toThrow(says);
    expect(put()).toEqual({});
  });
});
