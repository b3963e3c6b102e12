import type { Event } from '../events.ts';
import { secondsBetween } from '../exposure.ts';
import type { Held } from '../held.ts';
import type { Item } from '../items.ts';
import type { Idle } from '../idle.ts';
import { idleWords } from '../page.ts';
import type { Unlisted } from '../model.ts';
import { nameOf, person } from '../name.ts';
import type { Waiting } from '../waiting.ts';
import { answerWords, causeWords, impactWords, outcomeWords, stepWords, wordsOf } from '../words.ts';
import { day, moment, number, spanWords } from './format.ts';
import { glyph, names, shown } from './glyphs.ts';
import { html, type Markup, type Value } from './markup.ts';

/** A page with more rows is read by nobody and slow in a browser; the CSV has all. */
const most = 200;

type Column<Row> = readonly [head: string, cell: (row: Row) => Value, kind?: 'when'];

interface Of {
  readonly target: Item['target'];
  readonly remediation: string;
}
/** Where a page tells more of a finding; a file has no other page. */
export type Link = (of: Of) => string | undefined;
const nowhere: Link = () => undefined;

const resource = (of: Of, href: string | undefined): Value => {
  const { target, remediation } = of;
  const name = href === undefined ? nameOf(target) : html`<a href="${href}">${nameOf(target)}</a>`;
  return html`<span class="id">${name}</span><span class="sub">${remediation}</span
    ><span class="sub">${target.account} ${target.region}</span>`;
};

