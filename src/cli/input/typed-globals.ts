import { extname } from 'node:path';
import { type Extra, extras, formats, type Format, type Globals } from './globals.ts';
import type { Host } from '../runtime/host.ts';
import type { Spec } from './specs.ts';
import { UsageError } from './usage.ts';

const isFormat = (value: unknown): value is Format => formats.some((known) => known === value);

/** Whether only some commands know it. */
export const isExtra = (format: Format): format is Extra => extras.some((known) => known === format);

const ofEnding: Readonly<Record<string, Format>> = {
  '.txt': 'text',
  '.json': 'json',
  '.md': 'markdown',
  '.html': 'html',
  '.csv': 'csv',
  '.sarif': 'sarif',
  '.mmd': 'mermaid',
  '.dot': 'dot',
  '.ics': 'ics',
};

/** Formats of others that are JSON: their files end so, and only `--format` tells which it is. */
const otherJson: ReadonlySet<Format> = new Set(['asff', 'ocsf']);

/** The ending of what is named by `--out`; empty when it has none, as `/dev/stdout`. */
const endingOf = (out: string, endings: readonly string[]): string => {
  const ending = extname(out).toLowerCase();
  if (ending === '' || endings.includes(ending)) return ending;
  throw new UsageError(
    'bad-out',
    `--out ${out} ends in ${ending}, which is no format that Waxseal writes.`,
    `Give --out a file that ends in ${endings.join(', ')}.`,
  );
};

/**
 * A file's ending says what is to be in it, when nothing else does. Throws `UsageError` for an ending that says nothing,
 * and for one that says another thing than `--format`: a file must hold what its name promises.
 */
export const withFormatOf = (
  globals: Globals,
  out: string | undefined,
  { formats: known }: Spec,
  typed: boolean,
): Globals => {
  // Without formats of its own a command that writes a file writes a page, whatever it prints.
  const endings = known === undefined ? ['.html'] : Object.keys(ofEnding);
  const format = out === undefined ? undefined : ofEnding[endingOf(out, endings)];
  if (known === undefined || format === undefined) return globals;
  const wanted = globals.format === 'terminal' ? 'text' : globals.format;
  if (!typed || wanted === format) return { ...globals, format };
  if (format === 'json' && otherJson.has(wanted)) return { ...globals, format: wanted };
  const ending = otherJson.has(wanted) ? '.json' : (endings.find((one) => ofEnding[one] === wanted) ?? '');
  throw new UsageError(
    'bad-out',
    `By its ending --out ${out ?? ''} is ${format}, and --format says ${globals.format}.`,
    `Give --out an ending ${ending}, or leave --format away.`,
  );
};

/** Read before parsing, so that a command line that cannot be parsed is answered in the format that it asks for. */
export const asksForJson = (argv: readonly string[]): boolean =>
  argv.some((word, index) => word === '--format=json' || (word === '--format' && argv[index + 1] === 'json'));

/** Where things are and what is allowed: what one command was given the next one needs too. What the environment says stays there. */
const carriedOf = (options: Readonly<Record<string, unknown>>): readonly string[] =>
  ['policy', 'journal', 'approvals', 'region'].flatMap((name) =>
    [options[name]].flat().flatMap((value) => (typeof value === 'string' ? [`--${name}`, value] : [])),
  );

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
    carried: carriedOf(options),
  };
};
