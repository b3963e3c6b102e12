import type { Failure } from '../core/errors.ts';
import { type Block, red, text } from '../report/blocks.ts';

/** What went wrong and what to do, as every command says it. */
export const failureView = ({ code, says, todo }: Pick<Failure, 'code' | 'says' | 'todo'>): readonly Block[] => [
  text([red('waxseal: '), says]),
  ...(todo === '' ? [] : [text(['Do: ', todo], 2)]),
  ...(code === 'usage' ? [] : [text([{ text: `(${code})`, style: 'dim' }], 2)]),
];
