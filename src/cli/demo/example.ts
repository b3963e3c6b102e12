import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WaxsealError } from '../../core/model/errors.ts';

/** The path of a file that comes with Waxseal, wherever this code lies: in the sources or in a bundle. */
export const examplePath = (name: string): string => {
  for (let up = '../'; up.length <= 15; up += '../') {
    const file = new URL(`${up}examples/${name}`, import.meta.url);
    if (existsSync(file)) return fileURLToPath(file);
  }
  throw new WaxsealError({
    code: 'example-missing',
    says: `The file examples/${name} that comes with Waxseal is not there.`,
    todo: 'Install Waxseal again.',
  });
};

export const readExample = async (name: string): Promise<string> => readFile(examplePath(name), 'utf8');
