import { resolve } from 'node:path';
import { readPlainFile, readTextFile } from '../../adapters/policy/text-file.ts';
import type { Host } from '../runtime/host.ts';
import { UsageError } from './usage.ts';

export interface Wanted {
  /** `policy file`, `event file`: how people call it. */
  readonly what: string;
  /** Of the error when it cannot be read. */
  readonly code: string;
  /** What to give instead. */
  readonly todo: string;
  /** Bytes. */
  readonly most: number;
  /** Whoever reads on finds for themselves what is no text, and tells more of it. */
  readonly anyBytes?: true;
}

/** A file that was named on the command line. Throws `UsageError` with why it cannot be read. */
export const readNamedFile = async (
  { cwd }: Pick<Host, 'cwd'>,
  path: string,
  { what, code, todo, most, anyBytes }: Wanted,
): Promise<string> => {
  const read = await (anyBytes ? readTextFile : readPlainFile)(resolve(cwd, path), most);
  if ('text' in read) return read.text;
  const says = `The ${what} ${path} cannot be read: ${read.wrong}`.replace(/\.?$/, '.');
  throw new UsageError(code, says, read.todo ?? todo, { cause: read.cause });
};
