import { findingKey } from '../core/journal/records.ts';
import type { Item, Sighting } from './items.ts';
import type { Report, Rows } from './model.ts';
import { nameOf, serviceOf } from './name.ts';

/** What a reader may narrow a report by; every one that is given must hold. */
export const filterNames = ['owner', 'account', 'service', 'remediation', 'standing', 'text'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Readonly<Partial<Record<FilterName, string>>>;

type Filtered = Pick<Item, 'finding' | 'remediation' | 'target' | 'standing'> &
  Partial<Pick<Item, 'owner' | 'why' | 'todo'>>;

const valueOf: Readonly<Record<Exclude<FilterName, 'text'>, (item: Filtered) => string>> = {
  owner: ({ owner = 'nobody named' }) => owner,
  account: ({ target }) => target.account,
  service: ({ target }) => serviceOf(target),
  remediation: ({ remediation }) => remediation,
  standing: ({ standing }) => standing,
};

const textOf = ({ target, remediation, owner, why, todo }: Filtered): string =>
  [nameOf(target), target.arn, target.region, remediation, owner, why, todo].join('\n').toLowerCase();

/** Each word of the text is somewhere in what is told of it. */
const says = (item: Filtered, text: string): boolean => {
  const told = textOf(item);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
};

const isWanted = (item: Filtered, filter: Filter): boolean =>
  filterNames.every((name) => {
    const wanted = filter[name];
    return wanted === undefined || (name === 'text' ? says(item, wanted) : valueOf[name](item) === wanted);
  });

export const isFiltered = (filter: Filter): boolean => filterNames.some((name) => filter[name] !== undefined);

/** What a report is made from, of the findings that a filter wants; `report` is of all of it. */
export const filtered = (
  { rows, sightings }: { readonly rows: Rows; readonly sightings: readonly Sighting[] },
  report: Pick<Report, 'items'>,
  filter: Filter,
): { readonly rows: Rows; readonly sightings: readonly Sighting[] } => {
  if (!isFiltered(filter)) return { rows, sightings };
  // What is gone is no item of a report, and yet has a past.
  const gone = rows.findings.map(({ target, remediation, owner }): Filtered => ({
    finding: findingKey(target, remediation),
    target,
    remediation,
    standing: 'gone',
    ...(owner !== undefined && { owner }),
  }));
  const items = new Map<string, Filtered>(gone.map((item) => [item.finding, item]));
  for (const item of report.items) items.set(item.finding, item);
  const wanted = new Set(
    [...items.values()].filter((item) => isWanted(item, filter)).map(({ finding }) => finding),
  );
  const isAbout = ({ finding }: { readonly finding: string }): boolean => wanted.has(finding);
  const isOf = ({ target, remediation }: Pick<Filtered, 'target' | 'remediation'>): boolean =>
    wanted.has(findingKey(target, remediation));
  return {
    rows: {
      entries: rows.entries.filter(isAbout),
      findings: rows.findings.filter(isOf),
      approvalRequests: rows.approvalRequests.filter(isAbout),
      holds: rows.holds.filter(isAbout),
      runs: rows.runs,
    },
    sightings: sightings.filter(isOf),
  };
};
