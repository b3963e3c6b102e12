import { dim, gap, text } from '../../report/blocks.ts';
import { reportPage } from '../../report/page.ts';
import { type CommandResult, type Command, flag, listOption } from '../runtime/context.ts';
import { exitOfLook } from '../output/exits.ts';
import { reportRows } from '../output/rows.ts';
import { noLook, reportFrom, rowsAbout, takeLook } from '../runtime/looked.ts';
import { chosenIds } from '../input/targets.ts';

/** `waxseal report` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  const scanning = flag(given, 'scan');
  if (scanning) await station.policy.load();
  const named = listOption(given, 'remediation').length > 0;
  const looked = scanning ? await takeLook({ ids, named }, station, context.progress) : noLook;
  const rows = rowsAbout(ids, await reportRows(station.ports.journal));
  const report = reportFrom(rows, looked, station.ports.now());
  const { open, unknown, waiting, failed } = report.total.counts;
  const source = `${station.journalPath}${scanning ? ' and a look just taken' : ''}`;
  const view = [...reportPage(report), gap, text([dim(`From ${source}. Nothing was written.`)])];
  const drawn: CommandResult['drawn'] = {
    html: async () => {
      const { htmlReport } = await import('../../report/html/page.ts');
      return htmlReport(report, { source, version: context.host.version });
    },
    csv: async () => {
      const { csvReport } = await import('../../report/csv.ts');
      return csvReport(report);
    },
  };
  const document = { schema: 'waxseal/report/v1', report, unlisted: looked.unlisted } as const;
  const left = open + unknown + waiting + failed > 0;
  const exit = exitOfLook({ left, failed: looked.unlisted.length > 0 }, flag(given, 'exitCode'));
  return { document, view, drawn, exit };
};
