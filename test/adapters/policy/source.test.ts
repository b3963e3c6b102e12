import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { policyFromFile } from '../../../src/adapters/policy/source.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';

let folder: string;
let path: string;
let time: number;
let parsed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waxseal-policy-'));
  path = join(folder, 'waxseal.yaml');
  time = Date.parse('2026-01-01T00:00:00Z');
  parsed = [];
  return () => rmSync(folder, { recursive: true });
});

/** A stand-in for the parser: the text is the first owner tag. */
const parse = (text: string): Policy => {
  parsed.push(text);
  if (text === 'broken') throw new Error('broken');
  return {
    mode: 'dry-run',
    killSwitch: false,
    ownerTags: [text],
    rules: [],
    exemptions: [],
    optIns: [],
    approvals: { approvers: [], minimum: 1, expiresAfterDays: 7, rejectionHoldsDays: 30 },
    lines: {},
  };
};
const write = (text: string, at: number) => {
  writeFileSync(path, text);
  utimesSync(path, at, at);
};
const source = () => policyFromFile({ path, now: () => new Date(time), parse });

test('a policy is trusted for a minute, then looked at again', async () => {
  const policy = source();
  write('one', 1);
  expect((await policy()).ownerTags).toEqual(['one']);
  write('two', 2);
  time += 59_999;
  expect((await policy()).ownerTags).toEqual(['one']);
  time += 1;
  expect((await policy()).ownerTags).toEqual(['two']);
});

test('a file that stays as it is is parsed once', async () => {
  const policy = source();
  write('one', 1);
  for (let minute = 0; minute < 5; minute += 1, time += 60_000) await policy();
  expect(parsed).toEqual(['one']);
});

test('looks that ask at the same moment parse it once', async () => {
  const policy = policyFromFile({ path, now: () => new Date(time), parse, trustedFor: 0 });
  write('one', 1);
  await Promise.all([policy(), policy(), policy()]);
  await Promise.all([policy(), policy(), policy()]);
  expect(parsed).toEqual(['one']);
  write('two', 2);
  expect((await Promise.all([policy(), policy()])).map(({ ownerTags }) => ownerTags)).toEqual([
    ['two'],
    ['two'],
  ]);
  expect(parsed).toEqual(['one', 'two']);
});

test('an earlier policy never stands in for one that cannot be read', async () => {
  const policy = source();
  write('one', 1);
  await policy();
  time += 60_000;
  write('broken', 2);
  await expect(policy()).rejects.toThrow('broken');
  rmSync(path);
  await expect(policy()).rejects.toMatchObject({ code: 'policy-missing' });
  write('three', 3);
  expect((await policy()).ownerTags).toEqual(['three']);
});
