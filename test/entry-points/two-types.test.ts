import { describe, expect, test } from 'vitest';
import { configCompliance } from '../../src/adapters/aws/config-compliance.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import type { Report } from '../../src/adapters/aws/config-evaluations.ts';
import { evaluate } from '../../src/entry-points/evaluate.ts';
import { jobOf } from '../../src/entry-points/named-jobs.ts';
import { lookAtLocation } from '../../src/entry-points/sweep-location.ts';
import { splitPart } from '../../src/entry-points/sweep-parts.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import type { SweepPart } from '../../src/intake/sweep-part.ts';
import { auto, enter } from '../kit/deliveries.ts';
import { invocation } from '../kit/invocations.ts';
import { account, catalog, everything, id, stream, table } from '../kit/two-types.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const at = (more: AccountFile = {}) => {
  const { ports } = enter({ account: { ...account, ...more }, policy: { ...auto, mode: 'dry-run' } });
  return ports;
};

describe('an event about a remediation of two types', () => {
  const base = {
    is: 'named',
    ...location,
    eventAccount: location.account,
    at: '2026-01-01T00:00:00.000Z',
    compliance: 'NON_COMPLIANT',
  } as const;
  const byRule = (resourceType: string, resourceId: string) =>
    jobOf(id, { ...base, by: 'rule', rule: { arn: '', name: '' }, resourceType, resourceId }, undefined, {
      catalog,
      clouds: at().clouds,
    });
  const of = (job: Awaited<ReturnType<typeof byRule>>) =>
    job.is === 'job' ? `${job.target.type} ${job.target.id} by ${job.resource.type}` : job.why;

  test.each([
    [table, 'orders', `${table} orders by ${table}`],
    [stream, 'orders', `${stream} orders by ${stream}`],
    [stream, 'parcels', 'no-such-resource'],
    ['AWS::SQS::Queue', 'orders', 'other-type'],
  ])('of a rule: %s %s', async (type, name, found) => {
    expect(of(await byRule(type, name))).toBe(found);
  });

  test.each([
    ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders', `${table} orders by ${table}`],
    ['arn:aws:kinesis:eu-west-1:111122223333:stream/orders', `${stream} orders by ${stream}`],
    ['arn:aws:sqs:eu-west-1:111122223333:orders', 'other-type'],
  ])('of a finding: %s', async (arn, found) => {
    const named = { ...base, by: 'finding', arn } as const;
    expect(of(await jobOf(id, named, undefined, { catalog, clouds: at().clouds }))).toBe(found);
  });
});

describe('a sweep', () => {
  const part = (changes: Partial<SweepPart>): SweepPart => ({
    waxseal: 'sweep/v1',
    location,
    started: '2026-01-01T00:00:00.000Z',
    open: [],
    turn: 1,
    ...changes,
  });
  const lookAt = async (given: Partial<SweepPart>, more: AccountFile = {}) => {
    const ports = at(more);
    const compliance = configCompliance(ports.clouds);
    const { outcomes, left, missed } = await lookAtLocation(part(given), {
      catalog,
      ports,
      compliance,
    });
    const seen = outcomes
      .flatMap((one) => ('plan' in one && one.plan ? [`${one.plan.target.type} ${one.plan.target.id}`] : []))
      .toSorted();
    return { seen, left, missed };
  };

  test('lists each type, and two of one name are two', async () => {
    const { seen, left, missed } = await lookAt({ rules: [], list: [id] });
    expect({ seen, left, missed }).toEqual({ seen: everything, left: undefined, missed: [] });
  });

  test('what another part has listed is looked at as what it was', async () => {
    const listed = [`${id} orders`, `${id} ${stream} orders`];
    expect((await lookAt({ rules: [], listed, list: [] })).seen).toEqual([
      `${table} orders`,
      `${stream} orders`,
    ]);
    const parts = splitPart(part({ listed, list: [] }), 1);
    expect(parts.flatMap((one) => one.listed ?? [])).toEqual(listed);
  });

  test('a type that cannot be listed is told, and keeps nothing from the other', async () => {
    const { seen, missed } = await lookAt({ rules: [], list: [id] }, { denied: ['dynamodb:ListTables'] });
    expect(seen).toEqual(everything.slice(2));
    expect(missed.map(({ where }) => where)).toEqual([`111122223333/eu-west-1 ${table}`]);
  });

  test('where there was no time for the second type, both are listed again', async () => {
    const ports = at();
    let isLate = false;
    const slow: Catalog = {
      ...catalog,
      resource: async (type) => {
        isLate ||= type === stream;
        return catalog.resource(type);
      },
    };
    const parts = { catalog: slow, ports, compliance: configCompliance(ports.clouds), stop: () => isLate };
    const { left } = await lookAtLocation(part({ rules: [], list: [id] }), parts);
    expect(left).toMatchObject({ list: [id], listed: [`${id} orders`, `${id} parcels`] });
  });

  test('a rule of ours speaks for no type while one that AWS Config records is not recorded', async () => {
    const ConfigRuleArn = 'arn:aws:config:eu-west-1:111122223333:config-rule/own';
    const own = {
      ConfigRuleName: 'own',
      ConfigRuleArn,
      Source: {
        Owner: 'CUSTOM_LAMBDA' as const,
        SourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-evaluate',
      },
      InputParameters: JSON.stringify({ remediation: id }),
    };
    const asked = async (recording: boolean) =>
      (await lookAt({}, { config: { ConfigRules: [own], Recorders: [{ name: 'default', recording }] } }))
        .seen;
    expect(await asked(false)).toEqual(everything);
    expect(await asked(true)).toEqual([]);
  });
});

test('a custom rule that is called on its schedule evaluates each type', async () => {
  const said: string[] = [];
  const report: Report = async (_call, evaluations) => {
    said.push(...evaluations.map(({ resourceType, resourceId }) => `${resourceType} ${resourceId}`));
  };
  const event = { ...invocation('scheduled.json'), ruleParameters: JSON.stringify({ remediation: id }) };
  await evaluate(event, { catalog, ports: at(), report });
  expect(said.toSorted()).toEqual(everything);
});
