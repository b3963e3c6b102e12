import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../src/core/engine/reconcile.ts';
import { undo } from '../src/core/engine/undo.ts';
import type { Aws, Remediation } from '../src/core/model/remediation.ts';
import { listings } from '../src/services/index.ts';
import { referenceUnits } from './kit/reference-units.ts';
import { toyOf } from './kit/toy.ts';

/** What AGENTS.md shows is built and run, and the files that it names are there. */

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'AGENTS.md'), 'utf8');
const example =
  [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, text = '']) => text)
    .find((text) => text.includes('export default remediation({') && text.includes('import ')) ?? '';

const folder = mkdtempSync(join(tmpdir(), 'waxseal-agents-'));
const file = join(folder, 'example.ts');
/** As it stands in a room. */
const text = example.replaceAll("'../../../", `'${root}/src/`);
const tsc = (source: string): string => {
  writeFileSync(file, source);
  return spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
};

const isRemediation = (unit: unknown): unit is Remediation =>
  typeof unit === 'object' && unit !== null && 'meta' in unit && 'plan' in unit;

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: [file],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what it begins with is free to be begun', () => {
  const pages = ['AGENTS.md', 'scripts/new/request.ts'];
  const named = pages.flatMap((path) =>
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /npm run new -- ([a-z]\S*)|such as ([a-z-]+)\)|\(([a-z]+-[a-z-]+)\)\./g,
      ),
    ].map(([, command, asked, refused]) => command ?? asked ?? refused),
  );
  expect(named.length).toBeGreaterThan(1);
  expect(new Set(named).size).toBe(1);
  const taken = listings.filter(({ id }) => id === named[0]).map(({ id }) => id);
  expect(
    taken,
    `${taken.join()} is a remediation by now: let ${pages.join(' and ')} begin one that nobody plans`,
  ).toEqual([]);
});

describe('the whole remediation', () => {
  test('type-checks, and would not with a field that it does not have', () => {
    expect(tsc(text.replace("set: 'requireTls'", "set: 'requiresTls'"))).toContain('requiresTls');
    expect(tsc(text)).toBe('');
  }, 60_000);

  test('is applied, and taken back', async () => {
    writeFileSync(file, text);
    const module: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
    const unit: unknown = typeof module === 'object' && module !== null && Reflect.get(module, 'default');
    if (!isRemediation(unit)) throw new Error('the example exports no remediation');

    const proxy = { RequireTLS: false, IdleClientTimeout: 1800 };
    const client = {
      send: async ({ input }: { readonly input: { readonly RequireTLS?: boolean } }) => {
        if (input.RequireTLS !== undefined) proxy.RequireTLS = input.RequireTLS;
        return { DBProxies: [proxy] };
      },
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a client with the one method that the example uses
    const aws = { use: () => client } as unknown as Aws;
    const toy = toyOf({});
    toy.policy = {
      ...toy.policy,
      optIns: [
        { impacts: ['breaks-plaintext'], owner: 'team', reason: 'ready', since: '2026-01-01', line: 1 },
      ],
    };
    const ports = { ...toy.ports, clouds: { look: () => aws, write: async () => aws } };
    const job = { ...toy.job, unit };

    expect(await reconcile(job, ports)).toMatchObject({
      is: 'approval-requested',
      plan: { hazards: [{ id: 'many-wait' }] },
    });
    expect(proxy.RequireTLS).toBe(false);
    proxy.IdleClientTimeout = 60;
    const done = await reconcile(job, ports);
    expect([done.is, proxy.RequireTLS]).toEqual(['remediated', true]);
    const run = 'run' in done ? (done.run ?? '') : '';
    const catalog = { ...toy.catalog, remediation: async () => unit };
    const actor = 'arn:aws:iam::111122223333:user/dana';
    expect((await undo({ run, actor, reason: 'test' }, catalog, ports)).is).toBe('rolled-back');
    expect(proxy.RequireTLS).toBe(false);
  });
});

test('it says what a newcomer would otherwise learn from a red test', () => {
  const row = page.split('\n').find((line) => line.startsWith('| `…/sandbox/` |')) ?? '';
  expect(row).toContain('`facts` of the room');
  expect(page).toContain('npm run format ');
});

test('it names a unit to copy for each family that one stands for', () => {
  const line = /A room to copy[\s\S]*?\n\n/.exec(page)?.[0] ?? '';
  const units = [...line.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map(([, id = '']) => id);
  expect(units).toEqual(expect.arrayContaining(Object.values(referenceUnits)));
  const known = new Set(listings.map(({ id }) => id));
  expect(units.filter((id) => !known.has(id))).toEqual([]);
});

test('what it names is there', () => {
  const named = [...page.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
