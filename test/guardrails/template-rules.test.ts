import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { expect, test } from 'vitest';
import { templateCases, templateRules, templateRulesFor } from '../../src/guardrails/template-rules.ts';

/** AWS CloudFormation Guard itself, as a package carries it. */
const guard = join(
  dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json')),
  'bin',
  platform === 'darwin' ? 'macos' : 'ubuntu',
  arch === 'arm64' ? 'aarch64' : 'x86_64',
  'cfn-guard',
);

const tried = (rules: string, cases: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  writeFileSync(join(folder, 'rules.guard'), rules);
  writeFileSync(join(folder, 'cases.json'), cases);
  return spawnSync(guard, ['test', '-r', join(folder, 'rules.guard'), '-t', join(folder, 'cases.json')], {
    encoding: 'utf8',
  });
};

const rules = templateRulesFor(() => true)?.text ?? '';

test('Guard takes the rules, and each of their cases ends as it says', () => {
  const { status, stdout, stderr } = tried(rules, templateCases(templateRules));
  expect(stderr).toBe('');
  expect(stdout).not.toContain('FAIL Rules');
  expect([...stdout.matchAll(/Expected = /g)]).toHaveLength(JSON.parse(templateCases(templateRules)).length);
  expect(status).toBe(0);
});

test('a case that ends otherwise is seen', () => {
  const [first] = templateRules;
  if (!first) throw new Error('no rules');
  const { status } = tried(rules, templateCases([{ ...first, passes: first.fails }]));
  expect(status).not.toBe(0);
});

test('each rule has properties that pass and that fail', () => {
  for (const { name, passes, fails } of templateRules) {
    expect(passes.length, name).toBeGreaterThan(0);
    expect(fails.length, name).toBeGreaterThan(0);
  }
});
