import type { FilePlace } from './sarif.ts';
import { filesIn, textOf, type SourceFile, type UnreadKind } from './files.ts';
import { isOfTests } from './language.ts';
import { signsInFile } from './signs-in-file.ts';

/** A file of which nothing is known. */
interface UnreadFile {
  readonly path: string;
  readonly why: string;
}

export interface CodeScan {
  readonly files: number;
  readonly places: readonly FilePlace[];
  readonly unread: readonly UnreadFile[];
  /** Kinds of files that nobody here reads: nothing is known of them either. */
  readonly unreadKinds: readonly UnreadKind[];
}

const placesIn = async (folder: string, file: SourceFile): Promise<readonly FilePlace[] | string> => {
  try {
    const text = await textOf(folder, file);
    if (text === undefined) return 'It is larger than 1 MiB.';
    if (text.includes('\0')) return 'It is no text.';
    const note = isOfTests(file.path) && { severity: 'low' as const };
    return (await signsInFile(text, file.reading)).map((place) => ({ ...place, ...note, path: file.path }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Reads every file of a folder, one after the other: the parsers compute, and wait for nothing. */
export const scanCode = async (folder: string, tell: (path: string) => void): Promise<CodeScan> => {
  const { files, unreadKinds } = await filesIn(folder);
  const places: FilePlace[] = [];
  const unread: UnreadFile[] = [];
  for (const file of files) {
    tell(file.path);
    const found = await placesIn(folder, file);
    if (typeof found === 'string') unread.push({ path: file.path, why: found });
    else places.push(...found);
  }
  return { files: files.length, places, unread, unreadKinds };
};
