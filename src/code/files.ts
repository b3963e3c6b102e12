import { open, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { globby } from 'globby';
import { kindOf, type Reading, readingOf, readingOfFirstLine } from './language.ts';

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

/** Files of a kind that is not read. */
export interface UnreadKind {
  /** An ending, `.rb`, or `without an ending`. */
  readonly kind: string;
  readonly files: number;
}

const firstLine = async (path: string): Promise<string> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

/** What cannot be opened is of no kind that is read. */
const readingIn = async (folder: string, path: string): Promise<Reading | undefined> =>
  readingOf(path) ??
  (extname(path) === ''
    ? readingOfFirstLine(await firstLine(join(folder, path)).catch(() => ''))
    : undefined);

const counted = (paths: readonly string[]): readonly UnreadKind[] => {
  const kinds = paths.map(kindOf).filter((kind) => kind !== undefined);
  return [...new Set(kinds)]
    .toSorted()
    .map((kind) => ({ kind, files: kinds.filter((one) => one === kind).length }));
};

/** The files of a folder, in the order of their names; what Git ignores is left out. */
export const filesIn = async (
  folder: string,
): Promise<{ readonly files: readonly SourceFile[]; readonly unreadKinds: readonly UnreadKind[] }> => {
  const paths = await globby('**/*', {
    cwd: folder,
    dot: true,
    gitignore: true,
    followSymbolicLinks: false,
    ignore: foreign.map((name) => `**/${name}/**`),
  });
  const files: SourceFile[] = [];
  const left: string[] = [];
  for (const path of paths.toSorted()) {
    const reading = await readingIn(folder, path);
    if (reading) files.push({ path, reading });
    else left.push(path);
  }
  return { files, unreadKinds: counted(left) };
};

/** `undefined`: it is larger than what a person writes. */
export const textOf = async (folder: string, { path }: SourceFile): Promise<string | undefined> => {
  const file = join(folder, path);
  return (await stat(file)).size > mostBytes ? undefined : readFile(file, 'utf8');
};
