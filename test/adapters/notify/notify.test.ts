import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AwsSecurityFinding,
  AwsSecurityFindingFilters,
  BatchUpdateFindingsRequest,
} from '@aws-sdk/client-securityhub';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { notifyFrom } from '../../../src/adapters/notify/notify.ts';
import { reevaluate, type Recheck } from '../../../src/adapters/notify/config.ts';
import { digestsTo } from '../../../src/adapters/notify/digest.ts';
import { outcomeEvent, notifyBus } from '../../../src/adapters/notify/events.ts';
import { notifySecurityHub, type Hub } from '../../../src/adapters/notify/security-hub.ts';
import { book } from '../../../src/services/book.ts';
import { periodicRules } from '../../../src/aws/periodic-rules.ts';
import type { Journal } from '../../../src/core/journal/journal.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { About } from '../../../src/core/model/ports.ts';
import { outcomeWords } from '../../../src/report/words.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'orders',
  arn: 'arn:aws:s3:::orders',
};
const plan: Plan = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'remediate',
  remediation: 's3-bucket-tls-only',
  version: 1,
  target,
  changes: [{ set: 's', on: 'x', before: 'secret', after: 'secret', impact: ['none'] }],
  why: { id: 'w', says: 'w' },
  hazards: [],
  notes: [],
};
const about: About = {
  remediation: 's3-bucket-tls-only',
  cause: { by: 'event', reference: 'e-1' },
  owner: 'shop',
};
const because = [{ check: 'mode', says: 'x'.repeat(5000) }];
const remediated: Outcome = { is: 'remediated', plan, run: 'run-1' };
const failed: Outcome = { is: 'failed', failure: { code: 'throttled', says: 'a', todo: 'b', retry: true } };
const outcomes: readonly Outcome[] = [
  { is: 'compliant', notes: [] },
  { is: 'gone' },
  { is: 'unknown', why: { id: 'w', says: 'w' } },
  { is: 'manual-action-needed', plan },
  { is: 'reported', plan, because },
  { is: 'deferred', plan, because, until: '2026-01-05T09:00:00.000Z' },
  { is: 'approval-requested', plan, approvalRequest: 'approval-1', because },
  { is: 'stale', plan, approvalRequest: 'approval-1' },
  remediated,
  { is: 'rolled-back', plan, run: 'run-1' },
  { is: 'halted', plan, run: 'run-1', done: 1, because },
  { is: 'refused', because },
  failed,
];

let journal: Journal;
let now: Date;
const pass = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};
beforeEach(() => {
  journal = openSqliteJournal(':memory:');
  now = new Date('2026-01-05T09:00:00.000Z');
});
afterEach(() => journal.close());

describe('events', () => {
  const file: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../schema/outcome-event.schema.json'), 'utf8'),
  );
  const schema = z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(file));

  test.each(outcomes.map((outcome) => [outcome.is, outcome] as const))(
    '%s is as published',
    (_is, outcome) => {
      const event: unknown = JSON.parse(JSON.stringify(outcomeEvent(target, outcome, about)));
      expect(schema.safeParse(event).error?.issues).toBeUndefined();
      expect(JSON.stringify(event)).not.toContain('secret');
    },
  );
  test('schema, page and glossary name every outcome, and no other', () => {
    const outcomeNames = Object.keys(outcomeWords).toSorted();
    const published = z.object({
      properties: z.object({ outcome: z.object({ enum: z.array(z.string()) }) }),
    });
    expect(published.parse(file).properties.outcome.enum.toSorted()).toEqual(outcomeNames);
    const page = (name: string): string =>
      readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8');
    const [, table = ''] = page('events.md').split('| Outcome | Meaning |');
    const rows = table.split('\n\n')[0]?.split('\n') ?? [];
    const namedOn = (cells: readonly string[]): readonly string[] =>
      cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name)).toSorted();
    expect(namedOn(rows.map((row) => row.split('|')[1] ?? ''))).toEqual(outcomeNames);
    // The pattern beside the table asks for outcomes that there are.
    const asked = /"outcome": \[([^\]]*)\]/.exec(page('events.md'))?.[1] ?? '';
    const inPattern = [...asked.matchAll(/"([a-z-]+)"/g)].map(([, name = '']) => name);
    expect(inPattern.length).toBeGreaterThan(0);
    expect(inPattern.filter((name) => !outcomeNames.includes(name))).toEqual([]);
    const inGlossary = new Set(namedOn(page('glossary.md').match(/\boutcomes? [^|;]*/g) ?? []));
    // Verdicts are outcomes of the same name, and stand as terms of their own.
    const terms = page('glossary.md').toLowerCase();
    const said = (name: string): boolean =>
      inGlossary.has(name) || terms.includes(`| **${name.replaceAll('-', ' ')}**`);
    expect(outcomeNames.filter((name) => !said(name))).toEqual([]);
  });
  test('the schema refuses what is not published', () => {
    const event = outcomeEvent(target, remediated, about);
    expect(schema.safeParse({ ...event, outcome: 'done' }).success).toBe(false);
    expect(schema.safeParse({ ...event, more: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...event, target: { ...target, account: undefined } }).success).toBe(false);
  });

  test('one goes to the bus that is named', async () => {
    const put: unknown[] = [];
    const notify = notifyBus({
      bus: 'ours',
      now: () => now,
      put: async (entries) => {
        put.push(...entries);
        return { Entries: [{ EventId: 'x' }] };
      },
    });
    await notify(target, remediated, about);
    expect(put).toMatchObject([
      {
        EventBusName: 'ours',
        Source: 'waxseal',
        DetailType: 'Waxseal Outcome',
        Resources: [target.arn],
        Time: now,
      },
    ]);
  });
  test('an entry that EventBridge did not take is an error, though the call succeeded', async () => {
    const put = async () => ({ Entries: [{ ErrorCode: 'ThrottlingException' }] });
    await expect(notifyBus({ bus: 'b', now: () => now, put })(target, remediated, about)).rejects.toThrow(
      'Throttling',
    );
  });
});

