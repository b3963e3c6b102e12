import type { Group } from '../groups.ts';
import type { Report } from '../model.ts';
import { present } from '../standing.ts';
import type { Oldest } from '../tls.ts';
import { number, percent } from './format.ts';
import { glyph, names, type Shown, shown } from './glyphs.ts';
import { html, type Markup, type Value } from './markup.ts';
import { amount, bar } from './pictures.ts';

/** More rows than this tell nobody anything; the CSV has all. */
const most = 20;

const counted = (count: number): Markup => html`<td class="n${count === 0 && ' zero'}">${number(count)}</td>`;

const heads: Value = shown.map(
  (standing) =>
    html`<th scope="col" class="n" title="${names[standing]}">
      ${glyph(standing)}<span class="sr">${names[standing]}</span>
    </th>`,
);

const oldestWords = (name: Oldest): string => {
  if (name === 'plain text') return 'plain text too';
  if (name === 'TLS 1.3') return 'TLS 1.3 only';
  return name.startsWith('TLS 1') ? `${name} and newer` : name;
};

/** A table of groups, each with a bar: the numbers say the same as the picture. */
export const groups = (
  name: string,
  caption: string,
  all: readonly Group[],
  words: (name: string) => string = (one) => one,
): Markup => {
  const rows = all.slice(0, most);
  const largest = Math.max(0, ...rows.map(({ counts }) => present(counts)));
  if (rows.length === 0) return html``;
  return html`<div class="card scroll" tabindex="0" role="region" aria-label="${name}">
    <h3>${name}</h3>
    <table class="groups">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${name}</th>
          <td class="pic"></td>
          ${heads}
          <th scope="col" class="n">share</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name: one, counts, share }) =>
            html`<tr>
              <th scope="row">${words(one)}</th>
              <td class="pic">${bar(words(one), counts, largest)}</td>
              ${shown.map((standing) => counted(counts[standing]))}
              <td class="n">${percent(share)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
    ${all.length > most && html`<p class="note">and ${number(all.length - most)} more; the CSV has all.</p>`}
  </div>`;
};

const kinds: Readonly<Record<Oldest, Shown>> = {
  'plain text': 'failed',
  'TLS 1.0': 'open',
  'TLS 1.1': 'open',
  'TLS 1.2': 'compliant',
  'TLS 1.3': 'compliant',
  'TLS, version unknown': 'compliant',
  unknown: 'held',
};

/** What still gets in, by the oldest protocol. */
export const accepted = ({ accepts }: Report): Markup => {
  if (accepts.length === 0) return html``;
  const largest = Math.max(...accepts.map(({ count }) => count));
  return html`<div class="card">
    <h3>What still gets in</h3>
    <table class="groups">
      <caption>
        The oldest that a resource accepts, as far as its plan tells.
      </caption>
      <thead>
        <tr>
          <th scope="col">accepts</th>
          <td class="pic"></td>
          <th scope="col" class="n">resources</th>
        </tr>
      </thead>
      <tbody>
        ${accepts.map(
          ({ name, count }) =>
            html`<tr>
              <th scope="row">${oldestWords(name)}</th>
              <td class="pic">${amount(name, count, largest, kinds[name])}</td>
              <td class="n">${number(count)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
};
