/**
 * What a page says, without saying how it looks: terminals and Markdown are drawn from the same blocks. Text in a
 * block is always plain: the renderers escape it, so nothing that came from AWS can act on a screen or a page.
 */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'underline';

export interface Span {
  readonly text: string;
  readonly style?: Style | readonly Style[];
  /** A web address; shown as a link only where links work. */
  readonly href?: string;
}
export type Words = string | Span | readonly (string | Span)[];

export interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** Never wrapped: for ids, moments and numbers. */
  readonly keep?: true;
}

export type Block =
  | { readonly is: 'title' | 'heading'; readonly words: Words }
  | { readonly is: 'text'; readonly words: Words; readonly indent?: number; readonly mark?: string }
  | {
      readonly is: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Words[])[];
      readonly indent?: number;
    }
  /** Lines that are not wrapped, so that they can be copied: commands, diffs. */
  | {
      readonly is: 'lines';
      readonly lines: readonly Words[];
      readonly indent?: number;
      readonly language?: string;
    }
  | { readonly is: 'gap' };

export const title = (words: Words): Block => ({ is: 'title', words });
export const heading = (words: Words): Block => ({ is: 'heading', words });
export const text = (words: Words, indent = 0): Block => ({ is: 'text', words, indent });
export const item = (words: Words, indent = 2, mark = '-'): Block => ({ is: 'text', words, indent, mark });
export const lines = (all: readonly Words[], indent = 2, language?: string): Block => ({
  is: 'lines',
  lines: all,
  indent,
  ...(language !== undefined && { language }),
});
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly Words[])[],
  indent = 0,
): Block => ({
  is: 'table',
  columns,
  rows,
  indent,
});
export const gap: Block = { is: 'gap' };

export const bold = (words: string): Span => ({ text: words, style: 'bold' });
export const dim = (words: string): Span => ({ text: words, style: 'dim' });
export const red = (words: string): Span => ({ text: words, style: 'red' });
export const green = (words: string): Span => ({ text: words, style: 'green' });
export const yellow = (words: string): Span => ({ text: words, style: 'yellow' });
export const magenta = (words: string): Span => ({ text: words, style: 'magenta' });
export const cyan = (words: string): Span => ({ text: words, style: 'cyan' });

/** Words as a list of spans. */
export const spans = (words: Words): readonly Span[] => {
  const all = typeof words === 'string' || !('length' in words) ? [words] : words;
  return all.map((one) => (typeof one === 'string' ? { text: one } : one));
};

export const plain = (words: Words): string =>
  spans(words)
    .map(({ text: one }) => one)
    .join('');
