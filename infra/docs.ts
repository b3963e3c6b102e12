import { costTable, sweepTable } from './cost.ts';
import { permissionsTable } from './permissions-table.ts';
import type { Unit } from './units.ts';

/** The tables of docs/security.md and docs/cost.md, between their markers: `npm run generate` writes them. */
const marks = (what: string): readonly [string, string] => [
  `<!-- ${what}: written by npm run generate -->`,
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

/** The pages that have such parts, as they should be. `read`: a page as it is, by path from the top of the project. */
export const pages = (
  units: readonly Unit[],
  read: (path: string) => string,
): readonly (readonly [path: string, wanted: string])[] => {
  const security = withPart(read('docs/security.md'), 'permissions', permissionsTable(units));
  const costs = withPart(read('docs/cost.md'), 'costs', costTable());
  return [
    ['docs/security.md', security],
    ['docs/cost.md', withPart(costs, 'sweep', sweepTable())],
  ];
};
