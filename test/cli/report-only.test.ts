import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { autoPolicy, flat, plainBuckets, terminalAt } from '../kit/terminal.ts';

const scan = ['report', '--scan', '--remediation', 's3-bucket-tls-only'];
const says = 'Only owner orders: there is more.';
const at = () => {
  const terminal = terminalAt(plainBuckets);
  terminal.file('waxseal.yaml', autoPolicy);
  return terminal;
};
const arns = (text: string) => new Set(text.match(/arn:aws:s3:::[a-z]+/g));
const only = z.object({
  report: z.object({
    only: z.optional(z.unknown()),
    total: z.object({ counts: z.object({ open: z.number() }) }),
    items: z.array(z.object({ target: z.object({ id: z.string() }) })),
    map: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  }),
});

test.each(['asff', 'ocsf', 'sarif', 'csv'])('%s has what was asked for, and says so', async (format) => {
  const { run } = at();
  const { out } = await run([...scan, '--owner', 'orders', '--format', format]);
  expect(arns(out)).toEqual(new Set(['arn:aws:s3:::plain']));
  expect(out).toContain(says);
  expect((await run([...scan, '--format', format])).out).not.toContain('there is more');
});
test.each(['text', 'markdown', 'html'])('%s says so first', async (format) => {
  const { run } = at();
  const { out } = await run([...scan, '--owner', 'orders', '--format', format]);
  expect(flat(out)).toContain(says);
  expect(flat(out)).not.toContain('website');
});
test('as data, with the hops of the same', async () => {
  const { json } = at();
  const cut = async (...words: readonly string[]) => {
    const { document } = await json([...scan, ...words], 'waxseal/report/v1');
    return only.parse(document).report;
  };
  const orders = await cut('--owner', 'orders');
  expect(orders.only).toEqual({ accounts: [], owners: ['orders'], regions: [] });
  expect(orders.items.map(({ target }) => target.id)).toEqual(['plain']);
  expect(orders.total.counts.open).toBe(1);
  expect(orders.map.nodes.map(({ id }) => id)).not.toContain('arn:aws:s3:::website');
  expect((await cut('--account', '111122223333', '--within', 'eu-west-1')).items).toHaveLength(3);
  expect((await cut('--account', '444455556666')).items).toEqual([]);
  expect((await cut('--within', 'us-east-1', '--within', 'eu-west-1')).items).toHaveLength(3);
  expect((await cut('--within', 'us-east-1')).items).toEqual([]);
  expect((await cut()).only).toBeUndefined();
});
test('findings that are imported are whole, and say nothing of it', async () => {
  const terminal = terminalAt({ ...plainBuckets, securityhub: {} });
  terminal.file('waxseal.yaml', autoPolicy);
  const more = ['--owner', 'orders', '--apply'];
  const { exit } = await terminal.run(['report', 'import', ...scan.slice(1), ...more]);
  expect(exit).toBe(0);
  const held = terminal.sandbox.world().securityhub?.Findings ?? [];
  expect(held.map(({ Resources }) => Resources[0]?.Id)).toEqual(['arn:aws:s3:::plain']);
  expect(JSON.stringify(held)).not.toContain('there is more');
});
