import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

const scan = ['report', '--scan', '--remediation', 's3-bucket-tls-only'];

describe('report as documents of others', () => {
  test('ASFF, OCSF and SARIF name the same resources, and how they stand', async () => {
    const { run } = terminalAt(plainBuckets);
    const asff: readonly { Resources: { Id: string }[]; Compliance: { Status: string } }[] = JSON.parse(
      (await run([...scan, '--format', 'asff'])).out,
    );
    const ocsf: readonly { resources: { uid: string }[]; compliance: { status: string } }[] = JSON.parse(
      (await run([...scan, '--format', 'ocsf'])).out,
    );
    const sarif: { runs: { results: { kind: string; locations: unknown[] }[] }[] } = JSON.parse(
      (await run([...scan, '--format', 'sarif'])).out,
    );
    expect(asff.map((one) => [one.Resources[0]?.Id, one.Compliance.Status])).toEqual([
      ['arn:aws:s3:::plain', 'FAILED'],
      ['arn:aws:s3:::remediated', 'PASSED'],
      ['arn:aws:s3:::website', 'FAILED'],
    ]);
    expect(ocsf.map((one) => [one.resources[0]?.uid, one.compliance.status])).toEqual([
      ['arn:aws:s3:::plain', 'Fail'],
      ['arn:aws:s3:::remediated', 'Pass'],
      ['arn:aws:s3:::website', 'Fail'],
    ]);
    expect(sarif.runs[0]?.results.map(({ kind }) => kind)).toEqual(['fail', 'pass', 'fail']);
  });

  test('a file holds what its name and --format promise', async () => {
    const { run, cwd } = terminalAt(plainBuckets);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(cwd, name), 'utf8'));
    expect((await run([...scan, '--format', 'asff', '--out', 'f.json'])).exit).toBe(0);
    expect(read('f.json')).toMatchObject([{ SchemaVersion: '2018-10-08' }, {}, {}]);
    expect((await run([...scan, '--out', 'f.sarif'])).exit).toBe(0);
    expect(read('f.sarif')).toMatchObject({ version: '2.1.0' });
    const { exit, err } = await run([...scan, '--format', 'ocsf', '--out', 'f.csv']);
    expect(exit).toBe(2);
    expect(flat(err)).toContain('Give --out an ending .json');
  });

  test('the exit code is that of the report', async () => {
    const { run } = terminalAt(plainBuckets);
    expect((await run([...scan, '--format', 'asff', '--exit-code'])).exit).toBe(3);
  });
});
