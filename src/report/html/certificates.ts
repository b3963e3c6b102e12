import { dayOf, servesWords } from '../certificate-lines.ts';
import { type Calendar, type Expiry, spans } from '../certificates.ts';
import { number, round } from './format.ts';
import { html, type Markup, type Value } from './markup.ts';

/** A list with more rows is read by nobody; `waxseal certificates --format json` has all. */
const most = 200;
/** So many months from now on are drawn. */
const months = 13;

/** The months from this one on, `2026-03`. */
const monthsFrom = (at: string): readonly string[] => {
  const [year = 0, month = 1] = at.split('-').map(Number);
  return Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
  );
};

/** How many end in each month: what no month has is in the table. */
const timeline = ({ at, certificates }: Calendar): Markup => {
  const all = monthsFrom(at).map((month) => ({
    month,
    ending: certificates.filter(({ ends, when }) => when !== 'ended' && ends?.startsWith(month) === true),
  }));
  const highest = Math.max(1, ...all.map(({ ending }) => ending.length));
  const words = all
    .filter(({ ending }) => ending.length > 0)
    .map(({ month, ending }) => `${month}: ${ending.length}`)
    .join(', ');
  return html`<svg
    viewBox="0 0 ${months * 56} 110"
    width="${months * 56}"
    class="map"
    role="img"
    aria-labelledby="certificates-t certificates-d"
  >
    <title id="certificates-t">How many certificates end in each month</title>
    <desc id="certificates-d">${words || 'None ends in these months'}. The table below says the same.</desc>
    ${all.map(({ month, ending }, index) => {
      const height = (ending.length / highest) * 66;
      const renewed = ending.every(({ renews }) => renews === 'yes');
      return html`<g transform="translate(${index * 56} 0)"
        ><rect
          x="8"
          y="${round(86 - height)}"
          width="40"
          height="${round(height)}"
          fill="currentColor"
          opacity="${renewed ? '0.35' : '0.8'}"
          ><title>${month}: ${ending.map(({ name }) => name).join(', ')}</title></rect
        ><text x="28" y="${round(80 - height)}" text-anchor="middle"
          >${ending.length > 0 && number(ending.length)}</text
        ><text class="small" x="28" y="102" text-anchor="middle">${month}</text></g
      >`;
    })}
  </svg>`;
};

const row = (one: Expiry): Markup =>
  html`<tr>
    <th scope="row">
      <span class="id">${one.name}</span><span class="sub">${one.kind} ${one.account} ${one.region}</span>
    </th>
    <td data-is="ends">
      ${dayOf(one)}<span class="sub">${one.when === 'unknown' ? 'not known' : one.when}</span>
    </td>
    <td data-is="renews">${one.renews}<span class="sub">${one.why}</span></td>
    <td data-is="owner">${one.owners.join(', ') || 'nobody named'}</td>
    <td data-is="serves">${servesWords(one.serves, 5)}</td>
  </tr> `;

const table = (all: readonly Expiry[]): Value =>
  all.length > 0 &&
  html`<table class="list">
      <caption>
        The first that ends comes first: ${number(all.length)}
      </caption>
      <thead>
        <tr>
          <th scope="col">certificate</th>
          <th scope="col">ends</th>
          <th scope="col">renewed by AWS</th>
          <th scope="col">owner</th>
          <th scope="col">serves</th>
        </tr>
      </thead>
      <tbody>
        ${all.slice(0, most).map(row)}
      </tbody>
    </table>
    ${all.length > most && html`<p class="note">and ${number(all.length - most)} more; waxseal certificates --format json has all.</p>`}`;

/** What ends when: months as a picture, and all of it as a table. */
export const certificatesSection = (calendar: Calendar): Markup => {
  const { certificates, counts, unread } = calendar;
  return html`<section class="card" id="certificates">
    <h2>Certificates <span class="sub">${number(certificates.length)}</span></h2>
    <p class="note">
      ${spans.map((name) => `${number(counts[name])} ${name === 'unknown' ? 'not known' : name}`).join(', ')}.
      Days are in UTC. A month in which AWS renews every one is drawn lighter.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Picture of what ends in which month">
      ${timeline(calendar)}
    </div>
    ${table(certificates)}
    ${unread.length > 0 && html`<p class="note">Of ${number(unread.length)} it could not be read which they have: there may be more certificates.</p>`}
  </section>`;
};
