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
    ['.yaml', '.yml', '.properties', '.env', '.sh', '.bash', '.toml', '.cfg', '.ini', '.conf', '.cnf'].map(
      (ending) => [ending, { plain: 'hash' as const }],
    ),
  ),
  ...Object.fromEntries(['.tf', '.tfvars', '.hcl'].map((ending) => [ending, { plain: 'slashes' as const }])),
  '.sql': { plain: 'dashes' },
  '.json': { plain: 'json' },
  '.xml': { plain: 'text' },
};

/** `undefined`: not a kind of file that is read. */
export const readingOf = (path: string): Reading | undefined => {
  const name = basename(path);
  if (
    /^(?:Dockerfile|Containerfile)(?:\.|$)|\.[Dd]ockerfile$|^\.env(?:\.|$)|^\.npmrc$|^\.curlrc$|^\.wgetrc$|^Procfile$/.test(
      name,
    )
  )
    return { plain: 'hash' };
  // A lock file holds addresses of packages, each with its hash.
  if (/^(?:package-lock|npm-shrinkwrap|composer\.lock)\.json$|^pnpm-lock\.yaml$/.test(name)) return undefined;
  return byEnding[extname(name).toLowerCase()];
};
