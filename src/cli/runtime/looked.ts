import type { Idle } from '../../report/idle.ts';
import type { Sighting } from '../../report/items.ts';
import { buildReport, type Report, type Rows } from '../../report/model.ts';
import { sightingOf, unlistedOf } from '../input/sightings.ts';
import { idleLines } from '../output/idle.ts';
import type { Station } from './station.ts';
import { lookAround, type Sweep, type Unlisted } from './sweep.ts';

/** What a look around has seen, as a report takes it. */
export interface Looked {
  readonly sightings: readonly Sighting[];
  readonly unlisted: readonly Unlisted[];
  readonly idle: readonly Idle[];
}
export const noLook: Looked = { sightings: [], unlisted: [], idle: [] };

/** Looks at everything in the Regions of the station and writes nothing. */
export const takeLook = async (
  { ids, named }: Pick<Sweep, 'ids' | 'named'>,
  station: Station,
  progress: (words: string | undefined) => void,
): Promise<Looked> => {
  const regions = await station.regions();
  const looked = await lookAround({ regions, ids, named, cause: { by: 'person' }, station }, progress);
  const idle = await idleLines({ ...looked, regions, ids }, station);
  return { sightings: looked.sights.map(sightingOf), unlisted: looked.unlisted, idle };
};

/** The rows about these remediations. */
export const rowsAbout = (ids: readonly string[], rows: Rows): Rows => {
  const wanted = ({ remediation }: { readonly remediation: string }): boolean => ids.includes(remediation);
  return {
    entries: rows.entries.filter(wanted),
    findings: rows.findings.filter(wanted),
    approvalRequests: rows.approvalRequests.filter(wanted),
    holds: rows.holds.filter(wanted),
    runs: rows.runs,
  };
};

export const reportFrom = (rows: Rows, { sightings, unlisted, idle }: Looked, now: Date): Report =>
  buildReport(rows, now, sightings, { unlisted: unlisted.map(unlistedOf), idle });
