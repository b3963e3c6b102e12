import type { Report, Rows } from '../../report/model.ts';
import { type Context, flag, type Given, listOption } from './context.ts';
import { reportRows } from '../output/rows.ts';
import type { Station } from './station.ts';
import { besides, noLook, reportFrom, rowsAbout, takeLook } from './looked.ts';
import type { Unlisted } from './sweep.ts';
import { postureOf } from '../../report/posture/posture.ts';
import { posedOf } from './posed.ts';
import { chosenIds } from '../input/targets.ts';

export interface Reported {
  readonly station: Station;
  readonly report: Report;
  /** Those of the remediations that were asked for. */
  readonly rows: Rows;
  readonly unlisted: readonly Unlisted[];
  /** Regions that were looked at; none without `--scan`. */
  readonly regions: readonly string[];
  /** Where it came from, for people. */
  readonly source: string;
}

/** The journal, and with `--scan` a look just taken, put together: what every report and export is made from. */
export const reported = async (given: Given, context: Context): Promise<Reported> => {
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const named = listOption(given, 'remediation').length > 0;
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const looked = scanning ? await takeLook({ ids, named }, station, context.progress) : noLook;
  const all = await reportRows(station.ports.journal);
  const rows = rowsAbout({ ids, named }, all);
  const built = reportFrom(rows, looked, station.ports.now());
  const told = scanning ? { ...built, ...besides(looked, built, all, station) } : built;
  // Of some remediations alone it would be a posture of these alone.
  const report = named ? told : { ...told, posture: postureOf(posedOf(told, rows, station.catalog)) };
  const { unlisted, regions } = looked;
  const source = `${station.journalPath}${scanning ? ' and a look just taken' : ''}`;
  return { station, report, rows, unlisted, regions, source };
};
