import { basename, extname } from 'node:path';
import type { Language } from './parsed.ts';
import type { Plain } from './plain.ts';

/** How a file is read: by the syntax of its language, or line by line. */
export type Reading = { readonly parse: Language } | { readonly plain: Plain };

const byEnding: Readonly<Record<string, Reading>> = {
  ...Object.fromEntries(['.py', '.pyi'].map((ending) => [ending, { parse: 'python' as const }])),
  ...Object.fromEntries(['.js', '.mjs', '.cjs'].map((ending) => [ending, { parse: 'javascript' as const }])),
  ...Object.fromEntries(['.ts', '.mts', '.cts'].map((ending) => [ending, { parse: 'typescript' as const }])),
  ...Object.fromEntries(['.tsx', '.jsx'].map((ending) => [ending, { parse: 'tsx' as const }])),
  '.java': { parse: 'java' },
  '.go': { parse: 'go' },
  ...Object.fromEntries(
    ['.properties', '.env', '.sh', '.bash', '.toml', '.cfg', '.ini', '.conf', '.cnf'].map((ending) => [
      ending,
      { plain: 'hash' as const },
    ]),
  ),
  ...Object.fromEntries(['.tf', '.tfvars', '.hcl'].map((ending) => [ending, { plain: 'slashes' as const }])),
  ...Object.fromEntries(['.yaml', '.yml'].map((ending) => [ending, { plain: 'yaml' as const }])),
  '.sql': { plain: 'dashes' },
  '.json': { plain: 'json' },
  '.xml': { plain: 'text' },
};

/** `undefined`: not a kind of file that is read. */
export const readingOf = (path: string): Reading | undefined => {
  const name = basename(path);
  if (
    /^(?:Makefile|Dockerfile|Containerfile)(?:\.|$)|\.[Dd]ockerfile$|^\.env(?:\.|$)|^\.npmrc$|^\.curlrc$|^\.wgetrc$|^Procfile$/.test(
      name,
    )
  )
    return { plain: 'hash' };
  // A lock file holds addresses of packages, each with its hash.
  if (/^(?:package-lock|npm-shrinkwrap|composer\.lock)\.json$|^pnpm-lock\.yaml$/.test(name)) return undefined;
  return byEnding[extname(name).toLowerCase()];
};

const byProgram: readonly (readonly [RegExp, Reading])[] = [
  [/^(?:ba|da|z|k)?sh$/, { plain: 'hash' }],
  [/^python[\d.]*$/, { parse: 'python' }],
  [/^(?:node|bun)$/, { parse: 'javascript' }],
  [/^(?:deno|tsx|ts-node)$/, { parse: 'typescript' }],
];

/** How a file is read that says by its first line what runs it: `#!/usr/bin/env bash`. */
export const readingOfFirstLine = (text: string): Reading | undefined => {
  const [, path = '', program = ''] = /^#!\s*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text) ?? [];
  const runs = basename(path) === 'env' ? program : basename(path);
  return byProgram.find(([pattern]) => pattern.test(runs))?.[1];
};

/** Pictures, prose, archives, certificates, locks: nothing that a program runs or is set up by. */
const noSource =
  /\.(?:md|mdx|txt|rst|adoc|pdf|png|jpe?g|gif|svg|ico|webp|avif|bmp|drawio|woff2?|ttf|otf|eot|mp[34]|wav|zip|tgz|gz|bz2|xz|jar|war|whl|so|dll|exe|class|pyc|map|lock|sum|pem|crt|cer|key|csv|tsv|parquet|log|snap|css|scss|less|sass)$|^(?:LICEN[CS]E|NOTICE|README|AUTHORS|CHANGELOG|CONTRIBUTING|CODEOWNERS|VERSION|package-lock\.json|npm-shrinkwrap\.json|composer\.lock\.json|pnpm-lock\.yaml)$|^\.(?:git\w*|dockerignore|editorconfig|prettierignore|eslintignore|gitkeep|nvmrc|node-version|python-version|tool-versions|DS_Store)$/i;

/** Under which name a file is counted that is not read, or `undefined` where it is no source. */
export const kindOf = (path: string): string | undefined => {
  const name = basename(path);
  if (noSource.test(name)) return undefined;
  const ending = extname(name).toLowerCase();
  return ending === '' ? 'without an ending' : ending;
};

/** Whether a file is of tests: what it speaks to is made up, and nobody runs it where data is. `test/main.tf` may be an environment. */
export const isOfTests = (path: string): boolean =>
  /(?:^|\/)(?:tests|__tests__|testdata|src\/(?:\w*[tT]est))\//.test(path) ||
  /(?:^|\/)(?:test|spec|e2e)\/.*\.(?:py|[cm]?[jt]sx?|java|go)$/.test(path) ||
  /(?:_test\.(?:py|go|ya?ml|json)|\.(?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|conftest)\.py|\w(?:Tests?|IT|TestCase)\.java)$/.test(
    path,
  );