describe('digests', () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:waxseal';
  const sending = (publish: (message: { Message?: string | undefined }) => Promise<unknown>) =>
    digestsTo({ journal, now: () => now, topic, every: 60, publish });

  test('ten thousand outcomes are one message an hour', async () => {
    const sent: string[] = [];
    const { note, send } = sending(async ({ Message }) => sent.push(Message ?? ''));
    for (let index = 0; index < 10_000; index += 1) {
      await note({ ...target, arn: `${target.arn}-${index}` }, index % 2 ? remediated : failed, about);
      if (index % 1000 === 0) await send();
    }
    expect(sent).toHaveLength(1);
    pass(59);
    await send();
    expect(sent).toHaveLength(1);
    pass(1);
    await send();
    await send();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toContain('5000  remediated and verified');
    expect(sent[1]).toContain('4999  failed');
    expect(sent[1]?.length).toBeLessThan(60_000);
    pass(60);
    await send();
    expect(sent, 'nothing new, nothing said').toHaveLength(2);
  });

  test('functions that note at once lose nothing, and two that send at once send once', async () => {
    const sent: string[] = [];
    const { note, send } = sending(async ({ Message }) => sent.push(Message ?? ''));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => note({ ...target, arn: `a-${index}` }, remediated, about)),
    );
    await Promise.all([send(), send(), send()]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^ +40 {2}remediated and verified$/m);
  });

  test('what could not be sent comes with the next one', async () => {
    const sent: string[] = [];
    let broken = true;
    const { note, send } = sending(async ({ Message }) => {
      if (broken) throw new Error('AuthorizationError');
      sent.push(Message ?? '');
    });
    await note(target, remediated, about);
    await expect(send()).rejects.toThrow('AuthorizationError');
    broken = false;
    pass(61);
    await send();
    expect(sent[0]).toContain(target.arn);
  });

  test('names cannot repaint a terminal', async () => {
    const sent: string[] = [];
    const { note, send } = sending(async ({ Message }) => sent.push(Message ?? ''));
    await note({ ...target, arn: 'arn:\u001b[2J\u202e' }, remediated, about);
    await send();
    expect(sent[0]?.includes('\u001b') === true || sent[0]?.includes('\u202e') === true).toBe(false);
    expect(sent[0]).toContain('arn:\\x1b');
  });
});