/** A section with one row for each thing. The first column names the row. */
const list = <Row extends Of>(
  { id, title, says, nothing }: { id: string; title: string; says: string; nothing: string },
  all: readonly Row[],
  columns: readonly Column<Row>[],
  link: Link,
): Markup =>
  html`<section class="card" id="${id}">
    <h2>${title} <span class="sub">${number(all.length)}</span></h2>
    <p class="note">${says}</p>
    ${
      all.length === 0
        ? html`<p class="none">${nothing}</p>`
        : html`<table class="list">
              <thead>
                <tr>
                  <th scope="col">resource</th>
                  ${columns.map(([head]) => html`<th scope="col">${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${all.slice(0, most).map(
                  (row) =>
                    html`<tr>
                      <th scope="row">${resource(row, link(row))}</th>
                      ${columns.map(([head, cell, kind]) => html`<td data-is="${head}" ${kind === 'when' && html` class="when"`}>${cell(row)}</td>`)}
                    </tr> `,
                )}
              </tbody>
            </table>
            ${all.length > most && html`<p class="note">and ${number(all.length - most)} more; the CSV has all.</p>`}`
    }
  </section>`;

const reasons = (all: readonly string[]): Value =>
  all.length > 0 &&
  html`<ul class="why">
    ${all.map((one) => html`<li>${one}</li>`)}
  </ul>`;

const said = ({ why, todo }: Pick<Item, 'why' | 'todo'>): Value =>
  html`${why ?? '–'}${todo !== undefined && html`<span class="sub todo">${todo}</span>`}`;

const owner = ({ owner: name }: { readonly owner?: string }): Value => name ?? 'nobody named';

const clear =
  (now: string) =>
  ({ since, lastSeen }: Item): Value => {
    const from = since ?? lastSeen;
    return html`${day(from)}<span class="sub">${spanWords(secondsBetween(from, now))}</span>`;
  };

const impacts = ({ impacts: all }: Item): Value =>
  all
    .filter((impact) => impact !== 'none')
    .map((impact) => html`<span class="tag" title="${impactWords[impact]}">${impact}</span>`);

const gate = (item: Item): Value => {
  const { answer, outcome, because, plan } = item;
  const step = stepWords(plan?.step);
  const hazards = because.filter(({ check }) => check === 'hazard').map(({ says }) => says);
  return html`${answer ? answerWords[answer].says : outcomeWords[outcome].says}${step !== '' && html` <span class="tag">${step}</span>`}${impacts(item)}${reasons(hazards)}`;
};

export const waiting = (all: readonly Waiting[], link: Link = nowhere): Markup =>
  list(
    {
      id: 'waiting',
      title: 'Waiting for an approval',
      says: 'Nothing is written before an approver has spoken. Another plan would make the approval stale.',
      nothing: 'Nothing waits for an approval.',
    },
    all.map((one) => ({ ...one, target: one.item.target, remediation: one.item.remediation })),
    [
      ['what', ({ why, reasons: because }) => html`${why}${reasons(because)}`],
      ['owner', ({ item }) => owner(item)],
      [
        'approval-requested',
        ({ opened, expires }) =>
          html`since ${moment(opened)}<span class="sub">until ${moment(expires)}</span>`,
        'when',
      ],
      [
        'who may answer',
        ({ approvers, approvalRequest }) =>
          html`${approvers.length === 0 ? 'the policy names none' : approvers.map(person).join(', ')}<span
              class="sub"
              ><code>waxseal approve ${approvalRequest}</code></span
            >`,
      ],
    ],
    link,
  );

/** Applied and not proven yet, or AWS still at work. */
export const settling = (all: readonly Item[], now: string, link: Link = nowhere): Markup =>
  list(
    {
      id: 'settling',
      title: 'Waiting for something else',
      says: 'Applied and not in effect yet (a reboot is due), put off, or AWS is at work. Checked again automatically.',
      nothing: 'Nothing waits.',
    },
    all,
    [
      ['what', said],
      ['owner', owner],
      ['in the clear since', clear(now), 'when'],
      ['stands', ({ outcome, because }) => wordsOf({ is: outcome, because }).says],
    ],
    link,
  );

export const fixable = (all: readonly Item[], now: string, link: Link = nowhere): Markup =>
  list(
    {
      id: 'open',
      title: 'Would be fixed',
      says: 'Open, with a plan. What the policy makes of it stands beside it.',
      nothing: 'Nothing is open that Waxseal could fix.',
    },
    all,
    [
      ['what', said],
      ['owner', owner],
      ['in the clear since', clear(now), 'when'],
      ['what would happen', gate],
    ],
    link,
  );

export const people = (all: readonly Item[], now: string, link: Link = nowhere): Markup =>
  list(
    {
      id: 'people',
      title: 'Manual action needed',
      says: 'No safe change exists.',
      nothing: 'Nothing is left to people.',
    },
    all,
    [
      ['what', said],
      ['owner', owner],
      ['in the clear since', clear(now), 'when'],
    ],
    link,
  );

export const unknown = (all: readonly Item[], link: Link = nowhere): Markup =>
  list(
    {
      id: 'unknown',
      title: 'Could not be evaluated',
      says: 'What Waxseal would have to know could not be read or is not clear. Nobody knows whether these are compliant.',
      nothing: 'Everything could be evaluated.',
    },
    all,
    [
      ['why', said],
      ['owner', owner],
      ['seen', ({ lastSeen }) => moment(lastSeen), 'when'],
    ],
    link,
  );

/** Kinds of resources that could not be listed: they have no names. */
export const unlisted = (all: readonly Unlisted[]): Markup =>
  html`<section class="card" id="unlisted">
    <h2>Not listed <span class="sub">${number(all.length)}</span></h2>
    <p class="note">Nothing is known of these: no number on this page counts them.</p>
    <ul class="why">
      ${all.map(({ type, account, region, says, todo }) => html`<li>${type} in ${account} ${region}: ${says}<span class="sub todo">${todo}</span></li> `)}
    </ul>
  </section>`;

/** Lines of the policy that were about none of what was looked at. */
export const idle = (all: readonly Idle[]): Markup =>
  html`<section class="card" id="idle">
    <h2>Policy lines that match nothing <span class="sub">${number(all.length)}</span></h2>
    <p class="note">
      None of what was just looked at is what these lines are about. Is the resource gone, its name mistyped,
      or is it in a place that was not scanned?
    </p>
    <ul class="why">
      ${all.map((one) => html`<li>${idleWords(one)}</li> `)}
    </ul>
  </section>`;

export const failed = (all: readonly Item[], link: Link = nowhere): Markup =>
  list(
    {
      id: 'failed',
      title: 'Failed',
      says: 'The last look or change ended in an error. Retried automatically.',
      nothing: 'Nothing failed.',
    },
    all,
    [
      ['what', said],
      ['owner', owner],
      ['seen', ({ lastSeen }) => moment(lastSeen), 'when'],
    ],
    link,
  );

export const held = (all: readonly Held[], link: Link = nowhere): Markup =>
  list(
    {
      id: 'held',
      title: 'Left alone',
      says: 'Exempt by a line of the policy, or on hold after an undo or a rejection.',
      nothing: 'Nothing is exempt or on hold.',
    },
    all,
    [
      ['kind', ({ kind }) => (kind === 'hold' ? 'on hold' : 'exempt')],
      ['by whom and why', ({ says }) => says],
      ['until', ({ until }) => (until === undefined ? 'released by a person' : day(until)), 'when'],
    ],
    link,
  );

const through = ({ by, actor, reference, approvedBy, comment }: Event): Value =>
  html`${causeWords[by]}${actor !== undefined && html`: ${person(actor)}`}${approvedBy !== undefined && html`<span class="sub">approved by ${approvedBy.map(person).join(', ')}</span>`}${comment !== undefined && html`<span class="sub">${comment}</span>`}${reference !== undefined && html`<span class="sub"><code>${reference}</code></span>`}`;

export const events = (
  about: { id: string; title: string; says: string; nothing: string },
  all: readonly Event[],
  link: Link = nowhere,
): Markup =>
  list(
    about,
    all,
    [
      ['when (UTC)', ({ at }) => moment(at), 'when'],
      ['what', ({ says, proof = [] }) => html`${says ?? '–'}${reasons(proof)}`],
      ['through', through],
      ['run', ({ run }) => (run === undefined ? '–' : html`<code>${run}</code>`)],
    ],
    link,
  );

const stands = ({ standing, outcome, because }: Item): Value => {
  const known = shown.find((one) => one === standing);
  return html`${known && glyph(known)} ${known ? names[known] : standing}<span class="sub"
      >${wordsOf({ is: outcome, because }).says}</span
    >`;
};

/** Whatever is there, compliant or not: for a page that can be narrowed. */
export const found = (all: readonly Item[], link: Link): Markup =>
  list(
    {
      id: 'found',
      title: 'All findings',
      says: 'Everything that the filters want, compliant or not.',
      nothing: 'No finding is what the filters want.',
    },
    all,
    [
      ['stands', stands],
      ['what', said],
      ['owner', owner],
      ['seen', ({ lastSeen }) => moment(lastSeen), 'when'],
    ],
    link,
  );
