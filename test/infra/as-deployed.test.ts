import { globalHome } from '../../src/aws/regions.ts';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { eventPatterns } from '../../infra/event-patterns.ts';
import { unitsOf } from '../../infra/units.ts';
import type * as ApplyApproved from '../../handlers/apply-approved.ts';
import type * as Remediate from '../../handlers/remediate.ts';
import type * as Sweep from '../../handlers/sweep.ts';
import { buildHandlers } from '../../scripts/build.ts';
import { ssmExecutions } from '../../src/adapters/approvals/executions-ssm.ts';
import { catalog } from '../../src/services/index.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxApprovals, sandboxNames, sandboxPorts, sandboxSsm } from '../../src/sandbox/sandbox-ports.ts';
import { context, record, silence } from '../kit/context.ts';
import { ann, approvers } from '../kit/runbooks.ts';
import { auto } from '../kit/deliveries.ts';
import { fakeSqs } from '../kit/sqs.ts';
import { matches } from '../kit/infra/matches.ts';
import { flat, list, ofType, statementsIn, synthesise, type Template } from '../kit/infra/synthesised.ts';

/**
 * The whole way, of the parts that are deployed: an event, the rule's pattern, a message, the bundled function, the
 * journal, the runbook as the template has it, people, the other bundled function, the look afterwards. AWS is the sandbox.
 */
beforeEach(silence);

const units = await unitsOf(catalog);
const { templates } = synthesise(units, { mode: 'write' });
const rule = {
  ConfigRuleName: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
  ConfigRuleArn:
    'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
  Source: { Owner: 'AWS' as const, SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
};
const example = new URL('../../examples/events/config-noncompliant.json', import.meta.url);

const known: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
};
/** What CloudFormation makes of a template's value. */
const resolved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const [[word, of] = ['', ''], ...more] = Object.entries(value);
  if (more.length === 0 && word === 'Ref')
    return known[String(of)] ?? `arn:aws:sns:eu-west-1:111122223333:${String(of)}`;
  if (more.length === 0 && word === 'Fn::Join' && Array.isArray(of) && Array.isArray(of[1]))
    return of[1].map((part) => String(resolved(part))).join(String(of[0]));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member)]));
};

const runbook = (): string => {
  const documents = ofType(templates.waxseal, 'AWS::SSM::Document').map(([, properties]) => properties);
  const found = documents.find(({ Name }) => String(Name).includes('approve-and-apply'));
  return JSON.stringify(resolved(found?.['Content']));
};