describe('Security Hub', () => {
  const listings = [{ id: 's3-bucket-tls-only', controls: ['S3.5'] }];
  const ProductArn = 'arn:aws:securityhub:eu-west-1::product/aws/securityhub';
  const GeneratorId = 'security-control/S3.5';
  const Status = 'FAILED' as const;
  const named = {
    ProductArn,
    GeneratorId,
    Compliance: { Status, SecurityControlId: 'S3.5' },
  } as const;
  const hubWith = (findings: number) => {
    const asked: AwsSecurityFindingFilters[] = [];
    const updated: BatchUpdateFindingsRequest[] = [];
    const hub: Hub = {
      find: async (filters, token) => {
        asked.push(filters);
        const from = Number(token ?? 0);
        const page = Array.from({ length: Math.min(2, findings - from) }, (_, index) => ({
          ...named,
          Id: `f-${from + index}`,
        }));
        return { Findings: page, ...(from + 2 < findings && { NextToken: String(from + 2) }) };
      },
      update: async (request) => {
        updated.push(request);
        return { UnprocessedFindings: [] };
      },
    };
    return { hub, asked, updated };
  };

  test('a proof resolves every open finding, on all pages, with our signature', async () => {
    const { hub, asked, updated } = hubWith(5);
    await notifySecurityHub(listings, () => hub)(target, remediated, about);
    expect(updated).toMatchObject([{ Note: { UpdatedBy: 'waxseal' }, Workflow: { Status: 'RESOLVED' } }]);
    expect(updated[0]?.FindingIdentifiers).toHaveLength(5);
    expect(asked[0]).toMatchObject({
      AwsAccountId: [{ Value: target.account }],
      ResourceId: [{ Value: target.arn }],
      WorkflowStatus: [{ Value: 'NEW' }, { Value: 'NOTIFIED' }],
    });
  });
  test.each(
    outcomes.filter(({ is }) => is !== 'remediated').map((outcome) => [outcome.is, outcome] as const),
  )('%s is no proof', async (_is, outcome) => {
    const { hub, asked, updated } = hubWith(1);
    await notifySecurityHub(listings, () => hub)(target, outcome, about);
    expect([asked, updated]).toEqual([[], []]);
  });
  /** Findings name their control in several ways; with consolidated control findings off, by the standard's own id. */
  test.each<readonly [string, Partial<AwsSecurityFinding>, boolean]>([
    ['its control', { Compliance: { Status, SecurityControlId: 'S3.5' }, GeneratorId: 'x' }, true],
    ['its generator', { GeneratorId: 'nist-800-53/v/5.0.0/S3.5' }, true],
    ['a former id', { GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.5' }, true],
    ['the number of a benchmark', { GeneratorId: 'cis-aws-foundations-benchmark/v/3.0.0/2.1.1' }, true],
    ['its fields', { ProductFields: { ControlId: 'S3.5' }, GeneratorId: 'x' }, true],
    ['another control', { Compliance: { Status, SecurityControlId: 'S3.8' } }, false],
    [
      'another control, and the generator ours',
      { Compliance: { Status, SecurityControlId: 'S3.8' }, GeneratorId },
      false,
    ],
    [
      'the same number of another version',
      { GeneratorId: 'cis-aws-foundations-benchmark/v/1.4.0/2.1.1' },
      false,
    ],
    ['nothing that can be told', { GeneratorId: 'x' }, false],
    ['nothing at all', {}, false],
    // Of a Config rule: its name says nothing of what it checks, and Config closes the finding itself.
    [
      'a Config rule that is called so',
      { ProductArn: ProductArn.replace(/securityhub$/, 'config'), GeneratorId },
      false,
    ],
    ['another product', { ProductArn: 'arn:aws:securityhub:eu-west-1::product/x/y', GeneratorId }, false],
    ['no id of its own', { GeneratorId, Id: undefined }, false],
  ])('a finding that names %s', async (_what, finding, expected) => {
    const { hub, updated } = hubWith(0);
    const find = async () => ({ Findings: [{ ProductArn, Id: 'f', Compliance: { Status }, ...finding }] });
    await notifySecurityHub(listings, () => ({ ...hub, find }))(target, remediated, about);
    expect(updated.flatMap(({ FindingIdentifiers = [] }) => FindingIdentifiers)).toEqual(
      expected ? [{ Id: 'f', ProductArn }] : [],
    );
  });
  test('those of others fill no page of ours', async () => {
    const { hub, updated } = hubWith(0);
    const other = { ...named, Compliance: { Status, SecurityControlId: 'S3.8' }, Id: 'other' };
    const find = async (_filters: unknown, token: string | undefined) =>
      token === undefined
        ? { Findings: Array.from({ length: 100 }, () => other), NextToken: 'more' }
        : { Findings: [{ ...named, Id: 'ours' }] };
    await notifySecurityHub(listings, () => ({ ...hub, find }))(target, remediated, about);
    expect(updated).toMatchObject([{ FindingIdentifiers: [{ Id: 'ours', ProductArn }] }]);
  });
  test('nothing open, nothing written: no loop from our own update', async () => {
    const { hub, updated } = hubWith(0);
    await notifySecurityHub(listings, () => hub)(target, remediated, about);
    expect(updated).toEqual([]);
  });
});

describe('Config rules', () => {
  const listings = [
    { id: 'periodic', configRules: ['RDS_PROXY_TLS_ENCRYPTION', 'S3_BUCKET_SSL_REQUESTS_ONLY'] },
    { id: 'by-change', configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'] },
  ];
  const config = (refuse = false) => {
    const started: string[] = [];
    const asked: (readonly string[])[] = [];
    const recheck: Recheck = {
      rules: async (identifiers) => {
        asked.push(identifiers);
        return ['securityhub-rds-proxy-1234'];
      },
      start: async (rule) => {
        started.push(rule);
        if (refuse) throw new Error('LimitExceededException');
      },
    };
    const { note, send } = reevaluate({ listings, journal, now: () => now, at: () => recheck });
    const remediate = (remediation = 'periodic') => note(target, remediated, { ...about, remediation });
    return { started, asked, remediate, send, note };
  };

  test('a periodic rule is asked again after a proof; one that follows changes is not', async () => {
    const { started, asked, remediate } = config();
    await remediate();
    await remediate('by-change');
    expect(started).toEqual(['securityhub-rds-proxy-1234']);
    expect(asked).toEqual([['RDS_PROXY_TLS_ENCRYPTION']]);
  });
  test('once in 15 minutes, whoever asks; what came too early is asked for later, once', async () => {
    const { started, remediate, send } = config();
    await Promise.all([remediate(), remediate(), remediate()]);
    expect(started).toHaveLength(1);
    pass(14);
    await remediate();
    await send();
    expect(started).toHaveLength(1);
    pass(1);
    await send();
    await send();
    expect(started).toHaveLength(2);
    pass(60);
    await send();
    expect(started).toHaveLength(2);
  });
  test('a refusal still counts: the next is 15 minutes later', async () => {
    const { started, remediate } = config(true);
    await expect(remediate()).rejects.toThrow('LimitExceeded');
    await remediate();
    expect(started).toHaveLength(1);
  });
  test('nothing but a proof asks', async () => {
    const { started, note } = config();
    await note(target, failed, { ...about, remediation: 'periodic' });
    expect(started).toEqual([]);
  });
  test('identifiers are as AWS writes them', () => {
    expect([...periodicRules].filter((identifier) => !/^[A-Z0-9_]+$/.test(identifier))).toEqual([]);
  });
});

describe('all together', () => {
  test('nothing is told that the environment does not name, but a line in the log', async () => {
    const lines: unknown[] = [];
    const catalog = { listings: [] };
    const { notify, notifyGathered } = notifyFrom(
      {},
      { catalog, journal, now: () => now, log: (line) => lines.push(line) },
    );
    await notify(target, remediated, about);
    await notifyGathered();
    expect(lines).toMatchObject([
      { message: 'outcome', outcome: 'remediated', remediation: 's3-bucket-tls-only' },
    ]);
  });
  test('who cannot be told fails nothing', async () => {
    const lines: unknown[] = [];
    const closed: Journal = {
      ...journal,
      read: () => Promise.reject(new Error('away')),
    };
    const env = { WAXSEAL_DIGEST_TOPIC: 'arn:aws:sns:eu-west-1:111122223333:t' };
    const log = (line: unknown): void => void lines.push(line);
    const { notify, notifyGathered } = notifyFrom(env, {
      catalog: { listings: [] },
      journal: closed,
      now: () => now,
      log,
    });
    await notify(target, remediated, about);
    await notifyGathered();
    expect(lines.slice(1)).toMatchObject([
      { message: 'not notified', whom: 'digest', why: 'Error: away' },
      { message: 'not notified', whom: 'digest' },
    ]);
  });
  test.each([
    ['SNSClient', 'Publish', 'sns:Publish', 'write'],
    ['EventBridgeClient', 'PutEvents', 'events:PutEvents', 'write'],
    ['SecurityHubClient', 'GetFindings', 'securityhub:GetFindings', 'read'],
    ['SecurityHubClient', 'BatchUpdateFindings', 'securityhub:BatchUpdateFindings', 'write'],
  ])('%s %s is in the table of IAM actions', (client, operation, action, access) => {
    expect(book.actionsOf(client, operation.replace(/Command$/, ''))).toEqual({ actions: [action], access });
  });
});
