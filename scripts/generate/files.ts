import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './units.ts';

const home = fileURLToPath(root);

/** By path from the project's root. */
export type Files = ReadonlyMap<string, string>;

export const current = (path: string): string | undefined =>
  existsSync(join(home, path)) ? readFileSync(join(home, path), 'utf8') : undefined;

export const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};

/** Files of a folder in which everything is generated, that nothing asks for any more. */
const leftOver = (files: Files, folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    (existsSync(join(home, folder)) ? readdirSync(join(home, folder)) : [])
      .map((name) => `${folder}/${name}`)
      .filter((path) => !files.has(path)),
  );

/** Writes them, or with `--check` says which are not current; answers the exit code. */
export const settle = (files: Files, folders: readonly string[] = []): number => {
  const changed = [...files].filter(([path, text]) => current(path) !== text);
  const extra = leftOver(files, folders);
  const paths = [...changed.map(([path]) => path), ...extra];
  if (process.argv.includes('--check')) {
    for (const path of paths) console.error(`Not current: ${path}`);
    if (paths.length === 0) return 0;
    console.error('Run `npm run generate` and commit what it writes.');
    return 1;
  }
  for (const [path, text] of changed) write(path, text);
  for (const path of extra) rmSync(join(home, path));
  for (const path of paths) console.log(path);
  return 0;
};
