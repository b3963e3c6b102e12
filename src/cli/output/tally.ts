import type { Preview } from '../../core/engine/preview.ts';
import { type Block, type Words, dim, green, magenta, red, text, yellow } from '../../report/blocks.ts';
import { type Exit, exitOfLook } from './exits.ts';
import type { Sight } from '../runtime/sweep.ts';

/** What looks showed, counted so that each look is counted once: nothing is left out of the sum. */
export interface Tally {
  readonly looked: number;
  readonly compliant: number;
  readonly open: number;
  readonly unknown: number;
  readonly pending: number;
  /** Not concerned, or no longer there. */
  readonly apart: number;
  readonly failed: number;
}

const countOf: Readonly<Record<Preview['verdict']['is'], Exclude<keyof Tally, 'looked'>>> = {
  compliant: 'compliant',
  'non-compliant': 'open',
  unknown: 'unknown',
  pending: 'pending',
  'not-applicable': 'apart',
  gone: 'apart',
};

export const tallyOf = (sights: readonly Pick<Sight, 'seen' | 'failure'>[]): Tally => {
  const tally = { looked: 0, compliant: 0, open: 0, unknown: 0, pending: 0, apart: 0, failed: 0 };
  for (const { seen } of sights) {
    tally.looked += 1;
    tally[seen ? countOf[seen.verdict.is] : 'failed'] += 1;
  }
  return tally;
};

/** `2 compliant, 1 open, 1 could not be evaluated.` */
export const tallyWords = (tally: Tally, begin: string): Block => {
  const { compliant, open, unknown, pending, apart, failed } = tally;
  const parts: readonly (readonly [count: number, words: Exclude<Words, readonly unknown[]>])[] = [
    [unknown, magenta(`, ${unknown} could not be evaluated`)],
    [pending, yellow(`, ${pending} still being changed by AWS`)],
    [failed, red(`, ${failed} could not be looked at`)],
    [apart, dim(`, ${apart} not applicable`)],
  ];
  const more = parts.filter(([count]) => count > 0).map(([, words]) => words);
  return text([begin, green(`${compliant} compliant`), ', ', yellow(`${open} open`), ...more, '.']);
};

/** How a command ends that took these looks and changed nothing. */
export const exitOfTally = (
  { open, unknown, pending, failed }: Tally,
  { unlisted = 0, asked }: { readonly unlisted?: number; readonly asked: boolean },
): Exit => exitOfLook({ left: open + unknown + pending > 0, failed: failed + unlisted > 0 }, asked);
