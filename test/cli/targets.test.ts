import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { catalog } from '../../src/services/index.ts';
import { plainBuckets, terminalAt } from '../kit/terminal.ts';

test('an ARN loads the resource files of its own service only: each brings an SDK client along', async () => {
  const loaded: string[] = [];
  const watched: Catalog = {
    ...catalog,
    resource: async (type) => {
      loaded.push(type);
      return catalog.resource(type);
    },
  };
  const { run } = terminalAt(plainBuckets, { parts: { catalog: watched } });
  const { exit } = await run(['plan', '--resource', 'arn:aws:s3:::plain']);
  expect(exit).toBe(0);
  expect(new Set(loaded)).toEqual(new Set(['AWS::S3::AccessPoint', 'AWS::S3::Bucket']));
});

describe('a name with spaces and quotes, as EMR takes them', () => {
  const arn = "arn:aws:elasticmapreduce:eu-west-1:111122223333:security-configuration/nightly spark's";
  const account = {
    emr: { SecurityConfigurations: [{ Name: "nightly spark's", SecurityConfiguration: {} }] },
  };

  test('is looked at, and quoted in whatever is printed for a shell', async () => {
    const { run } = terminalAt(account);
    const { exit, out } = await run(['scan', '--remediation', 'emr-security-configuration-tls']);
    expect(exit).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      String.raw`waxseal plan --resource 'arn:aws:elasticmapreduce:eu-west-1:111122223333:security-configuration/nightly spark'\''s'`,
    );
    expect((await run(['plan', '--resource', arn])).exit).toBe(0);
  });

  test('can be meant by a line of the policy', async () => {
    const { run, file } = terminalAt(account, { disk: true });
    file('waxseal.yaml', `version: 1\nrules: [{ mode: ask, resources: ["${arn}"] }]\n`);
    expect((await run(['policy', 'check'])).exit).toBe(0);
  });

  test('and has no line breaks', async () => {
    const { run } = terminalAt(account);
    const { exit, err } = await run(['plan', '--resource', arn.replace(' ', '\n')]);
    expect([exit, err]).toEqual([2, expect.stringContaining('is not an ARN')]);
  });
});
