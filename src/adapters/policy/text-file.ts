import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { textFault } from './text-fault.ts';

/** The text of a file that a person wrote, or why it cannot be read: a clause that goes on from a colon. */
export type TextFile =
  | { readonly text: string }
  | { readonly wrong: string; readonly todo?: string; readonly cause?: unknown };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENOTDIR: 'a part of its path is a file, not a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long for a path',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why a path cannot be read or written, in our words; the system's own code where we have none. */
export const pathFault = (error: unknown): string => {
  const code = codeOf(error);
  return reasons[code] ?? `the system says ${code === '' ? String(error) : code}`;
};

const mebibyte = 1024 * 1024;

/**
 * Reads a file as UTF-8, at most `most` bytes of it: a device or a pipe may never end. A byte order mark is no part of
 * the text. Never throws.
 */
export const readTextFile = async (path: string, most: number): Promise<TextFile> => {
  const tooLarge = { wrong: `it is larger than ${Math.floor(most / mebibyte)} MiB` };
  try {
    const file = await stat(path);
    if (file.isDirectory()) return { wrong: reasons['EISDIR'] ?? '' };
    if (file.size > most) return tooLarge;
    const parts: Buffer[] = [];
    for await (const part of createReadStream(path, { end: most })) parts.push(Buffer.from(part));
    const bytes = Buffer.concat(parts);
    return bytes.length > most ? tooLarge : { text: new TextDecoder().decode(bytes) };
  } catch (cause) {
    return { wrong: pathFault(cause), cause };
  }
};

/** The same for a file that nothing else looks through: what is no text is told with its place. */
export const readPlainFile = async (path: string, most: number): Promise<TextFile> => {
  const read = await readTextFile(path, most);
  const fault = 'text' in read ? textFault(read.text) : undefined;
  return fault
    ? { wrong: `line ${fault.line}, column ${fault.column}: ${fault.says}`, todo: fault.todo }
    : read;
};