let remediate: typeof Remediate;
let applyApproved: typeof ApplyApproved;
let sweep: typeof Sweep;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
  await buildHandlers(folder);
  const bundled = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.js`)).href);
  remediate = await bundled('remediate');
  applyApproved = await bundled('apply-approved');
  sweep = await bundled('sweep');
}, 120_000);

/** An account with one bucket that takes plain HTTP, everything deployed, and the event on its way to a person. */
const asked = async () => {
  const policy = { killSwitch: false };
  const host = startHost(
    loadAccount({
      s3: { Buckets: [{ Name: 'invoices' }] },
      config: { ConfigRules: [rule] },
      ssm: { Documents: [{ Name: sandboxNames.document, Content: runbook() }] },
    }),
  );
  const ports = sandboxPorts(host, { policy: () => ({ ...approvers, ...policy }), catalog });
  const event: unknown = JSON.parse(readFileSync(example, 'utf8'));
  // The rule: what no pattern takes never becomes a message.
  const taken = eventPatterns(units).filter(({ pattern }) => matches(event, pattern));
  const Records = taken.map(({ name }) => record(name, JSON.stringify(event)));
  const answer = await remediate.withPorts(ports)({ Records }, context);
  expect(answer).toEqual({ batchItemFailures: [] });
  const apply = applyApproved.withPorts(ports, ssmExecutions(sandboxSsm(host), sandboxNames));
  const settle = () => host.settle({ [sandboxNames.function]: (payload) => apply(payload, context) });
  await settle();
  const id = host.world().ssm.Executions[0]?.id ?? '';
  const writes = () =>
    host
      .writes()
      .filter(({ operation, caller }) => operation.startsWith('s3:') && caller === host.caller)
      .map(({ operation }) => operation);
  expect(writes()).toEqual([]);
  expect(host.world().ssm.Executions.map((one) => one.status)).toEqual(['Waiting']);
  const signal = (answerOf: 'approve' | 'reject') => sandboxApprovals(host, ann).signal(id, answerOf, 'seen');
  const end = async () => {
    await settle();
    host.advance(10 * 60_000);
    await settle();
  };
  const told = () => ports.notices().map(({ outcome }) => outcome.is);
  const status = () => host.world().ssm.Executions[0]?.status;
  return { host, policy, signal, settle, end, writes, told, status };
};

test('approved: applied once, proven, told', async () => {
  const { signal, end, writes, told, status } = await asked();
  await signal('approve');
  await end();
  expect(writes()).toEqual(['s3:PutBucketPolicy']);
  expect(status()).toBe('Success');
  expect(told()).toContain('approval-requested');
  expect(told()).toContain('remediated');
});

test('rejected: nothing is written', async () => {
  const { signal, end, writes, told } = await asked();
  await signal('reject');
  await end();
  expect(writes()).toEqual([]);
  expect(told()).toEqual(['approval-requested', 'skipped']);
});

test('nobody answers: nothing is written, and the question is over', async () => {
  const { host, end, writes, status, told } = await asked();
  host.advance(31 * 24 * 3_600_000);
  await end();
  expect(writes()).toEqual([]);
  expect(status()).not.toBe('Waiting');
  expect(told()).toEqual(['approval-requested']);
});

test('the bucket was changed meanwhile: the approval is for another plan, and nothing is written', async () => {
  const { host, signal, end, writes, told } = await asked();
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/old-uploader' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::invoices/*',
        // A new hazard: somebody has come to rely on plain HTTP.
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  host.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'invoices', Policy }, caller: ann });
  await signal('approve');
  await end();
  expect(writes()).toEqual([]);
  expect(told()).toEqual(['approval-requested', 'stale', 'approval-requested']);
});

test('the kill switch is thrown after the approval: nothing is written', async () => {
  const { policy, signal, end, writes, told } = await asked();
  policy.killSwitch = true;
  await signal('approve');
  await end();
  expect(writes()).toEqual([]);
  expect(told()).toEqual(['approval-requested', 'reported']);
});

describe('a sweep: the bundled function, messages over HTTP, the other bundled function, a fix', () => {
  const failing = (ResourceId: string, location = {}) => ({
    ConfigRuleName: rule.ConfigRuleName,
    ResourceType: 'AWS::S3::Bucket',
    ResourceId,
    ComplianceType: 'NON_COMPLIANT' as const,
    ...location,
  });
  const elsewhere = { AccountId: '444455556666', AwsRegion: 'eu-central-1' };

  /** The queue's URL, if the template tells the function and lets its role send there. */
  const queueOf = (template: Template, name: string, url: string): Readonly<Record<string, string>> => {
    const queues = ofType(template, 'AWS::SQS::Queue');
    const id = queues.find(([, { QueueName }]) => QueueName === 'waxseal-sweep')?.[0] ?? '';
    const functions = ofType(template, 'AWS::Lambda::Function');
    const its = functions.find(([, { FunctionName }]) => flat(FunctionName) === name)?.[1];
    const role = ofType(template, 'AWS::IAM::Role').find(([, { RoleName }]) => flat(RoleName) === name);
    const may = statementsIn(role).some(
      ([, { Effect, Action, Resource }]) =>
        Effect === 'Allow' &&
        list(Action).includes('sqs:SendMessage') &&
        JSON.stringify(Resource) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }),
    );
    const told = JSON.stringify(its).includes(`"WAXSEAL_QUEUE":{"Ref":"${id}"}`);
    return may && told ? { WAXSEAL_QUEUE: url } : {};
  };

  /** How many messages of the parts' queue come together, and to which function, by the template. */
  const mappedFrom = (template: Template) => {
    const queues = ofType(template, 'AWS::SQS::Queue');
    const id = queues.find(([, { QueueName }]) => QueueName === 'waxseal-sweep')?.[0] ?? '';
    const source = JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    const mapping = ofType(template, 'AWS::Lambda::EventSourceMapping').find(
      ([, { EventSourceArn }]) => JSON.stringify(EventSourceArn) === source,
    )?.[1];
    const fn = template.Resources[flat(mapping?.['FunctionName']).replaceAll(/[<>]/g, '')];
    return { to: flat(fn?.Properties['FunctionName']), together: Number(mapping?.['BatchSize']) };
  };

  const scene = async () => {
    const queue = await fakeSqs();
    onTestFinished(() => queue.close());
    const outside = {
      AWS_ENDPOINT_URL_SQS: new URL(queue.url).origin,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    for (const [name, value] of Object.entries(outside)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const host = startHost(
      loadAccount({
        s3: { Buckets: ['invoices', 'orders'].map((Name) => ({ Name })) },
        config: {
          ConfigRules: [rule],
          Evaluations: ['invoices', 'orders'].map((name) => failing(name)),
          Aggregators: [
            { ConfigurationAggregatorName: 'organization', Gathered: [failing('theirs', elsewhere)] },
          ],
        },
      }),
    );
    const ports = sandboxPorts(host, { policy: () => auto, catalog });
    const env = (name: string) => ({
      WAXSEAL_AGGREGATOR: 'organization',
      ...queueOf(templates.waxseal, name, queue.url),
    });
    const swept = () => sweep.withPorts(ports, env('waxseal-sweep'))({}, context);
    const { to, together } = mappedFrom(templates.waxseal);
    expect(to).toBe('waxseal-remediate');
    const looked = async (bodies: readonly string[]) => {
      expect(bodies.length).toBeLessThanOrEqual(together);
      const Records = bodies.map((body, index) => record(`m${index}`, body));
      return remediate.withPorts(ports, env(to))({ Records }, context);
    };
    const writes = () => host.writes().map(({ input }) => String(Reflect.get(Object(input), 'Bucket')));
    return { host, queue, swept, looked, writes };
  };

  test('each location is a message; whoever gets it remediates what fails there, once', async () => {
    const { queue, host, swept, looked, writes } = await scene();
    expect(await swept()).toEqual({ outcomes: [] });
    expect(writes()).toEqual([]);
    // The aggregator alone is asked: what fails, and where it gathers from.
    const calls = new Set(host.calls().map(({ operation }) => operation));
    expect(calls).toContain('config:DescribeAggregateComplianceByConfigRules');
    calls.delete('config:DescribeConfigurationAggregatorSourcesStatus');
    expect(calls.size).toBe(1);
    const bodies = queue.take();
    const locations = bodies.map((body) => Reflect.get(Object(JSON.parse(body)), 'location'));
    expect(locations.slice(0, 2)).toEqual([
      { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
      { account: '444455556666', region: 'eu-central-1', partition: 'aws' },
    ]);
    // The rest are the homes of global services for which AWS has no rule.
    const homes = new Set<unknown>([
      ...Object.values(globalHome),
      ...catalog.listings.flatMap(({ home = {} }) => Object.values(home)),
    ]);
    expect(locations.slice(2).filter(({ region }) => !homes.has(region))).toEqual([]);
    expect(await looked(bodies.slice(0, 1))).toEqual({ batchItemFailures: [] });
    expect(writes().toSorted()).toEqual(['invoices', 'orders']);
    expect(await looked(bodies.slice(0, 1))).toEqual({ batchItemFailures: [] });
    expect(writes()).toHaveLength(2);
    // In between, nothing is sent.
    expect(await swept()).toEqual({ outcomes: [] });
    expect(queue.take()).toEqual([]);
  });

  test('no rule lets such a message through: it can only be sent by whoever may send to the queue', async () => {
    const { queue, swept, looked, writes } = await scene();
    await swept();
    const [body = ''] = queue.take();
    const detail: unknown = JSON.parse(body);
    const event: unknown = { ...JSON.parse(readFileSync(example, 'utf8')), detail };
    const patterns = eventPatterns(units);
    expect(patterns.filter(({ pattern }) => matches(detail, pattern) || matches(event, pattern))).toEqual([]);
    expect(await looked([JSON.stringify(event)])).toEqual({ batchItemFailures: [] });
    expect(writes()).toEqual([]);
  });
});
