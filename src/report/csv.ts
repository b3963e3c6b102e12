import { stepWords } from './words.ts';
import type { Event } from './events.ts';
import { type Detected, linkedFor } from './detectors.ts';
import { secondsBetween } from './exposure.ts';
import type { Held } from './held.ts';
import type { Item } from './items.ts';
import type { Report, Unlisted } from './model.ts';
import { nameOf, serviceOf } from './name.ts';
import { onlyWords } from './only.ts';
import { safe } from './safe.ts';
import type { Waiting } from './waiting.ts';

/** At the beginning, and after a semicolon: where the comma is the decimal mark, some divide lines there, and quotes or not. */
const formula = /(^|;)(?=[\s"]*[=+\-@|%＝＋－＠])/g;

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it. Control
 * characters are written out, so a record is one line.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const cell = (value: string | number | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const tame = `${/^[\t\r]/.test(value) ? "'" : ''}${safe(value).replaceAll(formula, "$1'")}`;
  return /[",;\n\r']/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
};

/** RFC 4180, UTF-8. */
export const csvOf = (
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string => [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

export type Columns<One> = Readonly<Record<string, (row: One) => string | number | undefined>>;

/** A record for each row, by columns that are told what is in them. */
export const tableCsv = <One>(columns: Columns<One>, rows: readonly One[]): string =>
  csvOf(
    Object.keys(columns),
    rows.map((row) => Object.values(columns).map((value) => value(row))),
  );

/** In one cell; of a detector that was not heard there, that nobody knows. Empty: none was asked. */
const saidOf = (detectors: Detected | undefined, item: Item): string | undefined => {
  if (!detectors) return undefined;
  const { account, region } = item.target;
  const unheard = detectors.places.filter(
    (one) => one.account === account && one.region === region && one.is !== 'told',
  );
  const statements = linkedFor(detectors, item)?.statements ?? [];
  return [
    ...statements.map(({ detector, title }) => `${detector}: ${title}`),
    ...unheard.map(({ detector, is }) =>
      is === 'in-part' ? `${detector}: there may be more` : `${detector}: not known`,
    ),
  ].join(' | ');
};

interface Row {
  readonly item: Item;
  readonly detectors: Detected | undefined;
  readonly approvalRequest: Waiting | undefined;
  readonly held: Held | undefined;
  readonly proven: Event | undefined;
  readonly at: string;
}

const columns: Columns<Row> = {
  account: ({ item }) => item.target.account,
  region: ({ item }) => item.target.region,
  service: ({ item }) => serviceOf(item.target),
  type: ({ item }) => item.target.type,
  name: ({ item }) => nameOf(item.target),
  resource: ({ item }) => item.target.id,
  arn: ({ item }) => item.target.arn,
  remediation: ({ item }) => item.remediation,
  owner: ({ item }) => item.owner,
  standing: ({ item }) => item.standing,
  outcome: ({ item }) => item.outcome,
  mode: ({ item }) => item.mode,
  answer: ({ item }) => item.answer,
  impacts: ({ item }) => item.impacts.join(' '),
  accepts: ({ item }) => item.accepts,
  since: ({ item }) => item.since,
  secondsInTheClear: ({ item, at }) =>
    item.since === undefined ? undefined : secondsBetween(item.since, at),
  lastSeen: ({ item }) => item.lastSeen,
  step: ({ item }) => stepWords(item.plan?.step),
  why: ({ item }) => item.why,
  todo: ({ item }) => item.todo,
  otherDetectors: ({ item, detectors }) => saidOf(detectors, item),
  plan: ({ item }) => item.plan?.id,
  approvalRequest: ({ approvalRequest }) => approvalRequest?.approvalRequest,
  requestedAt: ({ approvalRequest }) => approvalRequest?.opened,
  requestExpires: ({ approvalRequest }) => approvalRequest?.expires,
  approvers: ({ approvalRequest }) => approvalRequest?.approvers.join(' '),
  held: ({ held }) => held?.kind,
  heldUntil: ({ held }) => held?.until,
  heldBecause: ({ held }) => held?.says,
  provenAt: ({ proven }) => proven?.at,
  provenThrough: ({ proven }) => proven?.by,
  provenReference: ({ proven }) => proven?.reference,
  approvedBy: ({ proven }) => proven?.approvedBy?.join(' '),
  run: ({ proven }) => proven?.run,
};

/** The first of each finding: lists of events are newest first. */
const byFinding = <One extends { readonly finding: string }>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.toReversed().map((one) => [one.finding, one]));

/** What could not be listed has no name; its record says so, and that nothing is known. */
const unlistedRecord = (
  { type, account, region, says, todo }: Unlisted,
  at: string,
): readonly (string | undefined)[] => {
  const known: Readonly<Record<string, string>> = {
    account,
    region,
    type,
    standing: 'unknown',
    outcome: 'unlisted',
    lastSeen: at,
    why: says,
    todo,
  };
  return Object.keys(columns).map((name) => known[name]);
};

/** One record for each finding, remediated ones too, and for what could not be listed: for spreadsheets and other programs. */
export const csvReport = ({
  items,
  unlisted,
  waiting,
  held,
  proven,
  at,
  only,
  detectors,
}: Report): string => {
  const approvalRequests = byFinding(waiting.map((one) => ({ ...one, finding: one.item.finding })));
  const holds = byFinding(held);
  const proofs = byFinding(proven);
  const records = items.map((item) => {
    const { finding } = item;
    const row = {
      item,
      detectors,
      approvalRequest: approvalRequests.get(finding),
      held: holds.get(finding),
      proven: proofs.get(finding),
      at,
    };
    return Object.values(columns).map((value) => value(row));
  });
  const blind = unlisted.map((one) => unlistedRecord(one, at));
  const rows = [...records, ...blind];
  // A table has no other place that every reader keeps.
  if (only)
    return csvOf(
      [...Object.keys(columns), 'only'],
      rows.map((row) => [...row, onlyWords(only)]),
    );
  return csvOf(Object.keys(columns), rows);
};
