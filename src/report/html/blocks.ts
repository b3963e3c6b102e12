import { type Block, type Span, spans, type Words } from '../blocks.ts';
import { html, type Markup, type Value } from './markup.ts';

/** The blocks that a terminal shows, as HTML. Nothing in them is a link: what came from AWS leads nowhere. */

const span = ({ text, style }: Span): Value => {
  if (style === undefined) return text;
  const all = typeof style === 'string' ? [style] : style;
  return html`<span class="${all.map((one) => `s-${one}`).join(' ')}">${text}</span>`;
};

const said = (words: Words): Value => spans(words).map(span);

type Of<Is extends Block['is']> = Extract<Block, { readonly is: Is }>;

const table = ({ columns, rows }: Of<'table'>): Markup =>
  html`<table class="list">
    <thead>
      <tr>
        ${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map(({ head }, index) => html`<td data-is="${head}">${said(row[index] ?? '')}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;

/** Whole lines, so that they can be copied. */
const lines = ({ lines: all, language = 'text' }: Of<'lines'>): Markup =>
  html`<pre
    class="lines"
    data-language="${language}"
  ><code>${all.map((line) => html`<span class="line">${said(line)}</span>`)}</code></pre>`;

const drawn = (block: Block): Value => {
  switch (block.is) {
    case 'title':
    case 'heading':
      return html`<h2>${said(block.words)}</h2>`;
    case 'text':
      return block.mark === undefined
        ? html`<p class="said">${said(block.words)}</p>`
        : html`<li class="${block.mark === '!' && 'mind'}">${said(block.words)}</li>`;
    case 'table':
      return table(block);
    case 'lines':
      return lines(block);
    case 'gap':
      return '';
  }
};

const isItem = (block: Block | undefined): boolean => block?.is === 'text' && block.mark !== undefined;

export const blocksMarkup = (blocks: readonly Block[]): Value => {
  const kept = blocks.filter(({ is }) => is !== 'gap');
  const out: Value[] = [];
  for (let at = 0; at < kept.length; at += 1) {
    const block = kept[at];
    if (!block) continue;
    if (!isItem(block)) {
      out.push(drawn(block));
      continue;
    }
    const items: Value[] = [];
    for (; isItem(kept[at]); at += 1) {
      const one = kept[at];
      if (one) items.push(drawn(one));
    }
    at -= 1;
    out.push(
      html`<ul class="why">
        ${items}
      </ul>`,
    );
  }
  return out;
};
