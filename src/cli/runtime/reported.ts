import type { Stop } from '../../report/map/graph.ts';
import type { Report, Rows } from '../../report/model.ts';
import { type Context, flag, type Given, listOption } from './context.ts';
import { reportRows } from '../output/rows.ts';
import type { Station } from './station.ts';
import { besides, type Looked, noLook, reportFrom, rowsAbout, takeLook } from './looked.ts';
import type { Unlisted } from './sweep.ts';
import { holdersOf } from './calendar.ts';
import { postureOf } from '../../report/posture/posture.ts';
import { posedOf } from './posed.ts';
import { elsewhereSays } from './homes.ts';
import { withDetected } from '../../report/with-detectors.ts';
import { chosenIds } from '../input/targets.ts';
import { detectedAbout } from './detected.ts';
import { calendarOf } from '../../report/certificates.ts';
import { thoseOf } from '../../report/filter.ts';
import type { Item } from '../../report/items.ts';
import { aboutOnly } from '../../report/map/graph.ts';
import { belongs, isCut, isOnly, isThere, type Only } from '../../report/only.ts';

export interface Reported {
  readonly station: Station;
  readonly report: Report;
  /** Those of the remediations that were asked for. */
  readonly rows: Rows;
  readonly unlisted: readonly Unlisted[];
  /** Regions that were looked at; none without `--scan`. */
  readonly regions: readonly string[];
  /** What was read of each resource besides; none without `--scan`. */
  readonly stops: readonly Stop[];
  /** Where it came from, for people. */
  readonly source: string;
}

const onlyOf = (given: Given): Only => ({
  accounts: listOption(given, 'account'),
  owners: listOption(given, 'owner'),
  regions: listOption(given, 'within'),
});

/** The same report of some accounts, owners or Regions; what nobody knows the owner of is left in where it may be theirs. */
const cutTo = (
  only: Only,
  { rows, looked, whole }: { readonly rows: Rows; readonly looked: Looked; readonly whole: Report },
  { ports }: Station,
): Report => {
  const wants = (item: Item): boolean => isOnly(only, belongs(item));
  const cut = thoseOf({ rows, sightings: looked.sightings }, whole, wants);
  const unlisted = looked.unlisted.filter((one) => isThere(only, one));
  const report = reportFrom(cut.rows, { ...looked, sightings: cut.sightings, unlisted }, ports.now());
  const holders = holdersOf({ holders: looked.holders, items: whole.items }).filter(
    (one) => isOnly(only, belongs(one)) || (one.ownerUnread && isThere(only, one.target)),
  );
  return {
    ...report,
    only,
    ...(whole.map && { map: aboutOnly(whole.map, (node) => isOnly(only, node)) }),
    ...(whole.certificates && {
      certificates: calendarOf(whole.certificates.at, holders),
    }),
  };
};

/** Of some remediations or owners alone it would be a posture of these alone. */
const isPart = (given: Given): boolean => listOption(given, 'remediation').length > 0 || isCut(onlyOf(given));

/** The journal, and with `--scan` a look just taken, put together: what every report and export is made from. */
export const gathered = async (given: Given, context: Context): Promise<Reported> => {
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const named = listOption(given, 'remediation').length > 0;
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const looked = scanning ? await takeLook({ ids, named }, station, context.progress) : noLook;
  const all = await reportRows(station.ports.journal);
  const rows = rowsAbout({ ids, named }, all);
  const built = reportFrom(rows, looked, station.ports.now());
  const whole = scanning ? { ...built, ...besides(looked, built, all, station) } : built;
  const only = onlyOf(given);
  const report = isCut(only) ? cutTo(only, { rows, looked, whole }, station) : whole;
  const { unlisted, regions, stops } = looked;
  const elsewhere = elsewhereSays(looked.elsewhere);
  const source = `${station.source}${scanning ? ' and a look just taken' : ''}${elsewhere === undefined ? '' : ` (${elsewhere.replace(/\.$/, '')})`}`;
  return { station, report, rows, unlisted, regions, stops, source };
};

/** The same with a posture, and with `--detectors` what others say. */
export const reported = async (given: Given, context: Context): Promise<Reported> => {
  const all = await gathered(given, context);
  const { station, report, rows, stops } = all;
  const posed = isPart(given)
    ? report
    : { ...report, posture: postureOf(posedOf({ ...report, stops }, rows, station.catalog)) };
  if (!flag(given, 'detectors')) return { ...all, report: posed };
  const about = { items: report.items, findings: rows.findings };
  const detected = await detectedAbout(about, station, context.progress);
  return { ...all, report: withDetected(posed, detected) };
};
