import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { withPorts as remediateWith } from '../../handlers/remediate.ts';
import { unitsOf } from '../../infra/units.ts';
import { notifyFrom } from '../../src/adapters/notify/notify.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Ports } from '../../src/core/model/ports.ts';
import { outcomesFor } from '../../src/entry-points/lambda.ts';
import { catalog } from '../../src/services/index.ts';
import { kinds } from '../../src/sandbox/scenario/words.ts';
import { auto, enter, eventAbout } from '../kit/deliveries.ts';
import { context, record } from '../kit/context.ts';
import { emitted, keepLog, logged } from '../kit/infra/logged.ts';
import { flat, ofType, synthesise, type Template } from '../kit/infra/synthesised.ts';

/** The dashboard shows what there is: metrics and fields that the functions really write, alarms and logs that exist. */
beforeEach(keepLog);

const units = await unitsOf(catalog);
const deployments = {
  write: synthesise(units, { mode: 'write' }).templates,
  'dry-run': synthesise(units, { mode: 'dry-run' }).templates,
};

const bodySchema = z.object({
  start: z.string().optional(),
  widgets: z.array(
    z.object({
      type: z.enum(['text', 'alarm', 'metric', 'log']),
      properties: z.object({
        title: z.string().optional(),
        markdown: z.string().optional(),
        alarms: z.array(z.string()).optional(),
        metrics: z.array(z.array(z.unknown())).optional(),
        query: z.string().optional(),
      }),
    }),
  ),
});
/** As CloudWatch gets it, with `<LogicalId>` for what is known only at deployment. */
const dashboardOf = (template: Template): z.infer<typeof bodySchema> => {
  const [shown, ...more] = ofType(template, 'AWS::CloudWatch::Dashboard');
  expect(more).toEqual([]);
  const [, parts] = z
    .tuple([z.string(), z.array(z.unknown())])
    .parse(Reflect.get(Object(shown?.[1]['DashboardBody']), 'Fn::Join'));
  const got = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
  const text = parts.map((part) => {
    const attribute = got.safeParse(part);
    return attribute.success ? `<${attribute.data['Fn::GetAtt'].join('.')}>` : flat(part);
  });
  return bodySchema.parse(JSON.parse(text.join('')));
};
const ids = (template: Template, type: string): readonly string[] => ofType(template, type).map(([id]) => id);

