import { extname } from 'node:path';
import { type Extra, formats, type Format, type Globals } from './globals.ts';
import type { Host } from '../runtime/host.ts';
import type { Spec } from './specs.ts';

const isFormat = (value: unknown): value is Format => formats.some((known) => known === value);

/** Whether only some commands know it. */
export const isExtra = (format: Format): format is Extra => ['markdown', 'html', 'csv'].includes(format);

const ofEnding: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.csv': 'csv',
  '.md': 'markdown',
  '.json': 'json',
};

/** A file's ending says what is to be in it, when nothing else does. */
export const withFormatOf = (
  globals: Globals,
  out: string | undefined,
  { formats: known }: Spec,
): Globals => {
  const format = out === undefined ? undefined : ofEnding[extname(out).toLowerCase()];
  if (known === undefined || format === undefined || globals.format !== 'text') return globals;
  return { ...globals, format };
};

/** Read before parsing, so that a command line that cannot be parsed is answered in the format that it asks for. */
export const asksForJson = (argv: readonly string[]): boolean =>
  argv.some((word, index) => word === '--format=json' || (word === '--format' && argv[index + 1] === 'json'));

/** What was typed for every command, over what the environment says. */
export const globalsOf = (options: Readonly<Record<string, unknown>>, env: Host['env']): Globals => {
  const { policy, journal = env['WAXSEAL_JOURNAL'] || undefined, approvals } = options;
  const { format, color, verbose } = options;
  const named = options['region'];
  return {
    ...(typeof policy === 'string' && { policy }),
    ...(typeof journal === 'string' && { journal }),
    ...(typeof approvals === 'string' && { approvals }),
    regions: Array.isArray(named) ? named.map(String) : [],
    format: isFormat(format) ? format : 'text',
    colour: color !== false,
    verbose: verbose === true,
  };
};
