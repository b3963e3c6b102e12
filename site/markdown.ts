import { dirname, join, normalize, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { pageAt, placeOf } from './pages.ts';

/** A link as it stands in a page → as the site needs it: a folder, or its README.md, is the folder's index. */
export const onSite = (href: string, from: string): string => {
  const [path = '', anchor] = href.split('#');
  if (path === '' || /^[a-z]+:/i.test(path)) return href;
  const page = pageAt(
    normalize(join(dirname(from), path))
      .replaceAll('\\', '/')
      .replace(/\/$/, ''),
  );
  if (page === undefined) return href;
  const to = relative(dirname(from), placeOf(page)).replaceAll('\\', '/');
  return anchor === undefined ? to : `${to}#${anchor}`;
};

export const markdown = (md: MarkdownRenderer): void => {
  // Before VitePress looks whether pages are there.
  md.core.ruler.push('site-links', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href');
      if (token.type === 'link_open' && href !== null) token.attrSet('href', onSite(href, env.relativePath));
    }
  });
  // Two braces in a page are two braces, and nothing that Vue should reckon.
  for (const kind of ['text', 'code_inline'] as const) {
    const rule = md.renderer.rules[kind];
    md.renderer.rules[kind] = (...of) => rule?.(...of).replaceAll('{{', '&#123;&#123;') ?? '';
  }
};