interface Query {
  readonly groups: readonly string[];
  /** Names that the query reads from the log, without those that it makes up itself. */
  readonly fields: readonly string[];
  readonly outcomes: readonly string[];
}
/** Logs Insights, as far as our queries use it. Another command is an error, never passed over. */
const queryOf = (text: string): Query => {
  const commands = text.split(/\s*\|\s*/);
  const groups = commands.flatMap((one) => /^SOURCE '(.+)'$/.exec(one)?.[1] ?? []);
  const rest = commands.filter((one) => !one.startsWith('SOURCE '));
  const strange = rest.filter((one) => !/^(fields|filter|stats|sort|limit) /.test(one));
  expect(strange).toEqual([]);
  const made = new Set([...text.matchAll(/ as (\w+)/g)].map(([, name]) => name));
  const words = rest
    .filter((one) => !one.startsWith('limit '))
    .map((one) => one.replace(/^\w+ /, '').replaceAll(/'[^']*'/g, ' '))
    .flatMap((one) => one.match(/@?\w+/g) ?? [])
    .filter((word) => !['as', 'by', 'in', 'or', 'and', 'asc', 'desc', 'latest', 'max'].includes(word));
  return {
    groups,
    fields: [...new Set(words)].filter((word) => !made.has(word) && !word.startsWith('@')),
    outcomes: [...text.matchAll(/(?:state|outcome) (?:in \[([^\]]*)\]|= ('\w+'))/g)]
      .flatMap(([, listed, one]) => (listed ?? one ?? '').split(','))
      .map((word) => word.trim().replaceAll("'", '')),
  };
};

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'invoices',
  arn: 'arn:aws:s3:::invoices',
};
const plan: Plan = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'remediate',
  remediation: 's3-bucket-tls-only',
  version: 1,
  target,
  changes: [{ set: 'statement', on: target.arn, before: 'secret', after: 'secret', impact: ['none'] }],
  why: { id: 'w', says: 'secret' },
  hazards: [],
  notes: [],
};
const failure = { code: 'AccessDenied', says: 'secret', todo: 'secret', retry: false };
const because = [{ check: 'breaker', says: 'secret' }];
const sample: Readonly<Record<Outcome['is'], Outcome>> = {
  compliant: { is: 'compliant', notes: [] },
  gone: { is: 'gone' },
  'not-applicable': { is: 'not-applicable', why: plan.why },
  unknown: { is: 'unknown', why: plan.why },
  pending: { is: 'pending', why: plan.why },
  'manual-action-needed': { is: 'manual-action-needed', plan },
  reported: { is: 'reported', plan, because },
  skipped: { is: 'skipped', plan, because },
  deferred: { is: 'deferred', plan, because, until: '2026-01-05T09:00:00.000Z' },
  'approval-requested': { is: 'approval-requested', plan, approvalRequest: 'approval-1', because },
  stale: { is: 'stale', plan, approvalRequest: 'approval-1' },
  remediated: { is: 'remediated', plan, run: 'run-1' },
  progressed: { is: 'progressed', plan, run: 'run-1' },
  settling: { is: 'settling', plan, run: 'run-1' },
  'rolled-back': { is: 'rolled-back', plan, run: 'run-1' },
  conflict: { is: 'conflict', plan, run: 'run-1', done: 0, because },
  halted: { is: 'halted', plan, run: 'run-1', done: 0, because },
  overwritten: { is: 'overwritten', plan, run: 'run-1', because },
  regressed: { is: 'regressed', plan, run: 'run-1', because },
  watched: { is: 'watched', plan, run: 'run-1', because },
  refused: { is: 'refused', because },
  failed: { is: 'failed', failure },
};

/** As the functions tell in AWS: to the log. */
const tellingPorts = (ports: Ports): Ports => ({
  ...ports,
  notify: notifyFrom({}, { catalog, journal: ports.journal, now: () => ports.now() }).notify,
});

/** Everything that functions ever log, once: events looked at, dropped, failed, every outcome, parts that were missed. */
const everythingLogged = async () => {
  const { ports } = enter({ policy: { ...auto, mode: 'ask' } });
  const notifications = tellingPorts(ports);
  const broken: Ports = {
    ...notifications,
    policy: () => Promise.reject(new Error('away')),
    explain: () => ({ ...failure, retry: true }),
  };
  const Records = [record('1', eventAbout('invoices')), record('2', eventAbout('none')), record('3', '{')];
  await remediateWith(notifications)({ Records }, context);
  await remediateWith(broken)({ Records: Records.slice(0, 1) }, context);
  const outcomes = Object.values(sample);
  await outcomesFor(notifications, async () => {
    for (const outcome of outcomes)
      await notifications.notify(target, outcome, {
        remediation: plan.remediation,
        cause: { by: 'wake' },
        owner: 'team-shop',
      });
    return { outcomes, missed: [{ where: '111122223333/eu-west-1', failure }], expiring: 1 };
  })({}, context);
};

test('the samples are every outcome that there is', () => {
  expect(Object.keys(sample).toSorted()).toEqual(kinds.filter((one) => one !== 'crashed').toSorted());
});

