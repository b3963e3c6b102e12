import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { documents } from '../../src/cli/documents/index.ts';
import { arnOf, flat, plainBuckets, terminalAt, type Given } from '../kit/terminal.ts';

const event = { source: 'aws.config', 'detail-type': 'Config Rules Compliance Change' };

interface Bad {
  readonly line: readonly string[];
  readonly says: RegExp;
  readonly given?: Partial<Given>;
}

const bad: Readonly<Record<string, Bad>> = {
  'no such command': { line: ['plna'], says: /Did you mean plan/ },
  'no such option': { line: ['plan', '--evnt', 'x'], says: /Unknown option '--evnt'.*--event/ },
  'no such format': { line: ['list', '--format', 'xml'], says: /xml.*text, json/ },
  'no such remediation': { line: ['explain', 's3-bucket-tls'], says: /Did you mean s3-bucket-tls-only/ },
  'nothing like a remediation': { line: ['explain', 'qqqqqqqq'], says: /waxseal list shows all/ },
  'no id': { line: ['explain'], says: /missing required argument 'id'/i },
  'one argument too many': { line: ['explain', 'a', 'b'], says: /too many arguments/i },
  'no such Region': { line: ['scan', '--region', 'eu-wset-1'], says: /Did you mean eu-west-1/ },
  'a Region that is none, from the environment': {
    line: ['scan'],
    says: /"narnia" is not a Region/,
    given: { env: { AWS_REGION: 'narnia' } },
  },
  'no Region at all': { line: ['scan'], says: /No AWS Region/, given: { env: { AWS_REGION: '' } } },
  'no input': { line: ['plan'], says: /Give one of --event, --resource/ },
  'two inputs': {
    line: ['plan', '--event', 'e.json', '--resource', arnOf('plain')],
    says: /exclude each other/,
  },
  'two inputs to apply': {
    line: ['apply', '--scan', '--resource', arnOf('plain')],
    says: /exclude each other/,
  },
  'not an ARN': { line: ['plan', '--resource', 'plain'], says: /"plain" is not an ARN/ },
  'an ARN with a bad account': {
    line: ['plan', '--resource', 'arn:aws:rds:eu-west-1:1:db:x'],
    says: /not an ARN/,
  },
  'an ARN of something else': {
    line: ['plan', '--resource', 'arn:aws:sqs:eu-west-1:111122223333:queue'],
    says: /No remediation is about.*AWS::S3::Bucket/,
  },
  'another partition': { line: ['plan', '--resource', 'arn:aws-cn:s3:::plain'], says: /partition aws-cn/ },
  'no such bucket': { line: ['plan', '--resource', arnOf('absent')], says: /There is no AWS::S3::Bucket/ },
  'a folder as event': {
    line: ['plan', '--event', '.'],
    says: /event file \. cannot be read: it is a folder, not a file/,
  },
  'no event file': {
    line: ['plan', '--event', 'none.json'],
    says: /none.json cannot be read: there is no such file/,
  },
  'an empty event': { line: ['plan', '--event', '-'], says: /Standard input is empty/ },
  'nothing piped': {
    line: ['plan', '--event', '-', '--no-color'],
    says: /Nothing is piped/,
    given: { tty: true },
  },
  'an event that is not JSON': {
    line: ['plan', '--event', '-'],
    says: /Standard input is not JSON/,
    given: { stdin: '{"a":' },
  },
  'JSON that is no event': {
    line: ['plan', '--event', '-'],
    says: /cannot be read/,
    given: { stdin: '[1]' },
  },
  'half an event': {
    line: ['apply', '--event', '-'],
    says: /cannot be read/,
    given: { stdin: JSON.stringify(event) },
  },
  'no such policy': { line: ['scan', '--policy', 'none.yaml'], says: /no policy file at .*none.yaml/ },
  'a policy that is not valid': { line: ['apply', '--scan', '--policy', 'bad.yaml'], says: /line 2.*atuo/ },
  'no policy to check': { line: ['policy', 'check', 'none.yaml'], says: /none.yaml cannot be read/ },
  'no such ask': { line: ['approve', 'ask-1'], says: /There is no ask "ask-1"/ },
  'a rejection without a reason': { line: ['reject', 'ask-1'], says: /--reason/ },
  'an empty reason': { line: ['reject', 'ask-1', '--reason', ' '], says: /--reason is empty/ },
  'an undo of nothing': { line: ['undo', '--reason', 'x'], says: /Nothing says what to undo/ },
  'an undo of two things': {
    line: ['undo', 'run-1', '--resource', arnOf('plain'), '--reason', 'x'],
    says: /exclude/,
  },
  'no such run': { line: ['undo', 'run-1', '--reason', 'x'], says: /There is no run "run-1"/ },
  'no run on a resource': {
    line: ['undo', '--resource', arnOf('plain'), '--reason', 'x'],
    says: /knows no run/,
  },
  'no hold': { line: ['release', '--resource', arnOf('plain')], says: /Nothing is held/ },
  'a limit that is none': { line: ['history', '--limit', '-1'], says: /--limit -1/ },
  'Markdown where there is none': {
    line: ['list', '--format', 'markdown'],
    says: /markdown is not known to list/,
  },
  'no account file': { line: ['demo', '--account', 'none.yaml'], says: /none.yaml cannot be read/ },
};

describe('what is wrong, what to do, exit code 2, and nothing changed', () => {
  test.each(Object.entries(bad))('%s', async (_name, { line, says, given }) => {
    const { run, sandbox, file } = terminalAt(plainBuckets);
    file('bad.yaml', 'version: 1\nmode: atuo\n');
    const { exit, out, err } = await run(line, given);
    expect(flat(err)).toMatch(says);
    expect(err).toMatch(/^waxseal: /);
    expect(err).toContain('Do: ');
    expect(out).toBe('');
    expect(exit).toBe(2);
    expect(sandbox.writes()).toEqual([]);
  });

  const asText = Object.entries(bad).filter(([, { line }]) => !line.includes('--format'));
  test.each(asText)('as JSON: %s', async (_name, { line, given }) => {
    const { run, file } = terminalAt(plainBuckets);
    file('bad.yaml', 'version: 1\nmode: atuo\n');
    const { exit, out, err } = await run([...line, '--format', 'json'], given);
    const { error, exit: told } = documents['waxseal/error/v1'].parse(JSON.parse(out));
    expect(error.todo).not.toBe('');
    expect([exit, told, err]).toEqual([2, 2, '']);
  });
});

test('a policy that is not valid is told once, not for every resource', async () => {
  const { run, file } = terminalAt(plainBuckets);
  file('waxseal.yaml', 'mode: auto\n');
  const { exit, err } = await run(['scan']);
  expect(exit).toBe(2);
  expect(err.match(/waxseal\.yaml/g)).toHaveLength(1);
});

test('error documents can be told from every other document', () => {
  const names = Object.values(documents).map((document) => z.toJSONSchema(document).properties?.['schema']);
  expect(new Set(names.map((name) => JSON.stringify(name))).size).toBe(names.length);
});
