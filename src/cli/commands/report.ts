import { dim, gap, text } from '../../report/blocks.ts';
import { buildReport } from '../../report/model.ts';
import { reportPage } from '../../report/page.ts';
import { type CommandResult, type Command, flag, listOption } from '../runtime/context.ts';
import { exportedOf } from '../input/exported.ts';
import { exitOfLook } from '../output/exits.ts';
import { idleLines } from '../output/idle.ts';
import { reportRows } from '../output/rows.ts';
import { sightingOf, unlistedOf } from '../input/sightings.ts';
import { lookAround } from '../runtime/sweep.ts';
import { transitOf } from '../runtime/transit.ts';
import { chosenIds } from '../input/targets.ts';

const written = (document: unknown): string => `${JSON.stringify(document, undefined, 2)}\n`;

/** `waxseal report` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const { journal } = station.ports;
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const wanted = ({ remediation }: { readonly remediation: string }): boolean => ids.includes(remediation);
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const regions = scanning ? await station.regions() : [];
  const named = listOption(given, 'remediation').length > 0;
  const looked = scanning
    ? await lookAround({ regions, ids, named, cause: { by: 'person' }, station }, context.progress)
    : { sights: [], unlisted: [] };
  const idle = scanning ? await idleLines({ ...looked, regions, ids }, station) : [];
  const rows = await reportRows(journal);
  const built = buildReport(
    {
      entries: rows.entries.filter(wanted),
      findings: rows.findings.filter(wanted),
      approvalRequests: rows.approvalRequests.filter(wanted),
      holds: rows.holds.filter(wanted),
      runs: rows.runs,
    },
    station.ports.now(),
    looked.sights.map(sightingOf),
    { unlisted: looked.unlisted.map(unlistedOf), idle },
  );
  const transit = { sights: looked.sights, items: built.items, findings: rows.findings };
  const report = scanning ? { ...built, map: await transitOf(transit, station, context.progress) } : built;
  const { open, unknown, waiting, failed } = report.total.counts;
  const source = `${station.journalPath}${scanning ? ' and a look just taken' : ''}`;
  const view = [...reportPage(report), gap, text([dim(`From ${source}. Nothing was written.`)])];
  const exported = () => exportedOf(report, station.catalog, context.host.version);
  const drawn: CommandResult['drawn'] = {
    html: async () => {
      const { htmlReport } = await import('../../report/html/page.ts');
      return htmlReport(report, { source, version: context.host.version });
    },
    csv: async () => {
      const { csvReport } = await import('../../report/csv.ts');
      return csvReport(report);
    },
    sarif: async () => {
      const { sarifReport } = await import('../../exports/sarif.ts');
      return written(sarifReport(await exported()));
    },
    asff: async () => {
      const { asffReport } = await import('../../exports/asff.ts');
      return written(asffReport(await exported()));
    },
    ocsf: async () => {
      const { ocsfReport } = await import('../../exports/ocsf.ts');
      return written(ocsfReport(await exported()));
    },
  };
  const document = { schema: 'waxseal/report/v1', report, unlisted: looked.unlisted } as const;
  const left = open + unknown + waiting + failed > 0;
  const exit = exitOfLook({ left, failed: looked.unlisted.length > 0 }, flag(given, 'exitCode'));
  return { document, view, drawn, exit };
};
