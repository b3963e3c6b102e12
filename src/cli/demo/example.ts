import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { WaxsealError } from '../../core/model/errors.ts';

/** A file that comes with Waxseal, wherever this code lies: in the sources or in a bundle. */
export const readExample = async (name: string): Promise<string> => {
  for (let up = '../'; up.length <= 15; up += '../') {
    const file = new URL(`${up}examples/${name}`, import.meta.url);
    if (existsSync(file)) return readFile(file, 'utf8');
  }
  throw new WaxsealError({
    code: 'example-missing',
    says: `The file examples/${name} that comes with Waxseal is not there.`,
    todo: 'Install Waxseal again.',
  });
};
