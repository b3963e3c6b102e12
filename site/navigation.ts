import { dirname, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pageAt, pages, placeOf, prose, titleOf } from './pages.ts';

type Item = DefaultTheme.SidebarItem;

/** Pages in the order in which they are read. A folder is what its README.md lists. */
const sections: Readonly<Record<string, readonly string[]>> = {
  Start: ['README.md', 'docs/glossary.md', 'docs/coverage.md', 'docs/cli.md'],
  Deploy: ['docs/deploy.md', 'docs/security.md', 'docs/cost.md', 'docs/scale.md'],
  Operate: [
    'docs/operate.md',
    'docs/evidence.md',
    'docs/ownership.md',
    'docs/events.md',
    'docs/serve.md',
    'docs/errors.md',
  ],
  'What is promised': ['docs/guarantees.md', 'docs/performance.md'],
  'Look and prevent': [
    'docs/map.md',
    'docs/certificates.md',
    'docs/posture.md',
    'docs/detectors.md',
    'docs/probe.md',
    'docs/scan-code.md',
    'docs/exports.md',
    'docs/guardrails.md',
  ],
  Reference: ['docs/remediations', 'docs/json'],
  'Work on it': [
    'AGENTS.md',
    'docs/architecture.md',
    'docs/testing.md',
    'docs/mutation.md',
    'docs/decisions',
  ],
};

/** Where a page is met: `/docs/json/`, `/docs/deploy`. */
export const linkTo = (page: string): string =>
  `/${placeOf(page)
    .replace(/(^|\/)index\.md$/, '$1')
    .replace(/\.md$/, '')}`;
const leaf = (page: string, text = titleOf(page)): Item => ({ text, link: linkTo(page) });

const linksIn = (markdown: string, folder: string): readonly Item[] =>
  [...markdown.matchAll(/\[([^\]]+)\]\(([\w-]+\.md)\)/g)].map(([, text = '', file = '']) =>
    leaf(join(folder, file).replaceAll('\\', '/'), text.replaceAll('`', '')),
  );

/** The pages that a folder's README.md lists; those below a heading of it stand together. */
const listed = (index: string): readonly Item[] => {
  const [before = '', ...parts] = prose(index).split(/^## /m);
  const groups = parts.map((part) => ({
    text: part.slice(0, part.indexOf('\n')).trim(),
    collapsed: true,
    items: [...linksIn(part, dirname(index))],
  }));
  return [...linksIn(before, dirname(index)), ...groups];
};

const itemOf = (path: string): Item => {
  const page = pageAt(path);
  if (page === undefined) throw new Error(`site/navigation.ts: ${path} is no page.`);
  return page === path ? leaf(page) : { ...leaf(page), collapsed: true, items: [...listed(page)] };
};

export const flat = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...flat(item.items ?? [])]);
const linked = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(flat(items).flatMap(({ link }) => link ?? []));

const chosen: readonly Item[] = Object.entries(sections).map(([text, paths]) => ({
  text,
  items: paths.map(itemOf),
}));

/** A page that is named nowhere is reached all the same, and the tests ask for its place. */
export const unplaced: readonly string[] = pages.filter((page) => !linked(chosen).has(linkTo(page)));

export const sidebar: Item[] = [
  ...chosen,
  ...(unplaced.length > 0 ? [{ text: 'More', items: unplaced.map((page) => leaf(page)) }] : []),
];

/** What people come for most, above every page. */
export const top: DefaultTheme.NavItem[] = [
  { text: 'Deploy', link: linkTo('docs/deploy.md') },
  { text: 'Operate', link: linkTo('docs/operate.md') },
  { text: 'Remediations', link: linkTo('docs/remediations/README.md') },
  { text: 'Guarantees', link: linkTo('docs/guarantees.md') },
];
