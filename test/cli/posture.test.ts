import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { arnOf, autoPolicy, terminalAt, type Terminal } from '../kit/terminal.ts';

const account = { s3: { Buckets: [{ Name: 'orders' }, { Name: 'invoices' }] } };

const document = z.object({
  posture: z.object({
    looked: z.boolean(),
    figures: z.array(z.object({ id: z.string(), value: z.nullable(z.number()), says: z.string() })),
    maturity: z.array(
      z.object({ name: z.string(), level: z.nullable(z.number()), steps: z.array(z.unknown()) }),
    ),
  }),
});

const postureOf = async (terminal: Terminal, ...line: readonly string[]) => {
  const told = await terminal.json(['posture', ...line], 'waxseal/posture/v1');
  return { exit: told.exit, ...document.parse(told.document).posture };
};

describe('waxseal posture', () => {
  let terminal: Terminal;
  beforeAll(() => {
    terminal = terminalAt(account);
    terminal.file('waxseal.yaml', autoPolicy);
  });

  test('of an empty journal says of each figure why it has no value', async () => {
    const { looked, figures, maturity } = await postureOf(terminal);
    expect(looked).toBe(false);
    expect(figures.filter(({ value }) => value !== null)).toEqual([]);
    expect(maturity).toMatchObject([{ name: 'organization', level: null }]);
  });

  test('with a look tells of what is there, by account, and exits as asked', async () => {
    const { looked, exit, figures, maturity } = await postureOf(terminal, '--scan', '--exit-code');
    expect(looked).toBe(true);
    expect(exit).toBe(3);
    expect(figures.find(({ id }) => id === 'plaintext-open-for')?.says).toContain('open');
    expect(maturity.map(({ name }) => name)).toEqual(['organization', '111122223333']);
    const alone = await postureOf(terminal, '--scan', '--account', '111122223333');
    expect(alone.maturity).toHaveLength(1);
    expect(
      (await postureOf(terminal, '--scan', '--account', '444455556666')).figures.every(
        ({ value }) => value === null || value === 0,
      ),
    ).toBe(true);
  });

  test('is a section of the report, in every format, unless that is about some remediations only', async () => {
    const report = await terminal.run(['report', '--scan']);
    expect(report.out).toContain('Posture: maturity and key figures of SEC09');
    expect((await terminal.run(['report', '--scan', '--format', 'markdown'])).out).toContain(
      'Communications encrypted',
    );
    const html = await terminal.run(['report', '--scan', '--format', 'html']);
    expect(html.out).toContain('id="posture"');
    expect(html.out).toContain('href="#posture"');
    const some = await terminal.run(['report', '--scan', '--remediation', 's3-bucket-tls-only']);
    expect(some.out).not.toContain('Posture:');
  });

  test('of several accounts is of these together and of each; of one that is not met nothing is known', async () => {
    const some = ['--account', '111122223333', '--account', '444455556666'];
    const { maturity } = await postureOf(terminal, '--scan', ...some);
    expect(maturity.map(({ name, level }) => [name, level])).toEqual([
      ['accounts chosen', null],
      ['111122223333', null],
      ['444455556666', null],
    ]);
  });

  test.each([
    ['posture', 'kind,of,id,', 'criterion,organization,end-to-end'],
    ['map', 'from,fromId,', 'orders'],
    ['certificates', 'account,region,id,', ''],
  ])('%s is also a table for spreadsheets', async (command, head, holds) => {
    const scanned = command === 'posture' ? ['--scan'] : [];
    const { out } = await terminal.run([command, ...scanned, '--format', 'csv']);
    expect(out.startsWith(head)).toBe(true);
    expect(out).toContain(holds);
  });

  test('after the fix the journal has it, and each figure says what was counted', async () => {
    await terminal.run(['apply', '--scan']);
    const { figures } = await postureOf(terminal);
    expect(figures.find(({ id }) => id === 'plaintext-remediated-after')?.value).toBe(0);
    const shown = await terminal.run(['posture', '--scan', '--format', 'markdown']);
    expect(shown.out).toContain('Never measured here');
    expect(shown.out).not.toContain(arnOf('orders'));
    if (process.env['SHOW_POSTURE']) process.stdout.write((await terminal.run(['posture', '--scan'])).out);
  });
});
