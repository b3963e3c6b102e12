import { type Finding, findingKey } from '../../core/journal/records.ts';
import { same } from '../../core/model/json.ts';
import { placeKey } from '../../core/model/target.ts';
import { withDetected } from '../../report/with-detectors.ts';
import type { Detected } from '../../report/detectors.ts';
import { calendarOf, type Holder } from '../../report/certificates.ts';
import { type Filter, filtered, filterNames, isFiltered } from '../../report/filter.ts';
import { aboutOnly, type Stop, type TransitMap } from '../../report/map/graph.ts';
import type { Report, Rows } from '../../report/model.ts';
import { postureOf } from '../../report/posture/posture.ts';
import { reportRows } from '../output/rows.ts';
import { type Looked, reportFrom, rowsAbout } from '../runtime/looked.ts';
import { posedOf } from '../runtime/posed.ts';
import type { Station } from '../runtime/station.ts';
import type { Sweep } from '../runtime/sweep.ts';
import { hopsOf } from '../runtime/transit.ts';

type Wanted = Pick<Sweep, 'ids' | 'named'>;

/** What a look has read besides: where each resource leads, and which certificates it has. */
export interface Read {
  readonly stops: readonly Stop[];
  readonly holders: readonly Holder[];
}

/** A look that is kept; without `read` none was taken yet. */
export interface LookSeen {
  readonly looked: Looked;
  readonly read?: Read;
  /** What others say. */
  readonly detectors?: Detected;
  /** What the journal had of each finding when it began. */
  readonly before: ReadonlyMap<string, Finding>;
}

export const findingsIn = ({ findings }: Pick<Rows, 'findings'>): ReadonlyMap<string, Finding> =>
  new Map(findings.map((one) => [findingKey(one.target, one.remediation), one]));

/** Everything that is known now: of the journal, and of the look. */
interface Known {
  readonly rows: Rows;
  readonly looked: Looked;
  readonly all: Report;
  /** How many findings of the look the journal knows better by now. */
  readonly since: number;
}

export const known = async (
  wanted: Wanted,
  { looked, before }: LookSeen,
  { ports }: Pick<Station, 'ports'>,
): Promise<Known> => {
  const rows = rowsAbout(wanted, await reportRows(ports.journal));
  // A look says more than what the journal remembers, and less than what was seen or done since.
  const since = new Set(
    findingsIn(rows)
      .entries()
      .filter(([key, one]) => !same(one, before.get(key) ?? null))
      .map(([key]) => key),
  );
  const sightings = looked.sightings.filter(
    ({ target, remediation }) => !since.has(findingKey(target, remediation)),
  );
  const fresh = { ...looked, sightings };
  return {
    rows,
    looked: fresh,
    all: reportFrom(rows, fresh, ports.now()),
    since: looked.sightings.length - sightings.length,
  };
};

/** The hops that begin or end at one of these resources, or at what it is part of. */
const hopsAbout = (map: TransitMap, stops: readonly Stop[], items: Report['items']): TransitMap => {
  const roots = new Map(stops.map(({ target, root }) => [target.arn, root]));
  const wanted = new Set(items.map(({ target: { arn } }) => roots.get(arn) ?? arn));
  return {
    ...aboutOnly(map, ({ id }) => wanted.has(id)),
    // What could not be read may have no hop that is known.
    unread: map.unread.filter(({ id }) => wanted.has(id)),
  };
};

/** A posture of some findings alone would say too much; of an account it is one. */
const isOfWhole = (filter: Filter): boolean =>
  filterNames.every((name) => name === 'account' || filter[name] === undefined);

/** The report of what a filter wants, with hops, certificates and posture of the same. */
export const shownOf = (
  { rows, looked, all }: Known,
  { read, detectors }: LookSeen,
  { named }: Wanted,
  filter: Filter,
  station: Pick<Station, 'ports' | 'catalog'>,
): Report => {
  const now = station.ports.now();
  const chosen = filtered({ rows, sightings: looked.sightings }, all, filter);
  const report = reportFrom(chosen.rows, { ...looked, sightings: chosen.sightings }, now);
  const whole = read && hopsOf({ stops: read.stops, items: all.items, findings: rows.findings }, station);
  const map = read && whole && isFiltered(filter) ? hopsAbout(whole, read.stops, report.items) : whole;
  const places = new Set(report.items.map(({ target }) => placeKey(target)));
  const holders = isFiltered(filter)
    ? read?.holders.filter(({ target }) => places.has(placeKey(target)))
    : read?.holders;
  // It replays the journal: nothing to do for what does not show it.
  const posed = () =>
    posedOf(
      {
        ...all,
        ...(read &&
          whole && {
            map: whole,
            stops: read.stops,
            certificates: calendarOf(now.toISOString(), read.holders),
          }),
      },
      rows,
      station.catalog,
    );
  const shown = {
    ...report,
    ...(map && { map }),
    ...(holders && { certificates: calendarOf(now.toISOString(), holders) }),
    ...(!named &&
      isOfWhole(filter) && {
        posture: postureOf(posed(), filter.account === undefined ? [] : [filter.account]),
      }),
  };
  if (!detectors) return shown;
  const linked = detectors.linked.filter(({ target }) => places.has(placeKey(target)));
  return withDetected(shown, { ...detectors, linked });
};
