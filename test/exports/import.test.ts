import { describe, expect, test } from 'vitest';
import { asffReport } from '../../src/exports/asff.ts';
import { callsOf, intendedOf, type Known } from '../../src/exports/import.ts';
import { buildReport } from '../../src/report/model.ts';
import { ends, now, rowsOf, unlisted } from './journal.ts';

const findings = asffReport({
  report: buildReport(rowsOf(ends), now, [], { unlisted }),
  about: new Map(),
  version: '1.2.3',
});
const of = (bucket: string) => {
  const found = findings.find(({ Resources }) => Resources?.[0]?.Id === `arn:aws:s3:::${bucket}`);
  if (!found) throw new Error(`no ${bucket}`);
  return found;
};
const before = '2026-02-01T00:00:00.000Z';
const known = (bucket: string, more: Partial<Known> = {}): Known => ({
  id: of(bucket).Id ?? '',
  updatedAt: before,
  archived: false,
  ...more,
});

describe('what Security Hub is told', () => {
  test.each<[string, string, Partial<Known> | undefined, string]>([
    ['what is open and not known there', 'open', undefined, 'new ACTIVE'],
    ['what is open and known', 'open', {}, 'update ACTIVE'],
    ['what was archived and is open again', 'open', { archived: true }, 'update ACTIVE'],
    ['what cannot be evaluated', 'blind', {}, 'update ACTIVE'],
    ['what is exempt', 'exempt', {}, 'update ACTIVE'],
    ['what is compliant again', 'fixed', {}, 'archive ARCHIVED'],
    ['what is gone', 'away', {}, 'archive ARCHIVED'],
    ['what was never told, and is compliant', 'fine', undefined, 'settled'],
    ['what was never told, and is gone', 'away', undefined, 'settled'],
    ['what is archived, and still compliant', 'fine', { archived: true }, 'settled'],
    ['what it has a newer word of', 'open', { updatedAt: '2026-03-02T00:00:00.000Z' }, 'newer'],
    ['what it has a word of that is just as old', 'open', { updatedAt: now.toISOString() }, 'newer'],
    ['the same moment, written otherwise', 'open', { updatedAt: '2026-03-01T13:00:00+01:00' }, 'newer'],
  ])('%s', (_what, bucket, more, is) => {
    const { sendings, settled, newer } = intendedOf([of(bucket)], more ? [known(bucket, more)] : []);
    expect([
      ...sendings.map((one) => `${one.is} ${one.finding.RecordState}`),
      ...Array.from({ length: settled }, () => 'settled'),
      ...newer.map(() => 'newer'),
    ]).toEqual([is]);
  });

  test('what it holds and the report does not know stays as it is, and is counted', () => {
    const { sendings, others } = intendedOf([], [known('open'), known('fine', { archived: true })]);
    expect(sendings).toEqual([]);
    expect(others).toEqual([of('open').Id]);
  });

  test('what is too large is not sent, and named', () => {
    const large = { ...of('open'), ProductFields: { x: 'ä'.repeat(123_000) } };
    const { sendings, tooLarge } = intendedOf([large, of('waits')], []);
    expect(sendings).toHaveLength(1);
    expect(tooLarge).toEqual([of('open').Id]);
  });
});

describe('calls', () => {
  test('a hundred findings each', () => {
    const many = Array.from({ length: 250 }, () => of('open'));
    expect(callsOf(many).map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(callsOf([])).toEqual([]);
  });
  test('6 MB each, as it stands on the wire', () => {
    const large = { ...of('open'), ProductFields: { x: 'ä'.repeat(115_000) } };
    const calls = callsOf(Array.from({ length: 60 }, () => large));
    expect(calls.flat()).toHaveLength(60);
    expect(calls.length).toBeGreaterThan(2);
    for (const Findings of calls)
      expect(Buffer.byteLength(JSON.stringify({ Findings }))).toBeLessThanOrEqual(6 * 1024 * 1024);
  });
});
