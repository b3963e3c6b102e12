import { eachType } from '../../core/model/types-of.ts';
import type { Idle } from '../../report/idle.ts';
import type { Sighting } from '../../report/items.ts';
import { buildReport, type Report, type Rows } from '../../report/model.ts';
import { sightingOf, unlistedOf } from '../input/sightings.ts';
import { idleLines } from '../output/idle.ts';
import type { Station } from './station.ts';
import { type Elsewhere, elsewhereOf } from './homes.ts';
import { lookAround, type Sight, type Sweep, type Unlisted } from './sweep.ts';
import { allReadings, type Beside, type Reading, readingBeside } from './beside.ts';
import { certificatesOf } from './calendar.ts';
import { hopsOf } from './transit.ts';

type Wanted = Pick<Sweep, 'ids' | 'named'>;
type Asked = Wanted & { readonly readings?: readonly Reading[] };
type Progress = (words: string | undefined) => void;

/** What a look around has seen, as a report takes it. */
export interface Looked extends Beside {
  readonly sights: readonly Sight[];
  readonly sightings: readonly Sighting[];
  readonly unlisted: readonly Unlisted[];
  readonly idle: readonly Idle[];
  readonly regions: readonly string[];
  /** Types of global services that no Region of the look is the home of. */
  readonly elsewhere: readonly Elsewhere[];
}
/** What of a station a look needs. */
export type LooksFrom = Pick<Station, 'catalog' | 'ports' | 'policy' | 'caller' | 'regions'>;
export const noLook: Looked = {
  sights: [],
  sightings: [],
  unlisted: [],
  idle: [],
  regions: [],
  stops: [],
  holders: [],
  elsewhere: [],
};

/** One look at everything in the Regions of the station: findings, and what is read besides. Writes nothing. */
export const takeLook = async (
  { ids, named, readings = allReadings }: Asked,
  station: LooksFrom,
  progress: Progress,
): Promise<Looked> => {
  const regions = await station.regions();
  const { partition } = await station.caller();
  const concerned = station.catalog.listings.filter(({ id }) => ids.includes(id)).flatMap(eachType);
  const elsewhere = elsewhereOf(concerned, { regions, partition, named });
  const { stops, holders, meet } = readingBeside(readings, (error) => station.ports.explain(error));
  const { sights, unlisted } = await lookAround(
    { regions, ids, named, cause: { by: 'person' }, station },
    progress,
    meet,
  );
  const idle = await idleLines({ sights, unlisted, regions, ids }, station);
  return {
    sights,
    sightings: sights.map(sightingOf),
    unlisted,
    idle,
    regions,
    stops,
    holders,
    elsewhere,
  };
};

/** The rows about these remediations. */
export const rowsAbout = ({ ids, named }: Wanted, rows: Rows): Rows => {
  // What a build does not know any more was looked at all the same.
  const wanted = ({ remediation }: { readonly remediation: string }): boolean =>
    !named || ids.includes(remediation);
  return {
    entries: rows.entries.filter(wanted),
    findings: rows.findings.filter(wanted),
    approvalRequests: rows.approvalRequests.filter(wanted),
    holds: rows.holds.filter(wanted),
    runs: rows.runs.filter(({ plan }) => wanted(plan)),
  };
};

export const reportFrom = (
  rows: Rows,
  { sightings, unlisted, idle }: Pick<Looked, 'sightings' | 'unlisted' | 'idle'>,
  now: Date,
): Report => buildReport(rows, now, sightings, { unlisted: unlisted.map(unlistedOf), idle });

/** What a report with a look just taken has besides: every hop, and which certificate ends when. */
export const besides = (
  { stops, holders }: Beside,
  { items }: Pick<Report, 'items'>,
  { findings }: Pick<Rows, 'findings'>,
  { ports, catalog }: Pick<Station, 'ports' | 'catalog'>,
): Required<Pick<Report, 'map' | 'certificates'>> => ({
  map: hopsOf({ stops, items, findings }, { ports, catalog }),
  certificates: certificatesOf({ holders, items }, ports),
});
