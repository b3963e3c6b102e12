import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type InputOptions, type OutputChunk, type OutputOptions, type Plugin } from 'rolldown';
import { namedImports } from './named-imports.ts';
import { usage } from './usage.ts';

usage('node scripts/build.ts: bundles the functions and the program into dist.', import.meta.url);

/**
 * Bundles the functions and the program. Split: whatever is imported with `import()` becomes a file of its own and is
 * loaded when it is first needed, which is what keeps cold starts short. The AWS SDK is bundled: the one of the
 * Lambda runtime loads several times slower.
 */
const home = fileURLToPath(new URL('../', import.meta.url));

/** Who imports a module of Node at once and needs it rarely. */
const late = [
  { module: 'node:crypto', importer: /aws-lambda-powertools.logger/ },
  { module: 'node:zlib', importer: /checksum.crc32.Crc32Node/ },
] as const;

const lateNode: Plugin = {
  name: 'late-node',
  resolveId: (id, importer = '') =>
    late.some((one) => one.module === id && one.importer.test(importer))
      ? `${home}scripts/late-node.js`
      : undefined,
};

const input: InputOptions = {
  cwd: home,
  platform: 'node',
  resolve: {
    mainFields: ['module', 'main'],
    // The package gives Node its CommonJS form, which approval requests for Node's modules at run time and cannot be shaken.
    alias: { yaml: `${home}node_modules/yaml/browser/index.js` },
  },
};

const output: OutputOptions = {
  format: 'esm',
  minify: true,
  comments: false,
  entryFileNames: '[name].js',
  // Flat, so that files are as deep as their sources and relative URLs hold.
  chunkFileNames: '[name]-[hash].js',
};

/**
 * Files cost time by their number too. What every start loads is one file; what the SDK's clients share is another. Less
 * shared parts of the SDK (protocols, sources of credentials) stay apart: most starts need few of them.
 */
const together: OutputOptions['codeSplitting'] = {
  groups: [
    { name: 'edge', tags: ['$initial'] },
    {
      name: 'sdk',
      test: /node_modules[\\/](?:@smithy[\\/]|@aws-crypto[\\/]|@aws-sdk[\\/](?!client-))/,
      minShareCount: 6,
    },
  ],
};

/** The function in a VPC is no part of the bundle: its code stands in a template, where Lambda takes one file of CommonJS. */
const vpcProbe = 'probe';
export const vpcProbeFile = `${vpcProbe}.cjs`;

/**
 * The program would load a hundred and fifty files for one fix: half of what it does until AWS is asked. What most commands
 * share is one; but for the errors and the kinds of rows, which are all of it that the journal's thread needs.
 */
const togetherInProgram: OutputOptions['codeSplitting'] = {
  groups: [
    { name: 'errors', test: /src[\\/]core[\\/]model[\\/]errors/ },
    { name: 'start', tags: ['$initial'] },
    {
      name: 'sdk',
      test: /node_modules[\\/](?:@smithy[\\/]|@aws-crypto[\\/]|@aws-sdk[\\/](?!client-))/,
      minShareCount: 3,
    },
    {
      name: 'shared',
      test: /src[\\/](?:core(?![\\/]journal[\\/]journal)|report|aws|cli|adapters[\\/]aws|families)[\\/]/,
      minShareCount: 3,
    },
  ],
};

export const handlerNames = (): readonly string[] =>
  readdirSync(new URL('../handlers/', import.meta.url))
    .map((file) => basename(file, '.ts'))
    .filter((name) => name !== vpcProbe);

/** One written file: its bytes, what it loads at once, and the sources that are in it. */
export interface BundledFile {
  readonly name: string;
  readonly bytes: number;
  /** Other files that are loaded with it. */
  readonly imports: readonly string[];
  /** From the root of the repository. */
  readonly sources: readonly string[];
  /** The source that this file stands for, if it is one that is loaded by itself. */
  readonly entry: string | undefined;
}

const fromHome = (path: string): string => path.replace(home, '').replaceAll('\\', '/');

const fileOf = (chunk: OutputChunk, _: number, all: readonly OutputChunk[]): BundledFile => ({
  name: chunk.fileName,
  bytes: Buffer.byteLength(chunk.code),
  imports: chunk.imports.filter((name) => all.some(({ fileName }) => fileName === name)),
  sources: chunk.moduleIds.map(fromHome),
  entry: chunk.facadeModuleId === null ? undefined : fromHome(chunk.facadeModuleId),
});

const bundle = async (asked: InputOptions, written: OutputOptions): Promise<readonly BundledFile[]> => {
  const bundling = await rolldown({ ...input, ...asked });
  const { output: files } = await bundling.write({ ...output, ...written });
  await bundling.close();
  return files.filter((file) => file.type === 'chunk').map(fileOf);
};

/** `dist/handlers/<name>.js` for each handler. Lambda's `nodejs24.x`. */
export const buildHandlers = async (outdir = 'dist/handlers'): Promise<readonly BundledFile[]> => {
  const dir = resolve(home, outdir);
  const files = await bundle(
    {
      input: Object.fromEntries(handlerNames().map((name) => [name, `${home}handlers/${name}.ts`])),
      plugins: [namedImports, lateNode],
      transform: { target: 'node24' },
    },
    { dir, codeSplitting: together },
  );
  // Said here, Node need not find out by parsing each file twice that these are modules.
  writeFileSync(resolve(dir, 'package.json'), '{ "type": "module" }\n');
  await bundle(
    { input: { [vpcProbe]: `${home}handlers/${vpcProbe}.ts` }, transform: { target: 'node24' } },
    { dir, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  );
  return files;
};

/** `dist/cli/main.js`, for the oldest Node that `package.json` allows. */
export const buildProgram = async (outdir = 'dist/cli'): Promise<readonly BundledFile[]> =>
  bundle(
    {
      input: { main: `${home}src/cli/main.ts` },
      // Native code, found where it was installed.
      external: /^@ast-grep\//,
      plugins: [namedImports],
      transform: { target: 'node22.13' },
    },
    { dir: resolve(home, outdir), codeSplitting: togetherInProgram },
  );

/** One file with everything in it, nothing of ours done to it. */
export const buildPlain = async (source: string, outdir: string): Promise<readonly BundledFile[]> =>
  bundle({ input: source, transform: { target: 'node24' } }, { dir: outdir, codeSplitting: false });

/** The named files and all that they load at once. */
export const loadedWith = (
  files: readonly BundledFile[],
  names: readonly string[],
): readonly BundledFile[] => {
  const seen = new Set<string>();
  const load = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of files.find((file) => file.name === name)?.imports ?? []) load(next);
  };
  for (const name of names) load(name);
  return files.filter(({ name }) => seen.has(name));
};

/** The file that stands for a source. */
export const fileFor = (files: readonly BundledFile[], source: string): BundledFile => {
  const found = files.find(({ entry }) => entry === source);
  if (!found) throw new Error(`${source} is not a file of its own in the bundle`);
  return found;
};

const kibibytes = (files: readonly BundledFile[]): string =>
  `${Math.round(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024)} KiB in ${files.length} files`;

const isMain = process.argv[1] === fileURLToPath(import.meta.url);
if (isMain) {
  rmSync(new URL('../dist/', import.meta.url), { recursive: true, force: true });
  console.log(`dist/handlers: ${kibibytes(await buildHandlers())}`);
  console.log(`dist/cli: ${kibibytes(await buildProgram())}`);
}
