import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { namedImports } from './named-imports.ts';

/**
 * Bundles the functions and the program. Split: whatever is imported with `import()` becomes a file of its own and is
 * loaded when it is first needed, which is what keeps cold starts short. The AWS SDK is bundled: the one of the
 * Lambda runtime loads several times slower.
 */
const home = fileURLToPath(new URL('../', import.meta.url));

/** The logger wants a random number for sampling, which is off: no start should load a whole module for it. */
const lateCrypto: Plugin = {
  name: 'late-crypto',
  setup: (bundling) =>
    bundling.onResolve({ filter: /^node:crypto$/ }, ({ importer }) =>
      /aws-lambda-powertools.logger/.test(importer) ? { path: `${home}scripts/late-crypto.js` } : undefined,
    ),
};

const shared: BuildOptions = {
  absWorkingDir: home,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Flat, so that files are as deep as their sources and relative URLs hold.
  chunkNames: '[name]-[hash]',
  mainFields: ['module', 'main'],
  // The package gives Node its CommonJS form, which approval requests for Node's modules at run time and cannot be shaken.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
};

/** Some packages are CommonJS and ask for Node's own modules at run time. */
const require = `import { createRequire as waxsealRequire } from 'node:module';const require = waxsealRequire(import.meta.url);`;

export const handlerNames = (): readonly string[] =>
  readdirSync(new URL('../handlers/', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'));

/** CommonJS that asks for Node's own modules builds, and fails in Lambda when it is first loaded: found here instead. */
const withoutRequires = (metafile: Metafile): Metafile => {
  const asking = Object.entries(metafile.inputs)
    .filter(([, { imports }]) => imports.some(({ kind, external }) => kind === 'require-call' && external))
    .map(([path]) => path);
  if (asking.length === 0) return metafile;
  throw new Error(
    `These files call require() for modules of Node: ${asking.join(', ')}. Bundle their ESM form.`,
  );
};

/** `dist/handlers/<name>.js` for each handler. Lambda's `nodejs24.x`. */
export const buildHandlers = async (outdir = 'dist/handlers'): Promise<Metafile> => {
  const entryPoints = Object.fromEntries(handlerNames().map((name) => [name, `handlers/${name}.ts`]));
  const { metafile } = await build({
    ...shared,
    metafile: true,
    entryPoints,
    outdir,
    plugins: [namedImports, lateCrypto],
    target: 'node24',
  });
  // Said here, Node need not find out by parsing each file twice that these are modules.
  writeFileSync(resolve(home, outdir, 'package.json'), '{ "type": "module" }\n');
  return withoutRequires(metafile);
};

/** `dist/cli/main.js`, for the oldest Node that `package.json` allows. */
export const buildProgram = async (outdir = 'dist/cli'): Promise<Metafile> => {
  const entryPoints = { main: 'src/cli/main.ts' };
  const banner = { js: require };
  const { metafile } = await build({
    ...shared,
    metafile: true,
    entryPoints,
    outdir,
    plugins: [namedImports],
    target: 'node22.13',
    banner,
  });
  return metafile;
};

const kibibytes = ({ outputs }: Metafile): string =>
  `${Math.round(Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0) / 1024)} KiB in ${Object.keys(outputs).length} files`;

const isMain = process.argv[1] === fileURLToPath(import.meta.url);
if (isMain) {
  rmSync(new URL('../dist/', import.meta.url), { recursive: true, force: true });
  console.log(`dist/handlers: ${kibibytes(await buildHandlers())}`);
  console.log(`dist/cli: ${kibibytes(await buildProgram())}`);
}
