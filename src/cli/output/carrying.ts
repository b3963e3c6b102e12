import { type Block, plain } from '../../report/blocks.ts';
import type { Globals } from '../input/globals.ts';
import { quoted } from './plan-view.ts';

/** Commands of ours that are printed to be copied, with what this one was given: where the policy and the journal are. */
export const carrying = (blocks: readonly Block[], { carried = [] }: Globals): readonly Block[] => {
  if (carried.length === 0) return blocks;
  const options = carried.map(quoted).join(' ');
  return blocks.map((block) =>
    block.is === 'lines' && block.language === 'sh'
      ? {
          ...block,
          lines: block.lines.map((line) =>
            plain(line).startsWith('waxseal ') ? `${plain(line)} ${options}` : line,
          ),
        }
      : block,
  );
};
