import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/signs/rule.ts';
import { plainBuckets, terminalAt } from '../kit/terminal.ts';

const files: Readonly<Record<string, string>> = {
  'src/client.py': 'get("http://ada:hunter2@orders.shop.io/private?token=abc")\nget(url, verify=False)\n',
  'deploy/values.yaml': 'url: https://orders.shop.io\nREDIS_HOST: cache\nREDIS_TLS: "false"\n',
  'docs/example.yaml': 'url: http://api.example.com/\n',
  'printer.py':
    '# waxseal: allow plaintext-http the printer knows nothing else\nget("http://printer.shop.io")\n',
  '.gitignore': 'generated\n',
  'generated/all.py': 'get("http://generated.shop.io")\n',
  'node_modules/x/index.js': "fetch('http://foreign.shop.io')\n",
};

const withFiles = (written: Readonly<Record<string, string>>) => {
  const terminal = terminalAt(plainBuckets);
  for (const [path, text] of Object.entries(written)) {
    const file = join(terminal.cwd, 'code', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return terminal;
};

describe('scan-code', () => {
  test('for people: rule, place and address, and no value', async () => {
    const { run } = withFiles(files);
    const { exit, out, err } = await run(['scan-code', 'code']);
    expect(exit).toBe(0);
    expect(out).toContain('src/client.py:1:6');
    expect(out).toContain('http://orders.shop.io');
    expect(out).toContain('verification-off');
    expect(out).toContain('deploy/values.yaml:3:13');
    expect(out).toContain('4 files, 5 signs of plaintext, 1 allowed by a comment beside them.');
    expect(out).not.toContain('not read');
    expect(out + err).not.toMatch(/hunter2|ada|token|generated\.shop|foreign\.shop/);
  });

  test('as data, and the exit code of a pipeline', async () => {
    const { json } = withFiles(files);
    const { exit, document } = await json(['scan-code', 'code', '--exit-code'], 'waxseal/scan-code/v1');
    expect(exit).toBe(3);
    expect(document).toMatchObject({ schema: 'waxseal/scan-code/v1', files: 4, good: false, unread: [] });
  });

  test('notes and what is allowed fail nothing', async () => {
    const { run } = withFiles({
      'a.yaml': files['docs/example.yaml'] ?? '',
      'printer.py': files['printer.py'] ?? '',
      'orders/tests/test_views.py': files['src/client.py'] ?? '',
    });
    expect((await run(['scan-code', 'code', '--exit-code'])).exit).toBe(0);
  });

  test('what cannot be read is unknown', async () => {
    const { run } = withFiles({ 'a.py': 'x\0y', 'b.json': `"${'x'.repeat(1_048_577)}"` });
    const { exit, out } = await run(['scan-code', 'code', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toMatch(/a\.py was not read\. It is no text\./);
    expect(out).toMatch(/b\.json was not read\. It is larger than 1 MiB\./);
    expect(out).toContain('0 files of 2 read; 2 named above not read.');
  });

  test('kinds that are not read are counted, and pictures are none', async () => {
    const written = {
      'a.py': 'x = 1\n',
      'a.rb': 'x',
      'b.rb': 'x',
      'C.cs': 'x',
      deploy: '#!/usr/bin/env -S bash -e\ncurl -k https://a.shop.io\n',
      job: '#!/usr/bin/python3\nget(u, verify=False)\n',
      other: '#!/usr/bin/perl\n',
      'README.md': 'http://orders.shop.io',
      'a.png': 'x',
      LICENSE: 'http://www.apache.org',
    };
    const { out } = await withFiles(written).run(['scan-code', 'code']);
    expect(out).toContain('3 files, 2 signs of plaintext.');
    expect(out).toContain('3 files of 7 read; 1 .cs, 2 .rb, 1 without an ending not read.');
    const { document } = await withFiles(written).json(['scan-code', 'code'], 'waxseal/scan-code/v1');
    expect(document).toMatchObject({
      files: 3,
      unreadKinds: [
        { kind: '.cs', files: 1 },
        { kind: '.rb', files: 2 },
        { kind: 'without an ending', files: 1 },
      ],
    });
  });

  test('SARIF names rule, place and reason', async () => {
    const { run } = withFiles(files);
    const { out } = await run(['scan-code', 'code', '--format', 'sarif']);
    const sarif: { readonly version: string; readonly runs: readonly [Readonly<Record<string, unknown>>] } =
      JSON.parse(out);
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]).toMatchObject({
      tool: { driver: { name: 'Waxseal' } },
      results: expect.arrayContaining([
        expect.objectContaining({
          ruleId: 'plaintext-http',
          level: 'error',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'src/client.py', uriBaseId: '%SRCROOT%' },
                region: { startLine: 1, startColumn: 6 },
              },
            },
          ],
        }),
        expect.objectContaining({
          suppressions: [{ kind: 'inSource', justification: 'the printer knows nothing else' }],
        }),
      ]),
    });
    expect(out).not.toMatch(/hunter2|token/);
  });

  test.each([
    ['nowhere', /nowhere is not there/],
    ['code/printer.py', /is no folder/],
  ])('%s is one clear mistake', async (typed, says) => {
    const { run } = withFiles(files);
    const { exit, err } = await run(['scan-code', typed]);
    expect(exit).toBe(2);
    expect(err).toMatch(says);
  });
});

test.each(Object.entries(rules))('%s says what is so and what to write instead', (_id, { says, todo }) => {
  expect(says).toMatch(/\.$/);
  expect(todo).toMatch(/\.$/);
});
