import { dirname, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { pageAt, pages, placeOf, prose, titleOf } from './pages.ts';

type Item = DefaultTheme.SidebarItem;

/** Pages in the order in which they are read, each by a name that is short enough for a list. A folder is what its README.md lists. */
const sections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Start: {
    'README.md': 'Waxseal',
    'docs/glossary.md': 'Glossary',
    'docs/coverage.md': 'Coverage',
    'docs/cli.md': 'Command line',
  },
  Deploy: {
    'docs/deploy.md': 'Deployment',
    'docs/security.md': 'Security',
    'docs/cost.md': 'Costs and limits',
    'docs/scale.md': 'Scale',
  },
  Operate: {
    'docs/operate.md': 'Operation',
    'docs/evidence.md': 'Evidence',
    'docs/ownership.md': 'Ownership and undo',
    'docs/events.md': 'Notifications',
    'docs/serve.md': 'Live report',
    'docs/errors.md': 'Errors and reasons',
  },
  'What is promised': { 'docs/guarantees.md': 'Guarantees', 'docs/performance.md': 'Performance' },
  'Look and prevent': {
    'docs/map.md': 'Map of hops',
    'docs/certificates.md': 'Certificates',
    'docs/posture.md': 'Posture and maturity',
    'docs/detectors.md': 'Other detectors',
    'docs/probe.md': 'Probes',
    'docs/scan-code.md': 'Source code',
    'docs/exports.md': 'Exports',
    'docs/guardrails.md': 'Guardrails',
  },
  Reference: { 'docs/remediations': 'Remediations', 'docs/json': 'JSON output' },
  'Work on it': {
    'AGENTS.md': 'How to work on it',
    'docs/architecture.md': 'Architecture',
    'docs/testing.md': 'Tests',
    'docs/mutation.md': 'Mutation testing',
    'docs/decisions': 'Decisions',
  },
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

const itemOf = ([path, text]: readonly [string, string]): Item => {
  const page = pageAt(path);
  if (page === undefined) throw new Error(`site/navigation.ts: ${path} is no page.`);
  return page === path
    ? leaf(page, text)
    : { ...leaf(page, text), collapsed: true, items: [...listed(page)] };
};

export const flat = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...flat(item.items ?? [])]);
const linked = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(flat(items).flatMap(({ link }) => link ?? []));

const chosen: readonly Item[] = Object.entries(sections).map(([text, paths]) => ({
  text,
  items: Object.entries(paths).map(itemOf),
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
