import { eachType } from '../../core/model/types-of.ts';
import { dim, gap, text, yellow } from '../../report/blocks.ts';
import { certificateBlocks } from '../../report/certificate-lines.ts';
import { unlistedLines } from '../../report/page.ts';
import { unlistedOf } from '../input/sightings.ts';
import { exitOfLook } from '../output/exits.ts';
import { certificatesOf } from '../runtime/calendar.ts';
import { type Command, flag } from '../runtime/context.ts';
import { elsewhereSays } from '../runtime/homes.ts';
import { reportFrom, rowsAbout, takeLook } from '../runtime/looked.ts';
import { reportRows } from '../output/rows.ts';
import type { Station } from '../runtime/station.ts';

/** Of each type that has certificates one remediation: its look finds the resources. */
const idsOf = ({ listings }: Station['catalog']): readonly string[] => {
  const having = listings.flatMap(eachType).filter(({ hasCertificates }) => hasCertificates);
  return [...new Set(new Map(having.map(({ resourceType, id }) => [resourceType, id])).values())];
};

/** `waxseal certificates` */
export const run: Command = async (given, context) => {
  const station = await context.station({ writes: false });
  const ids = idsOf(station.catalog);
  await station.policy.load();
  const looked = await takeLook({ ids, named: false, readings: ['certificates'] }, station, context.progress);
  const { regions, holders, unlisted } = looked;
  const elsewhere = elsewhereSays(looked.elsewhere);
  const rows = rowsAbout({ ids, named: true }, await reportRows(station.ports.journal));
  const { items } = reportFrom(rows, looked, station.ports.now());
  const calendar = certificatesOf({ holders, items }, station.ports);
  const { ended, 'in 30 days': soon, unknown } = calendar.counts;
  return {
    document: {
      schema: 'waxseal/certificates/v1',
      regions: [...regions],
      calendar,
      unlisted: [...unlisted],
      ...(elsewhere !== undefined && { elsewhere }),
    } as const,
    view: [
      ...certificateBlocks(calendar),
      ...unlistedLines(unlisted.map(unlistedOf)),
      gap,
      text([
        dim(
          'What AWS renews and shows no end of (ElastiCache, MSK, its own endpoints) is not here; docs/certificates.md says what else is not.',
        ),
      ]),
      text([dim(`${station.read(regions)}. Nothing was written.`)]),
      ...(elsewhere === undefined ? [] : [text([yellow('! '), elsewhere])]),
    ],
    drawn: {
      ics: async () => (await import('../../report/ics.ts')).icsOf(calendar),
      csv: async () =>
        (await import('../../report/certificates-csv.ts')).certificateCsv(calendar, unlisted.map(unlistedOf)),
    },
    exit: exitOfLook(
      {
        left: ended + soon + unknown + calendar.unread.length > 0,
        failed: unlisted.length > 0,
      },
      flag(given, 'exitCode'),
    ),
  };
};
