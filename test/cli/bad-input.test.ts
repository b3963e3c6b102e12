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
  'no such command to help with': {
    line: ['help', 'plna'],
    says: /Unknown command 'plna'.*Did you mean plan/,
  },
  'no such command, and help': {
    line: ['plna', '--help'],
    says: /Unknown command 'plna'.*Did you mean plan/,
  },
  'help, and no such command': { line: ['--help', 'plna'], says: /Unknown command 'plna'/ },
  'no such command after an option': { line: ['--policy', 'plan', 'plna', '-h'], says: /command 'plna'/ },
  'no such command of a group': {
    line: ['policy', 'chekc'],
    says: /'policy chekc'.*Did you mean policy check/,
  },
  'no such command of a group, and help': { line: ['policy', 'chekc', '-h'], says: /mean policy check/ },
  'no such command of a group to help with': { line: ['help', 'policy', 'chekc'], says: /mean policy check/ },
  'nothing like a command of a group': {
    line: ['policy', 'qqqqqqqq'],
    says: /'policy qqqqqqqq'.*waxseal policy --help/,
  },
  'half a command': { line: ['policy'], says: /policy is no command alone.*policy check, policy explain/ },
  'half a command, and more': { line: ['policy', '--verbose'], says: /policy is no command alone/ },
  'a page with an ending that nothing has': {
    line: ['report', '--out', 'r.pdf'],
    says: /--out r\.pdf ends in \.pdf.*\.txt, \.json, \.md, \.html, \.csv/,
  },
  'an ending that nothing has, with a format': {
    line: ['report', '--format', 'html', '--out', 'r.pdf'],
    says: /--out r\.pdf ends in \.pdf/,
  },
  'an ending against the format': {
    line: ['report', '--out', 'r.html', '--format', 'csv'],
    says: /r\.html.*is html.*--format says csv.*Give --out an ending .csv, or leave --format away/,
  },
  'an ending against text': {
    line: ['report', '--out', 'r.html', '--format', 'text'],
    says: /--format says text/,
  },
  'text against the format': { line: ['report', '--out', 'r.txt', '--format', 'html'], says: /r\.txt/ },
  'a page that is none': { line: ['demo', '--out', 'd.pdf'], says: /--out d\.pdf ends in \.pdf.*\.html/ },
  'a page that is a folder': {
    line: ['report', '--out', 'pages/'],
    says: /pages\/ cannot be written: it is a folder/,
  },
  'an option that a command of a group lacks': {
    line: ['policy', 'explain'],
    says: /'--resource <arn>' not specified.*waxseal policy explain --help/,
  },
  'an option that a command of a group does not have': {
    line: ['--policy', 'x', 'policy', 'check', '--evnt'],
    says: /Unknown option '--evnt'.*waxseal policy check --help/,
  },
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
    line: ['plan', '--resource', 'arn:aws:toy:eu-west-1:111122223333:thing'],
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
  'no such approval request': {
    line: ['approve', 'approval-1'],
    says: /There is no approval request "approval-1"/,
  },
  'a rejection without a reason': { line: ['reject', 'approval-1'], says: /--reason/ },
  'an empty reason': { line: ['reject', 'approval-1', '--reason', ' '], says: /--reason is empty/ },
  'an undo of nothing': { line: ['undo', '--reason', 'x'], says: /Nothing says what to undo/ },
  'an undo of two things': {
    line: ['undo', 'run-1', '--resource', arnOf('plain'), '--reason', 'x'],
    says: /exclude/,
  },
  'nothing to undo': { line: ['undo', '--reason', 'x'], says: /Nothing says what to undo.*no-input/ },
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
  'an account file that describes none': {
    line: ['demo', '--sandbox', 'bad.yaml'],
    says: /bad.yaml describes no possible account: version is not known here. Allowed: account, region/,
  },
  'no account file': { line: ['demo', '--sandbox', 'none.yaml'], says: /none.yaml cannot be read/ },
  'an account file as it was given before': {
    line: ['demo', '--account', 'none.yaml'],
    says: /Unknown option '--account'.*An account file is given by --sandbox FILE/s,
  },
  'an account file where an account is meant': {
    line: ['map', '--account', 'none.yaml'],
    says: /--account none.yaml is no account id.*--sandbox FILE/s,
  },
  'an account of posture that is none': {
    line: ['posture', '--account', '1234'],
    says: /--account 1234 is no account id/,
  },
  'two accounts in memory': {
    line: ['map', '--demo', '--sandbox', 'none.yaml'],
    says: /--demo and --sandbox are two accounts/,
  },
  'an account in memory, and a journal that is not': {
    line: ['map', '--demo', '--journal', 'here.db'],
    says: /--journal has no place beside it/,
  },
  'an account in memory to write to': {
    line: ['apply', '--scan', '--demo'],
    says: /Unknown option '--demo'.*waxseal serve --demo/s,
  },
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

test.each([
  [['help', 'policy', 'check'], /^Usage: waxseal policy check /],
  [['help', 'scan'], /^Usage: waxseal scan /],
  [['help', 'policy'], /^Usage: waxseal policy /],
  [['--region', 'eu-west-1', 'policy', '--help'], /^Usage: waxseal policy /],
  [['help'], /^Usage: waxseal \[options\]/],
  [['help', 'help'], /^Usage: waxseal \[options\]/],
  [['--help'], /^Usage: waxseal \[options\]/],
])('%s shows the help that was asked for', async (line, says) => {
  const { run } = terminalAt({});
  const { exit, out, err } = await run(line);
  expect(out).toMatch(says);
  expect([exit, err]).toEqual([0, '']);
});

test.each([
  ['r.txt', ['--format', 'text']],
  ['r.txt', ['--format', 'terminal']],
  ['r.html', ['--format', 'html']],
  ['no-ending', ['--format', 'csv']],
  ['no-ending', []],
])('report --out %s %s is no contradiction', async (name, more) => {
  const { run } = terminalAt({});
  const { exit, err } = await run(['report', '--out', name, ...more]);
  expect([exit, flat(err)]).toEqual([0, expect.stringContaining(`Written: ${name}`)]);
});
