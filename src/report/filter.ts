import { findingKey } from '../core/journal/records.ts';
import type { Item, Sighting } from './items.ts';
import type { Report, Rows } from './model.ts';
import { nameOf, serviceOf } from './name.ts';

/** What a reader may narrow a report by; every one that is given must hold. */
export const filterNames = ['owner', 'account', 'service', 'remediation', 'standing', 'text'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Readonly<Partial<Record<FilterName, string>>>;

const valueOf: Readonly<Record<Exclude<FilterName, 'text'>, (item: Item) => string>> = {
  owner: ({ owner = 'nobody named' }) => owner,
  account: ({ target }) => target.account,
  service: ({ target }) => serviceOf(target),
  remediation: ({ remediation }) => remediation,
  standing: ({ standing }) => standing,
};

const textOf = ({ target, remediation, owner, why, todo }: Item): string =>
  [nameOf(target), target.arn, target.region, remediation, owner, why, todo].join('\n').toLowerCase();

/** Each word of the text is somewhere in what is told of it. */
const says = (item: Item, text: string): boolean => {
  const told = textOf(item);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
};

const isWanted = (item: Item, filter: Filter): boolean =>
  filterNames.every((name) => {
    const wanted = filter[name];
    return wanted === undefined || (name === 'text' ? says(item, wanted) : valueOf[name](item) === wanted);
  });

export const isFiltered = (filter: Filter): boolean => filterNames.some((name) => filter[name] !== undefined);

/** What a report is made from, of the findings that a filter wants; `report` is of all of it. */
export const filtered = (
  { rows, sightings }: { readonly rows: Rows; readonly sightings: readonly Sighting[] },
  report: Pick<Report, 'items' | 'gone'>,
  filter: Filter,
): { readonly rows: Rows; readonly sightings: readonly Sighting[] } =>
  isFiltered(filter)
    ? thoseOf({ rows, sightings }, report, (item) => isWanted(item, filter))
    : { rows, sightings };

/** The same of the findings that somebody wants. */
export const thoseOf = (
  { rows, sightings }: { readonly rows: Rows; readonly sightings: readonly Sighting[] },
  report: Pick<Report, 'items' | 'gone'>,
  wants: (item: Item) => boolean,
): { readonly rows: Rows; readonly sightings: readonly Sighting[] } => {
  // What is gone has a past, which is told as well.
  const wanted = new Set([...report.items, ...report.gone].filter(wants).map(({ finding }) => finding));
  const isAbout = ({ finding }: { readonly finding: string }): boolean => wanted.has(finding);
  const isOf = ({ target, remediation }: Pick<Item, 'target' | 'remediation'>): boolean =>
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
