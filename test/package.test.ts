import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';

/** What somebody gets who installs the package: everything that its own pages, examples and messages point to. */

const listing = z.array(z.looseObject({ files: z.array(z.looseObject({ path: z.string() })) }));
const packed = (): readonly string[] => {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return listing.parse(JSON.parse(told)).flatMap(({ files }) => files.map(({ path }) => path));
};
const files = packed();
/** A file, or a folder with something in it. */
const isPacked = (path: string): boolean =>
  files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

const text = (path: string): string => readFileSync(path, 'utf8');
const from = (page: string, path: string): string =>
  normalize(join(dirname(page), path)).replaceAll('\\', '/');
const missing = (pages: readonly string[], pattern: RegExp): readonly string[] =>
  pages.flatMap((page) =>
    [...text(page).matchAll(pattern)]
      .map(([, path = '']) => from(page, path))
      .filter((path) => !isPacked(path))
      .map((path) => `${page}: ${path}`),
  );

test('pages that are packed link to what is packed', () => {
  const pages = files.filter((path) => path.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(20);
  expect(missing(pages, /\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)).toEqual([]);
});

test('the pages are packed, and nothing of the site that is built of them', () => {
  expect(isPacked('docs/deploy.md')).toBe(true);
  expect(files.filter((path) => /(?:^|\/)(?:site|\.vitepress)\//.test(path))).toEqual([]);
});

test('examples name a schema that is packed, for editors', () => {
  const examples = files.filter((path) => path.startsWith('examples/') && path.endsWith('.yaml'));
  const pattern = /^# yaml-language-server: \$schema=(\S+)/gm;
  expect(examples.flatMap((path) => text(path).match(pattern) ?? [])).not.toEqual([]);
  expect(missing(examples, pattern)).toEqual([]);
});

test('what the program tells people to look at is packed', () => {
  const sources = globSync('src/**/*.ts');
  const named = sources.flatMap((path) =>
    [...text(path).matchAll(/(?<![/.\w])(?:examples|schema|docs|test\/scenarios)\b(?:\/[\w.-]+\w)*/g)]
      .map(([found]) => found)
      .filter((found) => found.includes('/')),
  );
  expect(named).toContain('test/scenarios');
  expect([...new Set(named)].filter((path) => !isPacked(path))).toEqual([]);
});
