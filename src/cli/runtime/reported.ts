import { buildReport, type Report, type Rows } from '../../report/model.ts';
import { type Context, flag, type Given, listOption } from './context.ts';
import { idleLines } from '../output/idle.ts';
import { reportRows } from '../output/rows.ts';
import { sightingOf, unlistedOf } from '../input/sightings.ts';
import type { Station } from './station.ts';
import { lookAround, type Unlisted } from './sweep.ts';
import { transitOf } from './transit.ts';
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
  // What a build does not know any more was looked at all the same.
  const wanted = ({ remediation }: { readonly remediation: string }): boolean =>
    !named || ids.includes(remediation);
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const regions = scanning ? await station.regions() : [];

  const looked = scanning
    ? await lookAround({ regions, ids, named, cause: { by: 'person' }, station }, context.progress)
    : { sights: [], unlisted: [] };
  const idle = scanning ? await idleLines({ ...looked, regions, ids }, station) : [];
  const all = await reportRows(station.ports.journal);
  const rows = {
    entries: all.entries.filter(wanted),
    findings: all.findings.filter(wanted),
    approvalRequests: all.approvalRequests.filter(wanted),
    holds: all.holds.filter(wanted),
    runs: all.runs.filter(({ plan }) => wanted(plan)),
  };
  const { unlisted } = looked;
  const built = buildReport(rows, station.ports.now(), looked.sights.map(sightingOf), {
    unlisted: unlisted.map(unlistedOf),
    idle,
  });
  const transit = { sights: looked.sights, items: built.items, findings: all.findings };
  const report = scanning ? { ...built, map: await transitOf(transit, station, context.progress) } : built;
  const source = `${station.journalPath}${scanning ? ' and a look just taken' : ''}`;
  return { station, report, rows, unlisted, regions, source };
};
