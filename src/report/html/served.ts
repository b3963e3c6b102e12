import { type Filter, type FilterName, isFiltered } from '../filter.ts';
import type { Report } from '../model.ts';
import { number } from './format.ts';
import { names, shown as standings } from './glyphs.ts';
import { html, type Markup, type Value } from './markup.ts';
import { framed } from './page.ts';

/** What only a page has that somebody serves: filters, and forms that answer. All of it works without a script. */

const labels: Readonly<Record<FilterName, string>> = {
  owner: 'Owner',
  account: 'Account',
  service: 'Service',
  remediation: 'Remediation',
  standing: 'Standing',
  text: 'Text',
};

type Choice = readonly [value: string, words: string];

const select = (name: FilterName, choices: readonly Choice[], chosen: string | undefined): Markup => {
  // One that is asked for and not there stays to be seen: the page shows nothing because of it.
  const isKnown = chosen === undefined || choices.some(([value]) => value === chosen);
  const all: readonly Choice[] = isKnown ? choices : [...choices, [chosen, chosen]];
  return html`<div>
    <label for="filter-${name}">${labels[name]}</label>
    <select id="filter-${name}" name="${name}">
      <option value="">all</option>
      ${all.map(([value, words]) =>
        value === chosen
          ? html`<option value="${value}" selected>${words}</option>`
          : html`<option value="${value}">${words}</option>`,
      )}
    </select>
  </div>`;
};

const namesOf = (groups: readonly { readonly name: string }[]): readonly Choice[] =>
  groups.map(({ name }): Choice => [name, name]).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What a filter means for what is no finding. */
const besides = ({ map, posture }: Report, hasPosture: boolean): string =>
  [
    ...(map ? [' Hops and certificates are of the same resources.'] : []),
    ...(posture ? [' Posture is of this account.'] : []),
    ...(hasPosture && !posture ? [' Posture is of everything: show all to see it.'] : []),
  ].join('');

const queryOf = (filter: Filter): string => {
  const query = new URLSearchParams(Object.entries(filter)).toString();
  return query === '' ? '' : `?${query}`;
};

const postureLink = ({ account }: Filter): Markup =>
  html`<a href="/posture${queryOf(account === undefined ? {} : { account })}">Posture with every criterion</a
    >.`;

/** The same that is shown, for spreadsheets and programs. */
const downloads = (filter: Filter): Markup =>
  html`Download what is shown: <a href="/report.csv${queryOf(filter)}" download>CSV</a>,
    <a href="/report.json${queryOf(filter)}" download>JSON</a>.`;

/** `all`: the report that is narrowed; `shown`: what of it is shown. */
export const filtersForm = (
  all: Report,
  filter: Filter,
  shown: Report,
  { hasPosture }: { readonly hasPosture: boolean },
): Markup =>
  html`<form method="get" action="/" class="card filters" role="search" aria-label="Filters">
      ${select('owner', namesOf(all.byOwner), filter.owner)}
      ${select('account', namesOf(all.byAccount), filter.account)}
      ${select('service', namesOf(all.byService), filter.service)}
      ${select('remediation', namesOf(all.byRemediation), filter.remediation)}
      ${select(
        'standing',
        standings.map((standing): Choice => [standing, names[standing]]),
        filter.standing,
      )}
      <div>
        <label for="filter-text">${labels.text}</label>
        <input type="search" id="filter-text" name="text" value="${filter.text ?? ''}" />
      </div>
      <button>Filter</button>${isFiltered(filter) && html`<a href="/">Show all</a>`}
    </form>
    <p class="note">
      ${number(shown.items.length)} of ${number(all.items.length)}
      findings.${isFiltered(filter) && besides(shown, hasPosture)} ${downloads(filter)}
      ${shown.posture && postureLink(filter)}
    </p>`;

/** A form that does something. `proof`: that this process has drawn it. */
export const actionForm = (
  { action, proof, label }: { readonly action: string; readonly proof: string; readonly label: string },
  fields: Readonly<Record<string, string>>,
  inner: Value,
): Markup =>
  html`<form method="post" action="${action}" aria-label="${label}">
    <input type="hidden" name="proof" value="${proof}" />
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${inner}
  </form>`;

/** A reason that must be given. */
export const reasonField = (name: string): Markup =>
  html`<label for="reason">Reason, kept in the journal (needed)</label>
    <textarea id="reason" name="${name}" rows="3" maxlength="2000" required></textarea>`;

export interface AnswerForm {
  readonly approvalRequest: string;
  readonly proof: string;
  /** Who may answer, as people read it. */
  readonly approvers: string;
  readonly expires: string;
  /** One answer decides these too. */
  readonly together: readonly Value[];
}

/** Approve or reject: two forms, so that each has the field that its command wants. */
export const answerForms = ({ approvalRequest, proof, approvers, expires, together }: AnswerForm): Markup => {
  const both = (answer: string): Value =>
    together.length > 0 &&
    html`<p>One answer decides together with this one:</p>
      <ul class="why">
        ${together.map((one) => html`<li>${one}</li>`)}
      </ul>
      <label class="check" for="together-${answer}"
        ><input type="checkbox" id="together-${answer}" name="together" value="yes" required /> Answer these
        too</label
      >`;
  const fields = (answer: string) => ({ request: approvalRequest, answer });
  return html`<section class="card answer" id="answer">
    <h2>Your answer</h2>
    <p class="note">
      Approval request ${approvalRequest}. Asked of ${approvers}, until ${expires}. What is above is looked at
      again and applied only if it is still the plan; you answer with the credentials that Waxseal was started
      with.
    </p>
    <div class="pair">
      <div class="half">
        ${actionForm(
          { action: '/answer', proof, label: 'Approve' },
          fields('approve'),
          html`${both('approve')}<label for="comment">Comment, kept with the approval</label>
            <textarea id="comment" name="comment" rows="3" maxlength="2000"></textarea>
            <button class="go">Approve and apply</button>`,
        )}
      </div>
      <div class="half">
        ${actionForm(
          { action: '/answer', proof, label: 'Reject' },
          fields('reject'),
          html`${both('reject')}${reasonField('comment')} <button>Reject</button>`,
        )}
      </div>
    </div>
  </section>`;
};

/** Any page beside the report. */
export const servedPage = (
  { title, lead, version }: { readonly title: string; readonly lead: Value; readonly version: string },
  body: Value,
): string =>
  framed(
    {
      title: `${title} – Waxseal`,
      head: html`<h1>${title}</h1>
        <p class="lead">${lead}</p>`,
      foot: html`Waxseal ${version}. This page loads nothing from elsewhere and runs nothing.`,
      forms: 'self',
      version,
    },
    html`<nav aria-label="Pages"><a href="/">The report</a></nav>
      <main>${body}</main>`,
  );
