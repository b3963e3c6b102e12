import { explain } from '../../adapters/aws/aws-errors.ts';
import type { Block } from '../../report/blocks.ts';
import { safe } from '../../report/safe.ts';
import { terminal } from '../../report/terminal.ts';
import { shorten } from '../../report/width.ts';
import { carrying, carryingIn } from '../output/carrying.ts';
import type { Context } from './context.ts';
import { readEvent } from '../input/event-file.ts';
import type { Globals } from '../input/globals.ts';
import { type Host, screenOf } from './host.ts';
import type { Station } from './station.ts';

const clearLine = '\r\u001b[2K';

/** The context of one command, and how to close what it opened. */
export const contextOf = (
  host: Host,
  globals: Globals,
): { context: Context; readonly close: () => Promise<void> } => {
  const screen = screenOf(host.stdout, host.env, globals.colour);
  const opened: Station[] = [];
  const events = new Map<string, Promise<unknown>>();
  let progressing = false;
  const progress = (words: string | undefined): void => {
    if (host.stderr.isTTY !== true || globals.format === 'json') return;
    if (words === undefined && !progressing) return;
    progressing = words !== undefined;
    const room = Math.max(20, (host.stderr.columns ?? 80) - 1);
    host.stderr.write(words === undefined ? clearLine : `${clearLine}${shorten(safe(words), room)}`);
  };
  const context: Context = {
    host,
    globals,
    screen,
    progress,
    explain,
    say: (blocks: readonly Block[]) => {
      if (globals.format === 'json') return;
      progress(undefined);
      host.stdout.write(terminal(carrying(blocks, globals), screen));
    },
    warn: (words) => {
      progress(undefined);
      host.stderr.write(`${safe(carryingIn(words, globals))}\n`);
    },
    event: (path) => {
      const reading = events.get(path) ?? readEvent(host, path);
      events.set(path, reading);
      return reading;
    },
    station: async (need) => {
      const { openStation } = await import('./station.ts');
      const station = await openStation(host, globals, { ...need, warn: context.warn });
      opened.push(station);
      return station;
    },
  };
  const close = async (): Promise<void> => {
    if (globals.verbose && opened.length > 0) {
      const [{ askedByProcess }, { budgetLines }] = await Promise.all([
        import('../../adapters/aws/pace.ts'),
        import('../output/budget-lines.ts'),
      ]);
      for (const line of budgetLines(askedByProcess())) context.warn(line);
    }
    for (const station of opened) await station.close();
  };
  return { context, close };
};
