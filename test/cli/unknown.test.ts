import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exits, exitOfLook, worst } from '../../src/cli/output/exits.ts';
import { tallyOf } from '../../src/cli/output/tally.ts';
import { arnOf, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

/** Nothing but buckets whose policies nobody lets us read. */
const hidden = { s3: { Buckets: [{ Name: 'hidden' }] }, denied: ['s3:GetBucketPolicy'] };
/** The same beside a database: of RDS nothing can even be listed. */
const unlisted = { ...hidden, denied: ['s3:GetBucketPolicy', 'rds:DescribeDBInstances'] };
const onlyUnlisted = { s3: { Buckets: [] }, denied: ['rds:DescribeDBInstances'] };
const buckets = ['--remediation', 's3-bucket-tls-only'];

describe('what could not be evaluated', () => {
  test('is counted, shown, and ends scan --exit-code with 3', async () => {
    const { run, json } = terminalAt(hidden);
    const { exit, out } = await run(['scan', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toContain('1 looked at in eu-west-1: 0 compliant, 0 open, 1 could not be evaluated.');
    expect(out).toContain('cannot be evaluated');
    const { document } = await json(['scan'], 'waxseal/scan/v1');
    expect(document).toMatchObject({ counts: { looked: 1, compliant: 0, open: 0, unknown: 1, failed: 0 } });
  });

  test('ends plan --exit-code with 3', async () => {
    const { run, json } = terminalAt(hidden);
    expect((await run(['plan', '--exit-code', '--resource', arnOf('hidden')])).exit).toBe(3);
    expect((await run(['plan', '--resource', arnOf('hidden')])).exit).toBe(0);
    const { document } = await json(['plan', '--resource', arnOf('hidden')], 'waxseal/plan/v1');
    expect(document).toMatchObject({ counts: { looked: 1, unknown: 1 } });
  });

  test('ends apply with 3', async () => {
    const { run } = terminalAt(hidden);
    expect((await run(['apply', '--scan'])).exit).toBe(3);
    expect((await run(['apply', '--resource', arnOf('hidden')])).exit).toBe(3);
  });

  test('stands in every form of the report, which ends with 3', async () => {
    const { run, json, cwd } = terminalAt(hidden);
    const { exit, out } = await run(['report', '--scan', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toContain('0 compliant, 0 open, 1 unknown');
    expect(out).toContain('Could not be evaluated: 1');
    const { document } = await json(['report', '--scan'], 'waxseal/report/v1');
    expect(document).toMatchObject({
      report: { total: { counts: { unknown: 1, open: 0 } }, unknown: [{ outcome: 'unknown' }], open: [] },
    });
    await run(['report', '--scan', '--out', 'r.html']);
    await run(['report', '--scan', '--out', 'r.csv']);
    await run(['report', '--scan', '--out', 'r.md']);
    const written = (name: string): string => readFileSync(join(cwd, name), 'utf8');
    expect(written('r.html')).toMatch(/id="unknown"[\s\S]*Could not be evaluated[\s\S]*hidden/);
    expect(written('r.csv')).toMatch(/,hidden,.*,unknown,unknown,/);
    expect(written('r.md')).toContain('## Could not be evaluated: 1');
  });

  test('the journal remembers it as unknown', async () => {
    const { run } = terminalAt(hidden);
    await run(['apply', '--scan']);
    const { exit, out } = await run(['report', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toContain('1 unknown');
    expect((await run(['history'])).out).toContain('cannot be evaluated');
  });

  test('is not hidden by another kind that cannot be listed, nor the other way round', async () => {
    const { run, json } = terminalAt(unlisted);
    const { exit, out } = await run(['scan', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toContain('hidden');
    expect(out).toContain('1 could not be evaluated');
    expect(flat(out)).toContain('AWS::RDS::DBInstance in 111122223333 eu-west-1 could not be listed');
    const { document } = await json(['scan'], 'waxseal/scan/v1');
    expect(document).toMatchObject({
      counts: { unknown: 1, unlisted: 1 },
      unlisted: [{ region: 'eu-west-1' }],
    });
    const report = await run(['report', '--scan', '--exit-code']);
    expect(report.exit).toBe(3);
    expect(report.out).toContain('1 unknown');
    expect(report.out).toContain('Not listed: 1');
  });
});

describe('what could not be listed is unknown', () => {
  test('every form of the report says so, also when there is nothing else', async () => {
    const { run, cwd } = terminalAt(onlyUnlisted);
    const { exit, out } = await run(['report', '--scan', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).not.toContain('knows no finding yet');
    for (const [name, says] of [
      ['r.html', /id="unlisted"[\s\S]*AWS::RDS::DBInstance/],
      ['r.csv', /^111122223333,eu-west-1,,AWS::RDS::DBInstance,.*,unknown,unlisted,/m],
      ['r.md', /## Not listed: 1/],
    ] as const) {
      await run(['report', '--scan', '--out', name]);
      expect(readFileSync(join(cwd, name), 'utf8')).toMatch(says);
    }
  });

  test('without --exit-code it is a failure, never a success', async () => {
    const { run } = terminalAt(onlyUnlisted);
    expect((await run(['scan'])).exit).toBe(1);
    expect((await run(['report', '--scan'])).exit).toBe(1);
    const applied = await run(['apply', '--scan']);
    expect(applied.exit).toBe(1);
    expect(applied.out).not.toContain('Nothing to do');
    expect((await run(['scan', '--exit-code'])).exit).toBe(3);
    expect((await run(['scan', '--exit-code', ...buckets])).exit).toBe(0);
  });
});

describe('which end wins', () => {
  test('who asks with --exit-code hears 3 for whatever is not known to be good', () => {
    expect(exitOfLook({ left: true, failed: true }, true)).toBe(exits.open);
    expect(exitOfLook({ left: false, failed: true }, true)).toBe(exits.open);
    expect(exitOfLook({ left: true, failed: true }, false)).toBe(exits.failure);
    expect(exitOfLook({ left: true, failed: false }, false)).toBe(exits.done);
    expect(worst([exits.open, exits.failure, exits.waiting])).toBe(exits.failure);
  });

  test('non-compliant resources beside unknowns end with the same 3, and both are counted', async () => {
    const { run } = terminalAt({ ...plainBuckets, denied: ['rds:DescribeDBInstances'] });
    const { exit, out } = await run(['scan', '--exit-code']);
    expect(exit).toBe(3);
    expect(out).toContain('1 compliant, 2 open.');
    expect(out).toContain('1 not listed');
  });

  test('each look is counted once', () => {
    expect(tallyOf([{}, {}])).toEqual({
      looked: 2,
      compliant: 0,
      open: 0,
      unknown: 0,
      pending: 0,
      apart: 0,
      failed: 2,
    });
  });
});
