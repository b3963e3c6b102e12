import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project: links between its pages are the same on GitHub and on the site, and so are the folders. */
export const root = join(import.meta.dirname, '..');

const text = (page: string): string => readFileSync(join(root, page), 'utf8');
/** Without blocks of code, in which `#` begins a comment. */
export const prose = (page: string): string => text(page).replaceAll(/^```.*?^```/gms, '');

/** Every page of the site, by its path from the project's root. */
export const pages: readonly string[] = [
  'README.md',
  'AGENTS.md',
  ...globSync('docs/**/*.md', { cwd: root }).map((page) => page.replaceAll('\\', '/')),
].toSorted();

/** What a heading says, without its marks. */
const plain = (heading: string): string =>
  heading.replaceAll('`', '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');

/** Its headings of any level, as they are read. */
export const headingsOf = (page: string): readonly string[] =>
  [...prose(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => plain(heading));

export const titleOf = (page: string): string => headingsOf(page)[0] ?? page;

/** `docs/json` and `docs/json/README.md` are one page; what is no page is `undefined`. */
export const pageAt = (path: string): string | undefined => {
  const page = existsSync(join(root, path, 'README.md')) ? join(path, 'README.md') : path;
  return pages.find((one) => one === page.replaceAll('\\', '/'));
};

/** Where a page stands on the site: GitHub shows README.md of a folder, a server its index. */
export const placeOf = (page: string): string => page.replace(/(^|\/)README\.md$/, '$1index.md');
