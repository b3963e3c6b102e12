import { dim, gap, text } from '../../report/blocks.ts';
import { unlistedLines } from '../../report/page.ts';
import { posturePage } from '../../report/posture/blocks.ts';
import { postureOf } from '../../report/posture/posture.ts';
import { accountIds } from '../input/accounts.ts';
import { exitOfLook } from '../output/exits.ts';
import { type Command, flag, listOption } from '../runtime/context.ts';
import { posedOf } from '../runtime/posed.ts';
import { gathered } from '../runtime/reported.ts';

/** `waxseal posture` */
export const run: Command = async (given, context) => {
  const accounts = [...new Set(accountIds(listOption(given, 'account')))];
  const { station, report, rows, unlisted, regions, stops, source } = await gathered(given, context);
  const posture = postureOf(posedOf({ ...report, stops }, rows, station.catalog), accounts);
  const left = posture.maturity.some(({ criteria }) =>
    criteria.some(({ answer }) => answer === 'no' || answer === 'unknown'),
  );
  return {
    document: {
      schema: 'waxseal/posture/v1',
      regions: [...regions],
      posture,
      unlisted: [...unlisted],
    } as const,
    view: [
      ...posturePage(posture),
      ...unlistedLines(report.unlisted),
      gap,
      text([dim(`From ${source}. Nothing was written.`)]),
    ],
    drawn: {
      csv: async () => (await import('../../report/posture/csv.ts')).postureCsv(posture, report.unlisted),
    },
    exit: exitOfLook({ left, failed: unlisted.length > 0 }, flag(given, 'exitCode')),
  };
};
