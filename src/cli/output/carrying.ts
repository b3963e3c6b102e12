import { type Block, plain, type Span, spans } from '../../report/blocks.ts';
import type { Globals } from '../input/globals.ts';
import { quoted } from '../../core/say/shell.ts';

/**
 * Commands of ours that are printed to be copied carry what this one was given: where the policy and the journal are, and the
 * Regions. Those on lines of their own at their end, those in a sentence right behind their name.
 */

type Carried = Partial<Pick<Globals, 'carried'>>;

/** Commands that read a policy or a journal, or look at an account; the longer names first. */
const inSentences =
  /(?<![\w/-])waxseal (?:evidence enable|policy explain|report import|apply|approve|doctor|evidence|history|plan|posture|probe|reject|release|report|scan|undo)(?![\w-])(?! --(?:help|policy|journal|approvals|region)\b)/g;

const optionsOf = ({ carried = [] }: Carried): string => carried.map(quoted).join(' ');

/** A sentence of which the commands carry these options. */
export const carryingIn = (sentence: string, globals: Carried): string => {
  const options = optionsOf(globals);
  // A function, because what was typed may hold what a replacement takes for a pattern.
  return options === '' ? sentence : sentence.replaceAll(inSentences, (command) => `${command} ${options}`);
};

const inSpan = (globals: Carried, span: Span): Span => ({ ...span, text: carryingIn(span.text, globals) });

export const carrying = (blocks: readonly Block[], globals: Carried): readonly Block[] => {
  const options = optionsOf(globals);
  if (options === '') return blocks;
  return blocks.map((block) => {
    if (block.is === 'text')
      return { ...block, words: spans(block.words).map((span) => inSpan(globals, span)) };
    if (block.is !== 'lines' || block.language !== 'sh') return block;
    const lines = block.lines.map((line) =>
      plain(line).startsWith('waxseal ') ? `${plain(line)} ${options}` : line,
    );
    return { ...block, lines };
  });
};
