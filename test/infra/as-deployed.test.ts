import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { eventPatterns } from '../../infra/event-patterns.ts';
import { unitsOf } from '../../infra/units.ts';
import type * as ApplyApproved from '../../handlers/apply-approved.ts';
import type * as Remediate from '../../handlers/remediate.ts';
import { buildHandlers } from '../../scripts/build.ts';
import { ssmExecutions } from '../../src/adapters/executions-ssm.ts';
import { catalog } from '../../src/remediations/index.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxApprovals, sandboxNames, sandboxPorts, sandboxSsm } from '../../src/sandbox/ports.ts';
import { context, record, silence } from '../handlers/context.ts';
import { ann, approvers } from '../handlers/runbooks.ts';
import { matches } from './matches.ts';
import { ofType, synthesise } from './synthesised.ts';

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
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
  await buildHandlers(folder);
  const bundled = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.js`)).href);
  remediate = await bundled('remediate');
  applyApproved = await bundled('apply-approved');
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
  expect(told()).toContain('asked');
  expect(told()).toContain('sealed');
});

test('rejected: nothing is written', async () => {
  const { signal, end, writes, told } = await asked();
  await signal('reject');
  await end();
  expect(writes()).toEqual([]);
  expect(told()).toEqual(['asked', 'skipped']);
});

test('nobody answers: nothing is written, and the question is over', async () => {
  const { host, end, writes, status, told } = await asked();
  host.advance(31 * 24 * 3_600_000);
  await end();
  expect(writes()).toEqual([]);
  expect(status()).not.toBe('Waiting');
  expect(told()).toEqual(['asked']);
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
  expect(told()).toEqual(['asked', 'stale', 'asked']);
});

test('the kill switch is thrown after the approval: nothing is written', async () => {
  const { policy, signal, end, writes, told } = await asked();
  policy.killSwitch = true;
  await signal('approve');
  await end();
  expect(writes()).toEqual([]);
  expect(told()).toEqual(['asked', 'reported']);
});
