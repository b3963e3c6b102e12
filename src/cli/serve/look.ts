import { type Block, text } from '../../report/blocks.ts';
import type { Calendar } from '../../report/certificates.ts';
import type { TransitMap } from '../../report/map/graph.ts';
import { reportRows } from '../output/rows.ts';
import { besides, type Looked, noLook, reportFrom, rowsAbout, takeLook } from '../runtime/looked.ts';
import type { Sweep } from '../runtime/sweep.ts';
import type { Jobs } from './jobs.ts';
import { toldBy, type Within } from './within.ts';

/** What is known of a look at everything that is kept until somebody asks for another. */
interface Kept {
  looked: Looked;
  /** Every hop of it. */
  map?: TransitMap;
  /** Which certificate ends when. */
  certificates?: Calendar;
  /** When the one that is kept began and ended. ISO 8601. */
  began?: string;
  at?: string;
  /** How far the one is that is being taken. */
  progress?: string;
  /** Why the last one told nothing. */
  failure?: readonly Block[];
}

interface KeptLook {
  readonly kept: Readonly<Kept>;
  again(): void;
}

export const keptLook = (
  wanted: Pick<Sweep, 'ids' | 'named'>,
  within: Within,
  jobs: Pick<Jobs, 'begin'>,
): KeptLook => {
  const kept: Kept = { looked: noLook };
  const take = () =>
    within(async (context): Promise<readonly Block[]> => {
      kept.progress = 'begun';
      try {
        const station = await context.station({ writes: false });
        await station.policy.load();
        const began = station.ports.now().toISOString();
        const progress = (words: string | undefined): void => {
          kept.progress = words ?? 'nearly done';
        };
        const looked = await takeLook(wanted, station, progress);
        const rows = await reportRows(station.ports.journal);
        const report = reportFrom(rowsAbout(wanted, rows), looked, station.ports.now());
        Object.assign(kept, besides(looked, report, rows, station));
        kept.looked = looked;
        kept.began = began;
        kept.at = station.ports.now().toISOString();
        delete kept.failure;
        return [text('Everything was looked at.')];
      } catch (error) {
        kept.failure = toldBy(context, error);
        return kept.failure;
      } finally {
        delete kept.progress;
      }
    });
  return {
    kept,
    again: () => {
      jobs.begin({ title: 'Looking', key: 'look', back: '/' }, take);
    },
  };
};
