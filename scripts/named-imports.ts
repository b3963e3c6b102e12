import type { Plugin } from 'rolldown';

/**
 * `import('@aws-sdk/client-ec2')` makes the bundler keep the whole package, a megabyte of it, although only the names that
 * are taken out of it are needed. This gives each such import a module of its own that exports just those names.
 */
const taken =
  /(?<head>const \{(?<names>[^}]+)\} =\s+await )import\('(?<sdk>@aws-sdk\/[\w-]+)'\)|import\('(?<other>@aws-sdk\/[\w-]+)'\)(?<tail>\.then\(\(\{(?<inner>[^}]+)\}\))/g;

const named = (names: string, sdk: string): string => {
  const list = names
    .split(',')
    // `Name: other` takes `Name`.
    .map((name) => name.replace(/:.*/, '').trim())
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

/** Names of modules that are made here begin so, by the bundlers' custom. */
const made = '\0';

export const namedImports: Plugin = {
  name: 'named-imports',
  transform: {
    filter: { id: /[\\/](?:src|handlers)[\\/].*\.ts$/, code: "import('@aws-sdk/" },
    handler(source, path) {
      const code = rewritten(source);
      if (!code.includes("import('@aws-sdk/")) return { code, map: null };
      return this.error(
        `${path} takes a whole SDK package: write const { Name } = await import('@aws-sdk/…').`,
      );
    },
  },
  resolveId: (id) => (id.startsWith('sdk:') ? made + id : undefined),
  load: (id) => {
    if (!id.startsWith(`${made}sdk:`)) return undefined;
    const [, sdk, names] = id.split(':');
    return `export { ${names} } from '${sdk}';`;
  },
};
