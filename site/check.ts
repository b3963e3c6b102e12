import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from './pages.ts';

const allIn = (html: string, pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map(([, found = '']) => found.replaceAll('&amp;', '&'));

/** What is wrong with one page, apart from its links. */
const faultsIn = (html: string): readonly string[] => [
  ...(allIn(html, /(<h1[\s>])/g).length === 1 ? [] : ['has not one h1']),
  ...(/<title>[^<]+<\/title>/.test(html) ? [] : ['has no title']),
  ...(/<html lang="en"/.test(html) ? [] : ['does not say its language']),
  ...(/<a[^>]*class="[^"]*VPSkipLink/.test(html) ? [] : ['has no link that skips to its content']),
  ...(/\{\{|<main/.exec(html)?.[0] === '{{' ? ['shows braces around its content'] : []),
  ...(html.includes('http-equiv="Content-Security-Policy"') ? [] : ['has no policy']),
  ...allIn(html, /<(?:script|link|img|iframe)\b[^>]*\s(?:src|href)="((?:https?:)?\/\/[^"]*)"/g).map(
    (url) => `asks ${url} for something`,
  ),
];

/**
 * The built site, as a browser meets it: every link leads somewhere, and so do anchors, for which VitePress does not look. What
 * pages link to in the project that is no page (an example, a schema) comes along.
 */
export const check = (out: string, base = '/'): readonly string[] => {
  const files = globSync('**/*.html', { cwd: out }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(files.map((file) => [file, readFileSync(join(out, file), 'utf8')]));
  const ids = new Map([...pages].map(([file, html]) => [file, new Set(allIn(html, /\sid="([^"]*)"/g))]));

  const wrong = (from: string, href: string): string | undefined => {
    const [path = '', anchor = ''] = decodeURI(href).split('#');
    const inside = path.startsWith('/') ? path.slice(base.length) : join(dirname(from), path);
    const place = normalize(inside).replaceAll('\\', '/');
    const to = path === '' ? from : place.replace(/(^|\/)\.?$/, '$1index.html');
    if (!existsSync(join(out, to))) {
      if (to.startsWith('..') || !existsSync(join(root, to))) return `links to ${href}, which is not there`;
      mkdirSync(dirname(join(out, to)), { recursive: true });
      copyFileSync(join(root, to), join(out, to));
    }
    return anchor === '' || (ids.get(to)?.has(anchor) ?? true)
      ? undefined
      : `links to ${href}, where nothing is called so`;
  };

  return [...pages].flatMap(([file, html]) => {
    const hrefs = new Set(allIn(html, /<a\b[^>]*\shref="([^"]*)"/g));
    const inside = [...hrefs].filter((href) => !/^(?:[a-z]+:|\/\/)/i.test(href));
    // What is shown where nothing is, VitePress writes in the browser.
    const faults = file === '404.html' ? [] : faultsIn(html);
    return [...faults, ...inside.flatMap((href) => wrong(file, href) ?? [])].map(
      (fault) => `${file} ${fault}`,
    );
  });
};
