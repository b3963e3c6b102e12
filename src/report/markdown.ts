import { type Block, type Span, type Words, plain, spans } from './blocks.ts';
import { safe } from './safe.ts';

/** Everything that Markdown or HTML could read as its own, made into plain characters. */
export const escaped = (text: string): string =>
  safe(text)
    .replaceAll(/[\\`*_{}[\]()#+!|~$-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // `@name`, `www.` (after `_` too), `https://` and `ftp://` become mentions and links by themselves on the sites where reports are pasted.
    .replaceAll('@', '&#64;')
    .replaceAll(/(https?|ftp):/gi, '$1&#58;')
    .replaceAll(/(?<![a-z0-9])www\./gi, 'www&#46;');

const styled = ({ text, style, href }: Span): string => {
  const words = escaped(text);
  const all = style === undefined ? [] : typeof style === 'string' ? [style] : style;
  const strong = all.includes('bold') && words.trim() !== '' ? `**${words.trim()}**` : words;
  return href !== undefined && /^https:\/\/[^\s()<>]+$/.test(href) ? `[${strong}](${href})` : strong;
};

const inline = (words: Words): string => spans(words).map(styled).join('');

/** A fence longer than any run of backticks within, so that the text cannot end it. */
const fenced = (all: readonly Words[], language = 'text'): string => {
  const body = all.map((line) => safe(plain(line)));
  const longest = Math.max(2, ...body.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...body, fence].join('\n');
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = ({ columns, rows }: Extract<Block, { is: 'table' }>): string =>
  [
    row(columns.map(({ head }) => escaped(head))),
    row(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((cells) => row(columns.map((_, index) => inline(cells[index] ?? '')))),
  ].join('\n');

const drawn = (block: Block): string => {
  switch (block.is) {
    case 'title':
      return `# ${escaped(plain(block.words))}`;
    case 'heading':
      return `## ${escaped(plain(block.words))}`;
    case 'text':
      return block.mark === undefined ? inline(block.words) : `- ${inline(block.words)}`;
    case 'table':
      return table(block);
    case 'lines':
      return fenced(block.lines, block.language);
    case 'gap':
      return '';
  }
};

const isItem = (block: Block | undefined): boolean => block?.is === 'text' && block.mark !== undefined;

/** The blocks as GitHub-flavoured Markdown. */
export const markdown = (blocks: readonly Block[]): string => {
  const kept = blocks.filter(({ is }) => is !== 'gap');
  return kept
    .map((block, index) => `${drawn(block)}${isItem(block) && isItem(kept[index + 1]) ? '\n' : '\n\n'}`)
    .join('')
    .trimEnd()
    .concat('\n');
};
