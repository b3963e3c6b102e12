import { dim, gap, text } from '../../report/blocks.ts';
import { reportPage } from '../../report/page.ts';
import { exportedOf } from '../input/exported.ts';
import { exitOfLook } from '../output/exits.ts';
import { type Command, type CommandResult, flag } from '../runtime/context.ts';
import { reported } from '../runtime/reported.ts';

const written = (document: unknown): string => `${JSON.stringify(document, undefined, 2)}\n`;

/** `waxseal report` */
export const run: Command = async (given, context) => {
  const { station, report, unlisted, source } = await reported(given, context);
  const { open, unknown, waiting, failed } = report.total.counts;
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
  const document = { schema: 'waxseal/report/v1', report, unlisted } as const;
  const { only } = report;
  // A name that nobody has would be green for ever.
  const nobody = only !== undefined && report.items.length === 0;
  const left = nobody || open + unknown + waiting + failed > 0;
  const exit = exitOfLook({ left, failed: unlisted.length > 0 }, flag(given, 'exitCode'));
  return { document, view, drawn, exit };
};
