import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * `import('@aws-sdk/client-ec2')` makes esbuild keep the whole package, a megabyte of it, although only the names that
 * are taken out of it are needed. This gives each such import a module of its own that exports just those names.
 */
const taken =
  /(?<head>const \{(?<names>[^}]+)\} =\s+await )import\('(?<sdk>@aws-sdk\/[\w-]+)'\)|import\('(?<other>@aws-sdk\/[\w-]+)'\)(?<tail>\.then\(\(\{(?<inner>[^}]+)\}\))/g;

const named = (names: string, sdk: string): string => {
  const list = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .toSorted();
  return `import('sdk:${sdk}:${list.join(',')}')`;
};

const rewritten = (source: string): string =>
  source.replaceAll(taken, (...match) => {
    const groups: Record<string, string | undefined> = match.at(-1);
    const { head = '', names, sdk, other, tail = '', inner } = groups;
    return `${head}${named(names ?? inner ?? '', sdk ?? other ?? '')}${tail}`;
  });

export const namedImports: Plugin = {
  name: 'named-imports',
  setup: (bundling) => {
    bundling.onLoad({ filter: /\/(src|handlers)\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes("import('@aws-sdk/")) return undefined;
      const contents = rewritten(source);
      if (!contents.includes("import('@aws-sdk/")) return { contents, loader: 'ts' };
      const text = `${path} takes a whole SDK package: write const { Name } = await import('@aws-sdk/…').`;
      return { errors: [{ text }] };
    });
    bundling.onResolve({ filter: /^sdk:/ }, ({ path }) => ({ path, namespace: 'sdk' }));
    bundling.onLoad({ filter: /.*/, namespace: 'sdk' }, ({ path }) => {
      const [, sdk, names] = path.split(':');
      const contents = `export { ${names} } from '${sdk}';`;
      return { contents, loader: 'js', resolveDir: bundling.initialOptions.absWorkingDir ?? '.' };
    });
  },
};
