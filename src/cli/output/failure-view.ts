import type { Failure } from '../../core/model/errors.ts';
import { type Block, dim, red, text } from '../../report/blocks.ts';

/** What went wrong and what to do, as every command says it. A remedy may have several lines. */
export const failureView = ({
  code,
  says,
  todo,
}: Pick<Failure, 'code' | 'says' | 'todo'>): readonly Block[] => {
  const [first = '', ...rest] = todo.split('\n');
  return [
    text([red('waxseal: '), says]),
    ...(first === '' ? [] : [text(['Do: ', first], 2)]),
    ...rest.map((line) => text(line.trim(), 4)),
    ...(code === 'usage' ? [] : [text([dim(`(${code})`)], 2)]),
  ];
};
