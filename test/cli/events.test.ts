import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { arnOf, flat, terminalAt } from '../kit/terminal.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/events/${name}`, import.meta.url), 'utf8');

const rule = {
  ConfigRuleName: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
  ConfigRuleArn:
    'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
  Source: { Owner: 'AWS' as const, SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
};
const buckets = { s3: { Buckets: [{ Name: 'invoices' }, { Name: 'reports' }] } };
const known = { ...buckets, config: { ConfigRules: [rule] } };

describe('an event leads to the plans that its rule stands for', () => {
  test('from a file', async () => {
    const { run, file } = terminalAt(known);
    const { exit, out } = await run([
      'plan',
      '--event',
      file('event.json', example('config-noncompliant.json')),
    ]);
    expect(exit).toBe(0);
    expect(out).toContain(arnOf('invoices'));
    expect(out).toContain('It would only be reported.');
  });

  test('from standard input, with a byte order mark', async () => {
    const { run } = terminalAt(known);
    const stdin = `\ufeff${example('config-noncompliant.json')}`;
    expect((await run(['plan', '--event', '-'], { stdin })).out).toContain(arnOf('invoices'));
  });

  test('a batch as Lambda gets it, and as the AWS CLI prints it', async () => {
    const { run } = terminalAt(known);
    const batch = await run(['plan', '--event', '-'], { stdin: example('sqs-batch.json') });
    expect(batch.out).toContain(arnOf('invoices'));
    expect(batch.out).toContain(arnOf('reports'));
    const stdin = JSON.stringify({
      Messages: [{ MessageId: 'm', Body: example('config-noncompliant.json') }],
    });
    expect((await run(['plan', '--event', '-'], { stdin })).out).toContain(arnOf('invoices'));
  });

  test('apply takes the same, and looks once at what is named twice', async () => {
    const { json, file } = terminalAt(known);
    const body = example('config-noncompliant.json');
    const twice = JSON.stringify({
      Records: [
        { messageId: '1', body },
        { messageId: '2', body },
      ],
    });
    const { exit, document } = await json(['apply', '--event', file('e.json', twice)], 'waxseal/apply/v1');
    expect(exit).toBe(3);
    expect(document).toMatchObject({
      results: [{ target: { id: 'invoices' }, outcome: { is: 'reported' } }],
    });
  });
});

describe('what no look follows from is told', () => {
  test('a rule that AWS Config does not know, unless the remediation is named', async () => {
    const { run } = terminalAt(buckets);
    const stdin = example('config-noncompliant.json');
    const unknown = await run(['plan', '--event', '-'], { stdin });
    expect(unknown.exit).toBe(0);
    expect(flat(unknown.out)).toContain('Passed over: AWS::S3::Bucket invoices: AWS Config knows no rule');
    const named = await run(['plan', '--event', '-', '--remediation', 's3-bucket-tls-only'], { stdin });
    expect(named.out).toContain(arnOf('invoices'));
  });

  test('a resource that is gone, and an event about nothing that exists yet', async () => {
    const { run } = terminalAt({ config: { ConfigRules: [rule] } });
    const gone = await run(['plan', '--event', '-'], { stdin: example('config-noncompliant.json') });
    expect(gone.out).toContain('is no longer there');
    const proactive = await run(['plan', '--event', '-'], { stdin: example('config-proactive.json') });
    expect(proactive.out).toContain('Passed over: ');
  });

  test('an event of another account ends with 2: these credentials cannot see its resources', async () => {
    const { run } = terminalAt({ ...known, account: '444455556666' });
    const { exit, err } = await run(['plan', '--event', '-'], { stdin: example('config-noncompliant.json') });
    expect(exit).toBe(2);
    expect(err).toContain('111122223333');
  });
});

describe('every example event, against the account of the demo', () => {
  const account: AccountFile = parse(
    readFileSync(new URL('../../examples/accounts/demo.yaml', import.meta.url), 'utf8'),
  );
  const folder = new URL('../../examples/events/', import.meta.url);
  const all = readdirSync(folder).filter((name) => name.endsWith('.json'));

  test.each(all)('%s ends well or says why not', async (name) => {
    const { run, sandbox } = terminalAt(account);
    const { exit, out, err } = await run(['plan', '--event', fileURLToPath(new URL(name, folder))]);
    const foreign = name === 'config-forwarded-account.json';
    const said = foreign ? /of account 444455556666/ : /API calls|Passed over|compliant already/;
    expect(exit).toBe(foreign ? 2 : 0);
    expect(foreign ? err : out).toMatch(said);
    expect(sandbox.writes()).toEqual([]);
  });

  test.each([
    ['config-noncompliant.json', ['S3 PutBucketPolicy']],
    [
      'config-load-balancer.json',
      ['ElasticLoadBalancingV2 ModifyRule', 'ElasticLoadBalancingV2 ModifyListener'],
    ],
    ['config-listener.json', ['ElasticLoadBalancingV2 ModifyListener']],
    ['config-rds-instance.json', ['RDS CreateDBParameterGroup', 'then parameter of', 'RDS ModifyDBInstance']],
  ])('%s shows every call of its plan in order', async (name, calls) => {
    const { run } = terminalAt(account);
    const { out } = await run(['plan', '--event', fileURLToPath(new URL(name, folder))]);
    const shown = /API calls\n([\s\S]*?)\n\s+with /.exec(out)?.[1]?.split('\n') ?? [];
    expect(shown.map((line, index) => line.trim().startsWith(calls[index] ?? '?'))).toEqual(
      calls.map(() => true),
    );
  });
});
