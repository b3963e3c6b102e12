import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog } from '../src/remediations/index.ts';
import { costTable } from './cost.ts';
import { permissionsTable } from './permissions-table.ts';
import { unitsOf } from './units.ts';

/** Writes the tables of docs/security.md and docs/cost.md between their markers: `node infra/docs.ts`. */
const marks = (what: string): readonly [string, string] => [
  `<!-- ${what}: written by infra/docs.ts -->`,
  `<!-- end of ${what} -->`,
];

/** A page with one marked part replaced. Throws when the page has no such part. */
export const withPart = (page: string, what: string, part: string): string => {
  const [begin, end] = marks(what);
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no part ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${part}\n\n${page.slice(to)}`;
};

/** Path, text as it is, text as it should be. */
export const pages = async (): Promise<readonly (readonly [URL, string, string])[]> => {
  const parts = [
    ['security.md', 'permissions', permissionsTable(await unitsOf(catalog))],
    ['cost.md', 'costs', costTable()],
  ] as const;
  return parts.map(([file, what, part]) => {
    const url = new URL(`../docs/${file}`, import.meta.url);
    const text = readFileSync(url, 'utf8');
    return [url, text, withPart(text, what, part)] as const;
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [url, , wanted] of await pages()) writeFileSync(url, wanted);
