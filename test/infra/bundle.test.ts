import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildHandlers,
  buildProgram,
  fileFor,
  handlerNames,
  loadedWith,
  type BundledFile,
} from '../../scripts/build.ts';

/** What each start of a function loads, and that whatever it may load later can be loaded. */
let files: readonly BundledFile[] = [];
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
  files = await buildHandlers(folder);
}, 120_000);

const sourcesOf = (loaded: readonly BundledFile[]): readonly string[] =>
  loaded.flatMap(({ sources }) => sources);

describe.each(handlerNames())('the start of %s', (name) => {
  const start = () => loadedWith(files, [`${name}.js`]);

  test('loads no service, no engine, no SDK and no listing: none of it grows with the remediations', () => {
    const sources = sourcesOf(start());
    expect(sources).toContain(`handlers/${name}.ts`);
    const ours = sources.filter((path) => path.startsWith('src/services/'));
    expect(ours).toEqual(['src/services/late.ts']);
    const others = /^src\/(?:core\/engine|sandbox|cli|families)\/|@(?:aws-sdk|smithy)\//;
    expect(sources.filter((path) => others.test(path))).toEqual([]);
  });

  test('is two files and at most 60 KiB', () => {
    expect(start().length).toBeLessThanOrEqual(2);
    expect(start().reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(60 * 1024);
  });
});

const units = globSync('src/services/*/remediations/*.ts').map((path) => path.replaceAll('\\', '/'));

/** What a look loads besides the unit, where that has a part for each type (decision 35): one stands for all. */
const later: Readonly<Record<string, string>> = {
  'src/services/lambda/remediations/app-configuration-tls.ts':
    'src/services/lambda/remediations/app-configuration-tls/read/ecs.ts',
};

describe.each(units)('one look of %s', (source) => {
  const parts = [source, ...(later[source] === undefined ? [] : [later[source]])];
  const look = () => loadedWith(files, ['remediate.js', ...parts.map((path) => fileFor(files, path).name)]);

  test('loads what SDK clients share as one file, and few others', () => {
    const core = 'node_modules/@smithy/core/dist-es/';
    const shared = look().filter((file) => file.name.startsWith('sdk-'));
    expect(shared).toHaveLength(1);
    expect(sourcesOf(shared).some((path) => path.startsWith(core))).toBe(true);
    // The most that a look takes is of databases: what several remediations of a room share is a file for each set of them.
    expect(look().length).toBeLessThanOrEqual(39);
  });

  test('loads no facts of IAM: those are for sessions that write', () => {
    expect(
      sourcesOf(look()).filter((path) => /^src\/services\/[\w-]+\/(?:service|iam)\.ts$/.test(path)),
    ).toEqual([]);
  });
});

test('the older generation of the SDK (decision 33) is loaded by looks at private CAs only', () => {
  const older = /@aws-sdk\/client-acm-pca\//;
  const loading = units.filter((source) => {
    const look = loadedWith(files, ['remediate.js', fileFor(files, source).name]);
    return sourcesOf(look).some((path) => older.test(path));
  });
  expect(loading).toEqual(['src/services/acmpca/remediations/private-ca-healthy.ts']);
});

test('one service of the book is loaded without the others', () => {
  expect(sourcesOf(files)).not.toContain('src/services/book.ts');
  const book = globSync('src/services/*/service.ts').map((path) => path.replaceAll('\\', '/'));
  expect(book.length).toBeGreaterThan(10);
  for (const source of book) {
    const loaded = sourcesOf(loadedWith(files, [fileFor(files, source).name]));
    expect(loaded.filter((path) => book.includes(path))).toEqual([source]);
  }
});

test('nothing of the sandbox, and of SDK packages only what is called', () => {
  const sources = sourcesOf(files);
  expect(sources.filter((path) => /\/sandbox\//.test(path) && path.startsWith('src/'))).toEqual([]);
  const commands = 'node_modules/@aws-sdk/client-ec2/dist-es/commands';
  expect(sources).toContain(`${commands}/DescribeSecurityGroupsCommand.js`);
  expect(sources).not.toContain(`${commands}/CreateVpcCommand.js`);
});

/** Runs a script in a process of its own, where nothing is loaded but what it loads. */
const inPlainNode = (script: string): string => {
  const env = { PATH: process.env['PATH'] ?? '', AWS_REGION: 'eu-west-1' };
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
};
const loading = (urls: readonly string[]): string =>
  `for (const url of ${JSON.stringify(urls)}) await import(url);`;

describe.each(['functions', 'program'] as const)('the bundle of the %s', (which) => {
  let all: readonly BundledFile[] = [];
  let place = '';
  const urlOf = (name: string): string => pathToFileURL(join(place, name)).href;
  beforeAll(async () => {
    place = which === 'functions' ? folder : mkdtempSync(join(tmpdir(), 'waxseal-bundle-'));
    all = which === 'functions' ? files : await buildProgram(place);
  }, 120_000);

  test('has every source in one file only: a class that is there twice is not itself', () => {
    const twice = Object.entries(Object.groupBy(sourcesOf(all), (path) => path))
      .filter(([, locations]) => (locations?.length ?? 0) > 1)
      .map(([path]) => path);
    expect(twice).toEqual([]);
  });

  test('has no files that load each other: one would run before what it needs', () => {
    const reaches = (name: string): boolean => {
      const { imports = [] } = all.find((file) => file.name === name) ?? {};
      return loadedWith(all, imports).some((file) => file.name === name);
    };
    expect(all.filter(({ name }) => reaches(name)).map(({ name }) => name)).toEqual([]);
  });

  test('loads in a plain Node, file by file', () => {
    expect(inPlainNode(`${loading(all.map(({ name }) => urlOf(name)))} console.log('all')`)).toBe('all\n');
  });

  test("finds the thread that writes a journal's file, which loads little", () => {
    const { name } = fileFor(all, 'src/adapters/journal/sqlite.ts');
    expect(loadedWith(all, [name]).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(16 * 1024);
    const script = `const { openSqliteJournal } = await import('${urlOf(name)}');
      const journal = openSqliteJournal('${join(place, 'journal.db')}', { inPlaceMs: 0 });
      console.log(await journal.write({ kind: 'run', key: 'a', value: 1 }, 0));
      await journal.close();`;
    expect(inPlainNode(script)).toBe('1\n');
  });
});

describe('modules of Node that are needed rarely', () => {
  /** Of Node's public modules. */
  const loadedBy = (names: readonly string[]): readonly string[] => {
    const urls = names.map((name) => pathToFileURL(join(folder, name)).href);
    return inPlainNode(`${loading(urls)} console.log(process.moduleLoadList.join('\\n'))`).split('\n');
  };

  test('no start loads node:crypto', () => {
    const loaded = loadedBy(['remediate.js']);
    expect(loaded).toContain('NativeModule fs');
    expect(loaded).not.toContain('NativeModule crypto');
  });

  test('no look loads node:zlib', () => {
    const unit = fileFor(files, 'src/services/s3/remediations/s3-bucket-tls-only.ts').name;
    const loaded = loadedBy(['remediate.js', unit]);
    expect(loaded).toContain('NativeModule https');
    expect(loaded).not.toContain('NativeModule zlib');
  });

  test('called late, they answer the same', () => {
    const late = new URL('../../scripts/late-node.js', import.meta.url).href;
    const script = `const { crc32, randomInt } = await import('${late}'); console.log(crc32('123456789', 0), randomInt(1))`;
    // The check value of CRC-32, 0xcbf43926.
    expect(inPlainNode(script)).toBe('3421780262 0\n');
  });
});
