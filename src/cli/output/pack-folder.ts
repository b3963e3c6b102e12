import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathFault } from '../../adapters/policy/text-file.ts';
import { type Found, type PackFile, sha256 } from '../../exports/manifest.ts';
import { UsageError } from '../input/usage.ts';

/** Told before the work: a scan takes minutes, and what lies there already would count as added. */
export const mustBeEmpty = async (folder: string): Promise<void> => {
  const there = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new UsageError(
      'not-writable',
      `${folder} cannot be written to: ${pathFault(error)}.`,
      'Give --into a folder in which you may write.',
      { cause: error },
    );
  });
  if (there.length > 0)
    throw new UsageError(
      'folder-not-empty',
      `${folder} has files in it already.`,
      'Give --into a folder that is empty or not there yet: a pack is never written over another.',
    );
};

export const writePack = async (folder: string, files: readonly PackFile[]): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    // `wx`: what came there meanwhile is not written over.
    for (const { path, text } of files) await writeFile(join(folder, path), text, { flag: 'wx' });
  } catch (cause) {
    throw new UsageError(
      'not-writable',
      `${folder} cannot be written to: ${pathFault(cause)}.`,
      'Give --into a folder in which you may write.',
      { cause },
    );
  }
};

/** All that lies in a folder. What is no file, a link too, has no hash that could be right. */
export const readPack = async (
  folder: string,
): Promise<{
  readonly found: readonly Found[];
  readonly text: (path: string) => Promise<string | undefined>;
}> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UsageError(
      'no-folder',
      `${folder} cannot be read: ${pathFault(cause)}.`,
      'Give --verify the folder of a pack.',
      { cause },
    );
  });
  const files = new Set(entries.filter((one) => one.isFile()).map(({ name }) => name));
  const found: Found[] = [];
  for (const { name: path } of entries)
    found.push({ path, sha256: files.has(path) ? sha256(await readFile(join(folder, path))) : 'no file' });
  return {
    found,
    text: async (path) => (files.has(path) ? readFile(join(folder, path), 'utf8') : undefined),
  };
};
