import { styleText } from 'node:util';
import { type Block, type Span, type Words, spans } from './blocks.ts';
import { safe } from './safe.ts';
import { layOut } from './table.ts';
import { wrap } from './wrap.ts';
import { widthOf } from './width.ts';

/** What the place that is written to can show. */
export interface Screen {
  /** Columns; `Infinity` where nobody looks at a screen: nothing is wrapped, one row is one line. */
  readonly width: number;
  readonly colour: boolean;
  /** OSC 8 links; anything that does not know them would show rubbish. */
  readonly links: boolean;
}

/** A pipe, a file, a log: whole lines, nothing but text. */
export const plainScreen: Screen = { width: Infinity, colour: false, links: false };

const linked = (href: string, text: string): string => `\u001b]8;;${href}\u001b\\${text}\u001b]8;;\u001b\\`;
const isWeb = (href: string): boolean => /^https:\/\/[\x21-\x7e]+$/.test(href);

const drawn = ({ text, style, href }: Span, screen: Screen): string => {
  const styled =
    screen.colour && style !== undefined
      ? styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false })
      : text;
  return href !== undefined && screen.links && isWeb(href) ? linked(href, styled) : styled;
};

const draw = (line: readonly Span[], screen: Screen): string =>
  line.map((span) => drawn(span, screen)).join('');

/** Escapes first: from here on nothing in the text can act on a screen. */
const clean = (words: Words): readonly Span[] =>
  spans(words).map((span) => ({ ...span, text: safe(span.text) }));

const pad = (columns: number): string => ' '.repeat(Math.max(0, columns));

const text = (block: Extract<Block, { is: 'text' }>, screen: Screen): readonly string[] => {
  const { indent = 0, mark } = block;
  const lead = mark === undefined ? pad(indent) : `${pad(indent)}${mark} `;
  const room = Math.max(20, screen.width - widthOf(lead));
  return wrap(clean(block.words), room).map((line, index) =>
    `${index === 0 ? lead : pad(widthOf(lead))}${draw(line, screen)}`.trimEnd(),
  );
};

const table = (block: Extract<Block, { is: 'table' }>, screen: Screen): readonly string[] => {
  const { indent = 0 } = block;
  const head = block.columns.map(({ head: words }) => [{ text: safe(words), style: 'dim' as const }]);
  const rows = block.rows.map((row) => row.map(clean));
  return layOut(block.columns, head, rows, screen.width - indent).map((line) =>
    `${pad(indent)}${draw(line, screen)}`.trimEnd(),
  );
};

const block = (one: Block, screen: Screen): readonly string[] => {
  switch (one.is) {
    case 'title':
    case 'heading': {
      const spoken = clean(one.words).map((span) => ({ ...span, style: span.style ?? ('bold' as const) }));
      const drawnLines = wrap(spoken, screen.width).map((line) => draw(line, screen));
      return one.is === 'title' ? [...drawnLines, ''] : ['', ...drawnLines];
    }
    case 'text':
      return text(one, screen);
    case 'table':
      return table(one, screen);
    case 'lines':
      return one.lines.map((line) => `${pad(one.indent ?? 0)}${draw(clean(line), screen)}`.trimEnd());
    case 'gap':
      return [''];
  }
};

/** The blocks as lines of text, fitted to the screen. */
export const terminal = (blocks: readonly Block[], screen: Screen): string =>
  blocks
    .flatMap((one, index) => {
      const drawnLines = block(one, screen);
      // A heading asks for room above it, but not at the very top.
      return index === 0 && one.is === 'heading' ? drawnLines.slice(1) : drawnLines;
    })
    // Headings and gaps both ask for room; one empty line is enough.
    .filter((line, index, all) => line !== '' || all[index - 1] !== '')
    .map((line) => `${line}\n`)
    .join('');