describe.each(['write', 'dry-run'] as const)('deployed with %s', (mode) => {
  describe.each(['waxseal', 'waxseal-hub'] as const)('%s', (shape) => {
    const template = deployments[mode][shape];
    const { widgets, start } = dashboardOf(template);
    const queries = widgets.flatMap(({ properties }) => properties.query ?? []);

    test('asks three questions, and has something to say to each', () => {
      const headings = widgets.flatMap(({ properties }, at) =>
        properties.markdown ? [{ at, text: properties.markdown }] : [],
      );
      expect(headings.map(({ text }) => /^## (.+?\?)/.exec(text)?.[1])).toEqual([
        'Is it healthy?',
        'What did it do today?',
        'What waits for whom?',
      ]);
      const below = headings.map(({ at }, nth) =>
        widgets.slice(at + 1, headings[nth + 1]?.at).map(({ type }) => type),
      );
      expect(below).toEqual([['alarm', 'metric', 'metric'], ['metric'], ['log', 'log']]);
    });

    test('shows every alarm that there is, and no other', () => {
      const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
      const there = ids(template, 'AWS::CloudWatch::Alarm').map((id) => `<${id}.Arn>`);
      expect(shown.toSorted()).toEqual(there.toSorted());
    });

    test('shows metrics of functions and queues that are deployed', () => {
      const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
      const [lambda, sqs] = ['AWS/Lambda', 'AWS/SQS'].map((namespace) =>
        metrics.filter(([of]) => of === namespace).map(([, , , of]) => of),
      );
      expect(lambda?.toSorted()).toEqual(
        ids(template, 'AWS::Lambda::Function')
          .map((id) => `<${id}>`)
          .toSorted(),
      );
      expect(sqs?.toSorted()).toEqual(
        ids(template, 'AWS::SQS::Queue')
          .map((id) => `<${id}.QueueName>`)
          .toSorted(),
      );
    });

    test('counts what the functions count, under the same name and dimension', async () => {
      await everythingLogged();
      const metrics = widgets
        .flatMap(({ properties }) => properties.metrics ?? [])
        .filter(([namespace]) => namespace === 'Waxseal');
      expect(metrics.length).toBeGreaterThan(5);
      for (const [Namespace, MetricName, dimension, Value] of metrics)
        expect(emitted(String(MetricName)).map(({ metric }) => metric)).toContainEqual({
          Namespace,
          MetricName,
          Dimensions: [{ Name: dimension, Value }],
          Statistic: 'Sum',
        });
    });

    test('asks the logs of exactly the functions that are deployed', () => {
      const groups = ofType(template, 'AWS::Logs::LogGroup').map(([, { LogGroupName }]) =>
        flat(LogGroupName),
      );
      expect(queries).toHaveLength(2);
      for (const query of queries) expect(queryOf(query).groups.toSorted()).toEqual(groups.toSorted());
    });

    test('asks for fields that the functions log', async () => {
      await everythingLogged();
      const known = new Set(logged().flatMap((line) => Object.keys(line)));
      for (const query of queries) {
        const { fields } = queryOf(query);
        expect(fields.length).toBeGreaterThan(5);
        expect(fields.filter((field) => !known.has(field))).toEqual([]);
      }
    });

    test('asks for outcomes that there are', () => {
      for (const query of queries) {
        const { outcomes } = queryOf(query);
        expect(outcomes.length).toBeGreaterThan(0);
        expect(outcomes.filter((outcome) => !(outcome in sample))).toEqual([]);
      }
    });

    test('reaches as far back as something may wait that was told once', () => {
      expect(start).toBe('-P7D');
    });
  });
});

test('each waiting outcome is one line that says whom it waits for', async () => {
  await everythingLogged();
  const waiting = logged().filter(
    ({ message, outcome, owner }) =>
      message === 'outcome' && outcome === 'approval-requested' && owner !== undefined,
  );
  expect(waiting).toMatchObject([
    {
      account: '111122223333',
      region: 'eu-west-1',
      id: 'invoices',
      owner: 'team-shop',
      approvalRequest: 'approval-1',
    },
  ]);
});

test('the log has names, never what is in a resource', async () => {
  await everythingLogged();
  expect(logged().length).toBeGreaterThan(10);
  expect(JSON.stringify(logged())).not.toContain('secret');
});

test.each([
  [
    "fields @timestamp, colour | filter outcome = 'approval-requested' or delivery = 'failed'",
    ['colour', 'outcome', 'delivery'],
  ],
  [
    "stats latest(owner) as whom, max(@timestamp) as since by id | filter whom in ['x'] | sort since asc",
    ['owner', 'id'],
  ],
])('what a query reads: %s', (text, fields) => {
  expect(queryOf(text).fields).toEqual(fields);
});
