import type { Block } from '../../report/blocks.ts';
import { failureView } from '../output/failure-view.ts';
import { contextOf } from '../runtime/context-of.ts';
import type { Context } from '../runtime/context.ts';

/** Does something as one run of the program would: what it opens is closed afterwards. */
export type Within = <Value>(work: (context: Context) => Promise<Value>) => Promise<Value>;

export const withinOf =
  ({ host, globals }: Pick<Context, 'host' | 'globals'>): Within =>
  async (work) => {
    const { context, close } = contextOf(host, globals);
    try {
      return await work(context);
    } finally {
      await close();
    }
  };

export const toldBy = (context: Pick<Context, 'explain'>, error: unknown): readonly Block[] =>
  failureView(context.explain(error));
