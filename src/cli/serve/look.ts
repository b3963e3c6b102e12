import type { Finding } from '../../core/journal/records.ts';
import { type Block, text } from '../../report/blocks.ts';
import { reportRows } from '../output/rows.ts';
import { holdersOf } from '../runtime/calendar.ts';
import { detectedAbout } from '../runtime/detected.ts';
import { type Looked, noLook, reportFrom, rowsAbout, takeLook } from '../runtime/looked.ts';
import type { Sweep } from '../runtime/sweep.ts';
import type { Detected } from '../../report/detectors.ts';
import type { Jobs, Told } from './jobs.ts';
import { findingsIn, type Read } from './shown.ts';
import { toldBy, type Within } from './within.ts';

/** What is known of a look at everything that is kept until somebody asks for another. */
interface Kept {
  looked: Looked;
  read?: Read;
  /** What others say; only where they are asked. */
  detectors?: Detected;
  before: ReadonlyMap<string, Finding>;
  /** When the one that is kept ended. ISO 8601. */
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
  wanted: Pick<Sweep, 'ids' | 'named'> & { readonly detectors: boolean },
  within: Within,
  jobs: Pick<Jobs, 'begin'>,
): KeptLook => {
  const kept: Kept = { looked: noLook, before: new Map() };
  const take = () =>
    within(async (context): Promise<Told> => {
      kept.progress = 'begun';
      try {
        const station = await context.station({ writes: false });
        await station.policy.load();
        const before = findingsIn(await reportRows(station.ports.journal));
        const progress = (words: string | undefined): void => {
          kept.progress = words ?? 'nearly done';
        };
        const looked = await takeLook(wanted, station, progress);
        const rows = rowsAbout(wanted, await reportRows(station.ports.journal));
        const { items } = reportFrom(rows, looked, station.ports.now());
        const { stops, holders } = looked;
        if (wanted.detectors)
          kept.detectors = await detectedAbout({ items, findings: rows.findings }, station, progress);
        kept.read = { stops, holders: holdersOf({ holders, items }) };
        kept.looked = looked;
        kept.before = before;
        kept.at = station.ports.now().toISOString();
        delete kept.failure;
        return { blocks: [text('Everything was looked at.')] };
      } catch (error) {
        kept.failure = toldBy(context, error);
        return { blocks: kept.failure };
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
