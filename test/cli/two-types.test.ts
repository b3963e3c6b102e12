import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { account, catalog, everything, id, stream, table } from '../kit/two-types.ts';
import { flat, terminalAt } from '../kit/terminal.ts';

const scanned = z.object({
  looks: z.array(z.object({ target: z.object({ type: z.string(), id: z.string() }) })),
});
const terminal = (more: object = {}) => terminalAt({ ...account, ...more }, { parts: { catalog } });

describe('a remediation of two types', () => {
  test('list and explain name both; the first stays where it was', async () => {
    const { json, run } = terminal();
    const both = { id, resourceType: table, alsoTypes: [stream] };
    expect(await json(['list'], 'waxseal/list/v1')).toMatchObject({ document: { remediations: [both] } });
    expect((await run(['list'])).out).toContain(`${table}, ${stream}`);
    expect(await json(['explain', id], 'waxseal/explain/v1')).toMatchObject({
      document: {
        ...both,
        permissions: { read: expect.arrayContaining(['dynamodb:ListTables', 'kinesis:ListStreams']) },
      },
    });
    expect((await run(['explain', id])).out).toContain(`${table}, ${stream}`);
  });

  test('scan looks at both, and one that cannot be listed keeps nothing from the other', async () => {
    const seen = async (more: object) => {
      const { document } = await terminal(more).json(['scan'], 'waxseal/scan/v1');
      const { looks } = scanned.parse(document);
      return looks.map(({ target: { type, id: name } }) => `${type} ${name}`).toSorted();
    };
    expect(await seen({})).toEqual(everything);
    expect(await seen({ denied: ['dynamodb:ListTables'] })).toEqual(everything.slice(2));
  });

  test.each([
    ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders'],
    ['arn:aws:kinesis:eu-west-1:111122223333:stream/orders'],
  ])('plan finds %s', async (arn) => {
    const { exit, out } = await terminal().run(['plan', '--resource', arn]);
    expect({ exit, out: flat(out) }).toMatchObject({ out: expect.stringContaining('orders is so.') });
  });

  test('a line of the policy is idle only where both types were listed', async () => {
    const idle = async (more: object) => {
      const { json, file } = terminal(more);
      file(
        'waxseal.yaml',
        `version: 1\nmode: dry-run\nrules: [{ name: no such, remediations: [${id}], resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/gone'], mode: ask }]\n`,
      );
      return (await json(['scan'], 'waxseal/scan/v1')).document;
    };
    expect(await idle({})).toMatchObject({ idle: [{ name: 'no such' }] });
    expect(await idle({ denied: ['kinesis:ListStreams'] })).toMatchObject({ idle: [] });
  });

  test('doctor reads one of each', async () => {
    const { out } = await terminal().run(['doctor', '--remediation', id]);
    expect(flat(out)).toContain('may list, read and see tags (orders, clicks)');
  });
});
