import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import { autoPolicy, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';
import { rowsOf, ends } from '../exports/journal.ts';
import { findingKey } from '../../src/core/journal/records.ts';

const only = ['--remediation', 's3-bucket-tls-only'];
const line = ['report', 'import', '--scan', ...only];
const account = { ...plainBuckets, securityhub: {} };

const parts = z.object({
  applied: z.boolean(),
  parts: z.array(
    z.object({
      region: z.string(),
      findings: z.array(z.object({ is: z.string(), id: z.string() })),
      settled: z.number(),
      newer: z.array(z.string()),
      others: z.array(z.string()),
      taken: z.number(),
      refused: z.array(z.object({ id: z.string(), code: z.string() })),
      failure: z.optional(z.object({ code: z.string() })),
    }),
  ),
  elsewhere: z.array(z.object({ account: z.string(), findings: z.number() })),
});
const at = (some: Parameters<typeof terminalAt>[0], more?: Parameters<typeof terminalAt>[1]) => {
  const terminal = terminalAt(some, more);
  const { sandbox, json, file } = terminal;
  file('waxseal.yaml', autoPolicy);
  return {
    ...terminal,
    imported: async (...words: readonly string[]) => {
      const { exit, document } = await json([...line, ...words], 'waxseal/report-import/v1');
      return { exit, ...parts.parse(document) };
    },
    /** What Security Hub holds: resource, compliance, record state, workflow. */
    held: () =>
      (sandbox.world().securityhub?.Findings ?? []).map(({ Resources, Compliance, RecordState, Workflow }) =>
        [
          Resources[0]?.Id,
          z.object({ Status: z.string() }).parse(Compliance).Status,
          RecordState,
          Workflow.Status,
        ].join(' '),
      ),
    writes: () => sandbox.calls().filter(({ operation }) => operation === 'securityhub:BatchImportFindings'),
  };
};

describe('report import', () => {
  test('shows what would be sent, and sends nothing', async () => {
    const { imported, run, writes } = at(account);
    expect(await imported()).toMatchObject({
      exit: 0,
      applied: false,
      parts: [
        { region: 'eu-west-1', findings: [{ is: 'new' }, { is: 'new' }], settled: 1, taken: 0, refused: [] },
      ],
      elsewhere: [],
    });
    const { out } = await run(line);
    expect(flat(out)).toContain('2 new, 0 known, 0 to archive; 1 compliant or gone and not open there.');
    expect(flat(out)).toContain('Nothing was sent: --apply sends it.');
    expect(writes()).toEqual([]);
  });

  test('sends, sends again without doubling, and archives what has become compliant', async () => {
    const { imported, held, run, sandbox } = at(account);
    expect(await imported('--apply')).toMatchObject({ exit: 0, applied: true, parts: [{ taken: 2 }] });
    expect(held()).toEqual([
      'arn:aws:s3:::plain FAILED ACTIVE NEW',
      'arn:aws:s3:::website FAILED ACTIVE NEW',
    ]);
    // As fast as that it is the same moment, and Security Hub would pass over it.
    expect(await imported('--apply')).toMatchObject({ exit: 3, parts: [{ taken: 0, newer: [{}, {}] }] });
    sandbox.advance(60_000);
    expect(await imported('--apply')).toMatchObject({
      exit: 0,
      parts: [{ taken: 2, findings: [{ is: 'update' }, { is: 'update' }] }],
    });
    expect(held()).toHaveLength(2);
    await run(['apply', '--resource', 'arn:aws:s3:::plain', ...only]);
    sandbox.advance(60_000);
    expect(await imported('--apply')).toMatchObject({
      exit: 0,
      parts: [{ taken: 2, findings: [{ is: 'archive' }, { is: 'update' }] }],
    });
    expect(held()).toEqual([
      'arn:aws:s3:::plain PASSED ARCHIVED NEW',
      'arn:aws:s3:::website FAILED ACTIVE NEW',
    ]);
    sandbox.advance(60_000);
    expect(await imported('--apply')).toMatchObject({ parts: [{ taken: 1, settled: 2 }] });
  });

  test('what Security Hub holds of others, and of us that the report does not know, stays', async () => {
    const held = {
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
      GeneratorId: 'g',
      AwsAccountId: '111122223333',
      Region: 'eu-west-1',
      UpdatedAt: '2020-01-01T00:00:00.000Z',
      Title: 't',
      Compliance: { Status: 'FAILED' },
      Resources: [{ Type: 'Other', Id: 'x' }],
    };
    const mine = 'waxseal/111122223333/eu-west-1/s3-bucket-tls-only/00';
    const { imported, held: now } = at({
      ...account,
      securityhub: {
        Findings: [
          { ...held, Id: 'somebody-elses' },
          { ...held, Id: mine, Workflow: { Status: 'SUPPRESSED' } },
        ],
      },
    });
    expect(await imported('--apply')).toMatchObject({ exit: 0, parts: [{ others: [mine], taken: 2 }] });
    expect(now().slice(0, 2)).toEqual(['x FAILED ACTIVE NEW', 'x FAILED ACTIVE SUPPRESSED']);
  });

  test('a kind that can be listed again is archived, but only where it was looked at', async () => {
    const unlistedOf = (region: string, type: string) => ({
      Id: `waxseal/111122223333/${region}/unlisted/${type}`,
      ProductArn: `arn:aws:securityhub:${region}:111122223333:product/111122223333/default`,
      GeneratorId: 'waxseal/unlisted',
      AwsAccountId: '111122223333',
      Region: region,
      UpdatedAt: '2020-01-01T00:00:00.000Z',
      Title: 't',
      Compliance: { Status: 'NOT_AVAILABLE' },
      Resources: [{ Type: 'AwsAccount', Id: type }],
    });
    const { imported, held } = at({
      ...account,
      securityhub: {
        Findings: [
          unlistedOf('eu-west-1', 'AWS::S3::Bucket'),
          unlistedOf('eu-west-1', 'AWS::RDS::DBInstance'),
          unlistedOf('us-east-1', 'AWS::S3::Bucket'),
        ],
      },
    });
    await imported('--apply');
    expect(held().slice(0, 3)).toEqual([
      'AWS::::Account:111122223333 PASSED ARCHIVED NEW',
      'AWS::RDS::DBInstance NOT_AVAILABLE ACTIVE NEW',
      'AWS::S3::Bucket NOT_AVAILABLE ACTIVE NEW',
    ]);
  });

  test('one clear sentence where Security Hub is not enabled', async () => {
    for (const some of [plainBuckets, { ...plainBuckets, securityhub: { Regions: ['us-east-1'] } }]) {
      const { imported, run, writes } = at(some);
      expect(await imported('--apply')).toMatchObject({
        exit: 1,
        parts: [{ taken: 0, failure: { code: 'security-hub-off' } }],
      });
      const { out, exit } = await run(line);
      expect(exit).toBe(1);
      expect(flat(out)).toContain(
        'Security Hub is not enabled in account 111122223333 in eu-west-1. Enable it there (aws securityhub enable-security-hub --no-enable-default-standards --region eu-west-1; standards cost by the check)',
      );
      expect(writes()).toEqual([]);
    }
  });

  test('each Region is told its own, and findings of another account are left', async () => {
    const journal = openSqliteJournal(':memory:');
    const { entries, findings } = rowsOf({ open: ends['open'] ?? { is: 'gone' } });
    const places = [
      ['111122223333', 'eu-west-1'],
      ['111122223333', 'us-east-1'],
      ['444455556666', 'eu-west-1'],
    ] as const;
    for (const [accountId, region] of places)
      for (const [kind, rows] of [
        ['finding', findings],
        ['entry', entries],
      ] as const)
        for (const row of rows) {
          const arn = `arn:aws:s3:::${accountId}-${region}`;
          const target = { ...row.target, account: accountId, region, arn };
          const finding = findingKey(target, row.remediation);
          const value = { ...row, target, ...(kind === 'entry' && { finding }) };
          await journal.write({ kind, key: kind === 'finding' ? finding : `${finding} ${region}`, value }, 0);
        }
    const before = {
      Id: 'waxseal/111122223333/us-east-1/unlisted/AWS::S3::Bucket',
      ProductArn: 'arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default',
      GeneratorId: 'waxseal/unlisted',
      AwsAccountId: '111122223333',
      Region: 'us-east-1',
      UpdatedAt: '2020-01-01T00:00:00.000Z',
      Title: 't',
      Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }],
    };
    const { json, file, sandbox } = terminalAt(
      { securityhub: { Findings: [before] } },
      { parts: { journal } },
    );
    file('waxseal.yaml', autoPolicy);
    const { exit, document } = await json(['report', 'import', '--apply'], 'waxseal/report-import/v1');
    expect(exit).toBe(3);
    expect(parts.parse(document)).toMatchObject({
      parts: [
        { region: 'eu-west-1', taken: 1 },
        // Nobody looked there: whether it can be listed again is not known.
        { region: 'us-east-1', taken: 1, others: [before.Id] },
      ],
      elsewhere: [{ account: '444455556666', findings: 1 }],
    });
    expect(
      sandbox
        .world()
        .securityhub?.Findings.slice(1)
        .map(({ Region, ProductArn }) => [Region, ProductArn]),
    ).toEqual(
      ['eu-west-1', 'us-east-1'].map((region) => [
        region,
        `arn:aws:securityhub:${region}:111122223333:product/111122223333/default`,
      ]),
    );
  });

  test.each([
    ['no policy file', '', /There is no policy file: nothing is written/],
    ['the kill switch', 'version: 1\nkillSwitch: true\n', /The kill switch is on/],
  ])('%s keeps it from being sent', async (_what, policy, says) => {
    const { run, file, sandbox } = terminalAt(account);
    if (policy !== '') file('waxseal.yaml', policy);
    const { exit, err } = await run([...line, '--apply']);
    expect(exit).toBe(2);
    expect(flat(err)).toMatch(says);
    expect(sandbox.calls()).toEqual([]);
  });
});
