/** Where a text stops being one, and what to do. Lines and columns count from 1. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  readonly says: string;
  readonly todo: string;
}

/** Line and column of an offset, whatever ends the lines. */
export const placeIn = (text: string, offset: number): Pick<TextFault, 'line' | 'column'> => {
  const before = text.slice(0, offset).split(/\r\n|[\r\n]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** What UTF-8 decoding puts where bytes are none. */
const lost = '\uFFFD';

/** Every other byte of Western text in UTF-16 is zero; three of four in UTF-32. */
const looksWide = (text: string): boolean => {
  const begin = text.slice(0, 400);
  return begin.split('\0').length - 1 >= Math.max(1, Math.floor(begin.length / 4));
};

/**
 * What is wrong with a text that was decoded as UTF-8: UTF-16, which Windows tools write, bytes in another encoding, or
 * no text at all. From the text alone, so that it holds for files, objects in S3 and standard input alike.
 */
export const textFault = (text: string): TextFault | undefined => {
  const offset = text.search(/[\0\uFFFD]/);
  if (offset < 0) return undefined;
  if (looksWide(text))
    return {
      line: 1,
      column: 1,
      says: 'The file is UTF-16 or UTF-32, not UTF-8.',
      todo: 'Save it again as UTF-8 (in PowerShell: Set-Content -Encoding utf8).',
    };
  const place = placeIn(text, offset);
  return text[offset] === lost
    ? {
        ...place,
        says: 'It has bytes that are not UTF-8.',
        todo: 'Write the character again and save the file as UTF-8.',
      }
    : { ...place, says: 'This is a NUL character: the file is not a text file.', todo: 'Give a text file.' };
};
