import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { globby } from 'globby';
import { type Reading, readingOf } from './language.ts';

/** Folders whose files somebody else wrote, or a program. */
const foreign = [
  'node_modules',
  'vendor',
  '.git',
  'dist',
  'build',
  'target',
  '.terraform',
  'cdk.out',
  '.venv',
  'venv',
  '__pycache__',
];

/** Larger ones are no code that a person wrote. */
const mostBytes = 1_048_576;

export interface SourceFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly reading: Reading;
}

/** The files of a folder that can be read, in the order of their names; what Git ignores is left out. */
export const filesIn = async (folder: string): Promise<readonly SourceFile[]> => {
  const paths = await globby('**/*', {
    cwd: folder,
    dot: true,
    gitignore: true,
    followSymbolicLinks: false,
    ignore: foreign.map((name) => `**/${name}/**`),
  });
  return paths.toSorted().flatMap((path) => {
    const reading = readingOf(path);
    return reading ? [{ path, reading }] : [];
  });
};

/** `undefined`: it is larger than what a person writes. */
export const textOf = async (folder: string, { path }: SourceFile): Promise<string | undefined> => {
  const file = join(folder, path);
  return (await stat(file)).size > mostBytes ? undefined : readFile(file, 'utf8');
};
