import { createHash } from 'node:crypto';
import type { Item } from '../items.ts';
import type { Report } from '../model.ts';
import { onlyWords } from '../only.ts';
import { present } from '../standing.ts';
import { answerWords, impactNames } from '../words.ts';
import type { Span } from '../exposure.ts';
import { moment, number, plural, spanWords } from './format.ts';
import { definitions, glyph, meanings, names, shown } from './glyphs.ts';
import { accepted, groups } from './groups.ts';
import * as lists from './lists.ts';
import { certificatesSection } from './certificates.ts';
import { mapSection } from './map.ts';
import { html, type Markup, type Value, verbatim } from './markup.ts';
import { blocksMarkup } from './blocks.ts';
import { detectorBlocks } from '../detector-lines.ts';
import { postureSection } from '../posture/blocks.ts';
import { ring, trendPicture } from './pictures.ts';
import { style } from './style.ts';

export interface PageOptions {
  /** Where the rows came from, for people. */
  readonly source: string;
  readonly version: string;
  /** What the page has besides where somebody serves it. */
  readonly served?: Served;
}

interface Served {
  /** Above the report: what narrows it. */
  readonly above: Markup;
  readonly link: lists.Link;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing may be loaded and nothing may run; the one style sheet is allowed by its hash. A page that is served has forms. */
export const contentPolicy = (forms: 'none' | 'self'): string =>
  ["default-src 'none'", `style-src 'sha256-${styleHash}'`, "base-uri 'none'", `form-action '${forms}'`].join(
    '; ',
  );

/** In one piece: its hash is of every character between the tags. */
const styled = verbatim(`<style>${style}</style>`);

const seal = html`<svg class="seal" viewBox="0 0 64 64" role="img" aria-label="A seal">
  <path
    fill="currentColor"
    d="M32 2c4 0 6 3 10 4s8 0 11 3 2 7 4 10 5 6 5 11-3 7-4 11-1 8-4 11-7 3-10 5-7 5-12 5-8-3-12-5-8-2-11-5-3-7-4-11-3-6-3-11 3-7 5-11 1-7 4-10 7-2 11-3 6-4 10-4z"
  />
  <circle cx="32" cy="32" r="19" fill="none" class="hatch" />
  <path
    class="mark"
    d="M24 30v-4a8 8 0 0 1 16 0v4M22 30h20v14H22z"
    fill="none"
    stroke-width="3"
    stroke-linejoin="round"
  />
</svg>`;

const hero = ({ total: { counts } }: Report): Markup =>
  html`<section class="card hero" id="now">
    ${ring(counts)}
    <div>
      <h2>Where things stand</h2>
      <ul class="standings">
        ${shown.map((standing) => html`<li>${glyph(standing)}<b>${number(counts[standing])}</b><span>${names[standing]}</span><span class="sub">${meanings[standing]}</span></li> `)}
      </ul>
    </div>
  </section>`;

const figure = (name: string, value: string, more: string): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="sub">${more}</dd>
  </div>`;

const span = (
  name: string,
  of: Span | null,
  which: 'medianSeconds' | 'longestSeconds',
  more: (of: Span) => string,
): Markup => (of === null ? figure(name, '–', 'nothing yet') : figure(name, spanWords(of[which]), more(of)));

const figures = ({ timeToRemediate, timeOpen, proven, undone, reopened }: Report): Markup =>
  html`<section id="numbers">
    <dl class="numbers">
      ${span('In the clear until compliant, median', timeToRemediate, 'medianSeconds', ({ count }) => `of ${number(count)} compliant`)}
      ${span('In the clear until compliant, longest', timeToRemediate, 'longestSeconds', ({ longest }) => longest)}
      ${span('Still in the clear, longest', timeOpen, 'longestSeconds', ({ longest }) => longest)}
      ${figure('Remediated and verified', number(proven.length), 'by Waxseal')}
      ${figure('Rolled back', number(undone.length), 'by people or the canary')}
      ${figure('Reopened', number(reopened.length), 'compliant, then changed by somebody')}
    </dl>
  </section>`;

const sampled = 12;

const trend = ({ trend: all }: Report): Markup => {
  if (all.length === 0) return html``;
  const step = Math.max(1, Math.ceil(all.length / sampled));
  const rows = all.filter((_, index) => index % step === 0 || index === all.length - 1);
  return html`<section class="card" id="trend">
    <h2>Over time</h2>
    <p class="note">
      What the journal knew at each moment: everything that was ever found non-compliant, from
      ${moment(all[0]?.at ?? '')} on.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Findings over time">${trendPicture(all)}</div>
    <details>
      <summary>The same as numbers</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Findings over time, as numbers">
        <table>
          <thead>
            <tr>
              <th scope="col">when (UTC)</th>
              ${shown.map((standing) => html`<th scope="col" class="n">${names[standing]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ at, counts }) =>
                html`<tr>
                  <th scope="row" class="when">${moment(at)}</th>
                  ${shown.map((standing) => html`<td class="n">${number(counts[standing])}</td>`)}
                </tr> `,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
};

const posture = ({ posture: of }: Report): Value =>
  of && html`<section class="card told" id="posture">${blocksMarkup(postureSection(of))}</section>`;

const detectors = ({ detectors: of }: Report): Value =>
  of && html`<section class="card told" id="detectors">${blocksMarkup(detectorBlocks(of))}</section>`;

const wordIn = <Word extends string>(words: Readonly<Record<Word, string>>, name: string): string =>
  Object.entries<string>(words).find(([key]) => key === name)?.[1] ?? name;

const answers = Object.fromEntries(Object.entries(answerWords).map(([name, { says }]) => [name, says]));

const breakdowns = (report: Report): Markup =>
  html`<section id="by">
    <h2>Broken down</h2>
    <div class="pair">
      ${groups('Owner', 'Who answers for it, by tag.', report.byOwner)}
      ${groups('Account', 'Where it is.', report.byAccount)}
      ${groups('Service', 'What kind of system.', report.byService)}
      ${groups('Remediation', 'What is wrong or was fixed.', report.byRemediation)}
      ${groups('Mode', 'What the policy says about it.', report.byMode)}
      ${groups('Answer', 'What the gate made of the plan at the last look.', report.byAnswer, (name) => wordIn(answers, name))}
      ${groups('Impact', 'Who would notice, of what is not compliant.', report.byImpact, (name) => wordIn(impactNames, name))}
      ${accepted(report)}
    </div>
  </section>`;

const isFixable = ({ plan, outcome }: Item): boolean =>
  plan !== undefined && plan.changes.length > 0 && outcome !== 'manual-action-needed';

const links: readonly (readonly [string, string])[] = [
  ['now', 'Now'],
  ['trend', 'Over time'],
  ['map', 'Hops'],
  ['certificates', 'Certificates'],
  ['posture', 'Posture'],
  ['detectors', 'Other detectors'],
  ['by', 'Broken down'],
  ['waiting', 'Waiting'],
  ['open', 'Would be fixed'],
  ['people', 'For people'],
  ['held', 'Left alone'],
  ['proven', 'Verified'],
];

const sections = (report: Report, link?: lists.Link): Value => {
  const { at, open, items } = report;
  const asked = new Set(report.waiting.map(({ item }) => item.finding));
  const others = items.filter(({ standing, finding }) => standing === 'waiting' && !asked.has(finding));
  return [
    lists.waiting(report.waiting, link),
    others.length > 0 && lists.settling(others, at, link),
    lists.fixable(open.filter(isFixable), at, link),
    lists.people(
      open.filter((item) => !isFixable(item)),
      at,
      link,
    ),
    report.unknown.length > 0 && lists.unknown(report.unknown, link),
    report.unlisted.length > 0 && lists.unlisted(report.unlisted),
    report.failed.length > 0 && lists.failed(report.failed, link),
    lists.held(report.held, link),
    report.idle.length > 0 && lists.idle(report.idle),
    lists.events(
      {
        id: 'proven',
        title: 'Verified',
        says: 'Applied, then read and evaluated again. CloudTrail shows the same run as session name.',
        nothing: 'Nothing has been applied yet.',
      },
      report.proven,
      link,
    ),
    report.regressed.length > 0 &&
      lists.events(
        {
          id: 'regressed',
          title: 'Errors jumped',
          says: 'After these fixes clients failed more than they use to. Undo the fix, or move those clients to TLS.',
          nothing: '',
        },
        report.regressed,
        link,
      ),
    report.undone.length > 0 &&
      lists.events(
        {
          id: 'rolled-back',
          title: 'Rolled back',
          says: 'Undone by a person or by the canary.',
          nothing: '',
        },
        report.undone,
        link,
      ),
    report.reopened.length > 0 &&
      lists.events(
        {
          id: 'reopened',
          title: 'Reopened',
          says: 'Remediated before, found non-compliant again, and not through an undo.',
          nothing: '',
        },
        report.reopened,
        link,
      ),
  ];
};

interface Frame {
  readonly title: string;
  /** Beside the seal. */
  readonly head: Markup;
  readonly foot: Value;
  readonly forms: 'none' | 'self';
  readonly version: string;
}

/** One HTML page that needs nothing else: no script, no request, no font. A content security policy forbids what it does not need. */
export const framed = ({ title, head, foot, forms, version }: Frame, body: Value): string =>
  html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(forms)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Waxseal ${version}" />
        <title>${title}</title>
        ${styled}
      </head>
      <body>
        ${definitions}
        <header>
          ${seal}
          <div>${head}</div>
        </header>
        ${body}
        <footer><p>${foot}</p></footer>
      </body>
    </html> `.markup;

/** The report as one page. Everything that came from outside is escaped. */
export const htmlReport = (report: Report, { source, version, served }: PageOptions): string => {
  const { at, total, resources, byAccount, items } = report;
  const head = html`<h1>Encryption in transit</h1>
    <p class="lead">
      ${plural(present(total.counts), 'finding')} about ${plural(resources, 'resource')} in
      ${plural(byAccount.length, 'account')}, as of ${moment(at)} UTC
    </p>
    ${report.only && html`<p class="lead"><strong>${onlyWords(report.only)}</strong></p>`}`;
  const foot = html`From ${source}. Written by Waxseal ${version}; all times are UTC. A resource counts once
  for each remediation that is about it. What is gone or not applicable is not counted. This page loads
  nothing from elsewhere and runs nothing.`;
  const title = `Encryption in transit, ${moment(at)} UTC`;
  return framed(
    { title, head, foot, forms: served ? 'self' : 'none', version },
    html`<nav aria-label="Sections">
        ${links.filter(([id]) => (id !== 'map' && id !== 'certificates' && id !== 'posture' && id !== 'detectors') || report[id]).map(([id, name]) => html`<a href="#${id}">${name}</a> `)}${served && html`<a href="#found">All findings</a>`}
      </nav>
      <main>
        ${served?.above} ${hero(report)} ${figures(report)} ${trend(report)}
        ${report.map && mapSection(report.map)}
        ${report.certificates && certificatesSection(report.certificates)} ${posture(report)}
        ${detectors(report)} ${breakdowns(report)} ${sections(report, served?.link)}
        ${served && lists.found(items, served.link)}
      </main>`,
  );
};
