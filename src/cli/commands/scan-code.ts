import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sarifOf, type FilePlace } from '../../code/sarif.ts';
import { scanCode, type CodeScan } from '../../code/scan.ts';
import { type Block, bold, dim, gap, heading, item, table, text } from '../../report/blocks.ts';
import { rules, type Severity } from '../../signs/rule.ts';
import { UsageError } from '../input/usage.ts';
import { exitOfLook } from '../output/exits.ts';
import { type Command, flag } from '../runtime/context.ts';

const folderNamed = async (typed: string, cwd: string): Promise<string> => {
  const folder = resolve(cwd, typed);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  throw new UsageError(
    'no-folder',
    `${typed} is ${found ? 'no folder' : 'not there'}.`,
    'Give the folder whose source is to be scanned, such as . or services/orders.',
  );
};

const weights: readonly Severity[] = ['high', 'medium', 'low'];
const byWeight = (a: FilePlace, b: FilePlace): number =>
  weights.indexOf(a.severity) - weights.indexOf(b.severity);

/** What one rule found, worst first, and what to write instead. */
const ruleBlocks = (places: readonly FilePlace[]): readonly Block[] => {
  const [first] = places;
  if (!first) return [];
  const { says, todo } = rules[first.rule];
  return [
    heading([bold(first.rule), `  ${says}`]),
    table(
      [{ head: 'where', keep: true }, { head: 'how grave', keep: true }, { head: 'address' }],
      places
        .toSorted(byWeight)
        .map(({ path, line, column, severity, address = '' }) => [
          `${path}:${line}:${column}`,
          severity,
          address,
        ]),
      2,
    ),
    text(todo, 2),
    gap,
  ];
};

/** How many files were read, where that is not all of them. */
const unreadBlocks = ({ files, unread, unreadKinds }: CodeScan): readonly Block[] => {
  const left = unreadKinds.reduce((sum, kind) => sum + kind.files, unread.length);
  if (left === 0) return [];
  const kinds = [
    ...unreadKinds.map((one) => `${one.files} ${one.kind}`),
    ...(unread.length === 0 ? [] : [`${unread.length} named above`]),
  ];
  return [
    text(
      `${files - unread.length} files of ${files - unread.length + left} read; ${kinds.join(', ')} not read.`,
    ),
  ];
};

const viewOf = (scan: CodeScan): readonly Block[] => {
  const { files, places, unread } = scan;
  const open = places.filter(({ allowed }) => allowed === undefined);
  const ids = [...new Set(open.toSorted(byWeight).map(({ rule }) => rule))];
  const allowed = places.length - open.length;
  return [
    ...ids.flatMap((id) => ruleBlocks(open.filter(({ rule }) => rule === id))),
    ...unread.map(({ path, why }) => item([`${path} was not read. `, why], 0, '!')),
    text(
      `${files} files, ${open.length === 1 ? '1 sign' : `${open.length} signs`} of plaintext${
        allowed === 0 ? '' : `, ${allowed} allowed by a comment beside them`
      }.`,
    ),
    ...unreadBlocks(scan),
    text([dim('Source and configuration only: what a program does with them was not seen.')]),
  ];
};

/** `waxseal scan-code DIR` */
export const run: Command = async (given, { host, progress }) => {
  const folder = await folderNamed(given.args[0] ?? '', host.cwd);
  const scan = await scanCode(folder, progress);
  progress(undefined);
  const { files, places, unread, unreadKinds } = scan;
  const left = places.some(({ severity, allowed }) => severity !== 'low' && allowed === undefined);
  const signs = places.map(({ rule, severity, path, line, column, address, allowed }) => ({
    rule,
    severity,
    path,
    line,
    column,
    ...(address !== undefined && { address }),
    ...(allowed !== undefined && { allowed }),
    says: rules[rule].says,
    todo: rules[rule].todo,
  }));
  return {
    document: { schema: 'waxseal/scan-code/v1', files, good: !left, signs, unread, unreadKinds } as const,
    view: viewOf(scan),
    exit: exitOfLook({ left, failed: unread.length > 0 }, flag(given, 'exitCode')),
    drawn: { sarif: async () => `${JSON.stringify(sarifOf(places, host.version), undefined, 2)}\n` },
  };
};
