import { dim, gap, text, yellow } from '../../report/blocks.ts';
import { folded } from '../../report/map/fold.ts';
import { isCut, isOnly, nobodyHas } from '../../report/only.ts';
import { aboutOnly } from '../../report/map/graph.ts';
import { mapBlocks } from '../../report/map/tree.ts';
import { unlistedLines } from '../../report/page.ts';
import { accountIds } from '../input/accounts.ts';
import { unlistedOf } from '../input/sightings.ts';
import { chosenIds } from '../input/targets.ts';
import { exitOfLook } from '../output/exits.ts';
import { reportRows } from '../output/rows.ts';
import { type Command, flag, listOption } from '../runtime/context.ts';
import { elsewhereSays } from '../runtime/homes.ts';
import { reportFrom, rowsAbout, takeLook } from '../runtime/looked.ts';
import { hopsOf } from '../runtime/transit.ts';

/** `waxseal map` */
export const run: Command = async (given, context) => {
  const accounts = accountIds(listOption(given, 'account'));
  const station = await context.station({ writes: false });
  const ids = chosenIds(station.catalog, listOption(given, 'remediation'));
  await station.policy.load();
  const named = listOption(given, 'remediation').length > 0;
  const looked = await takeLook({ ids, named, readings: ['ways on'] }, station, context.progress);
  const { regions, stops, unlisted } = looked;
  const elsewhere = elsewhereSays(looked.elsewhere);
  const rows = await reportRows(station.ports.journal);
  const { items } = reportFrom(rowsAbout({ ids, named }, rows), looked, station.ports.now());
  const { findings } = rows;
  const whole = hopsOf({ stops, items, findings }, station);
  const only = { accounts, owners: listOption(given, 'owner'), regions: [] };
  const map = aboutOnly(whole, (node) => isOnly(only, node));
  // A name that nobody has would be green for ever.
  const nobody = isCut(only) && map.edges.length === 0 && whole.edges.length > 0;
  const drawing = flag(given, 'all') ? map : folded(map);
  const { plaintext, unknown } = map.counts;
  return {
    document: {
      schema: 'waxseal/map/v1',
      regions: [...regions],
      map,
      unlisted: [...unlisted],
      ...(elsewhere !== undefined && { elsewhere }),
    } as const,
    view: [
      ...mapBlocks(map, flag(given, 'all')),
      ...(nobody ? [text([yellow('! '), nobodyHas(only)])] : []),
      ...unlistedLines(unlisted.map(unlistedOf)),
      gap,
      text([dim(`${station.read(regions)}. Nothing was written.`)]),
      ...(elsewhere === undefined ? [] : [text([yellow('! '), elsewhere])]),
    ],
    drawn: {
      mermaid: async () => {
        const { isTooMuchForMermaid, mermaid } = await import('../../report/map/drawn.ts');
        const words = mermaid(drawing);
        if (isTooMuchForMermaid(drawing, words))
          context.warn(
            `Mermaid draws no more than 500 hops or 50,000 characters by default; these are ${drawing.edges.length} and ${words.length}. Use --owner or --account for a part, or --format dot.`,
          );
        return words;
      },
      csv: async () => (await import('../../report/map/csv.ts')).hopCsv(map, unlisted.map(unlistedOf)),
      dot: async () => (await import('../../report/map/drawn.ts')).dot(drawing),
    },
    exit: exitOfLook(
      { left: nobody || plaintext + unknown > 0, failed: unlisted.length > 0 },
      flag(given, 'exitCode'),
    ),
  };
};
