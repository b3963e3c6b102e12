import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { explain } from '../adapters/aws/aws-errors.ts';
import { pathFault } from '../adapters/policy/text-file.ts';
import { safe } from '../report/safe.ts';
import { terminal } from '../report/terminal.ts';
import { commandLineOf, commandNamed } from './input/command-line.ts';
import { epilogue, every, programOf } from './command-tree.ts';
import { contextOf } from './runtime/context-of.ts';
import type { CommandResult, Context } from './runtime/context.ts';
import { carrying } from './output/carrying.ts';
import { exits } from './output/exits.ts';
import { failureView } from './output/failure-view.ts';
import { type Host, screenOf } from './runtime/host.ts';
import type { Globals } from './input/globals.ts';
import { asksForJson, globalsOf, isExtra, withFormatOf } from './input/typed-globals.ts';
import { memoryIn } from './input/memory.ts';
import { exitOfError, UsageError } from './input/usage.ts';

const notWritable = (path: string, why: string, cause?: unknown): UsageError =>
  new UsageError(
    'not-writable',
    `${path} cannot be written: ${why}.`,
    'Give --out a path in a folder that is there and that you may write to.',
    { cause },
  );

const writeOut = async ({ cwd }: Host, path: string, words: string): Promise<void> => {
  try {
    await writeFile(resolve(cwd, path), words);
  } catch (cause) {
    throw notWritable(path, pathFault(cause).replace('read', 'write'), cause);
  }
};

/** Told before the work, not after it: a scan takes minutes. */
const mustTake = async ({ cwd }: Host, path: string): Promise<void> => {
  const full = resolve(cwd, path);
  const there = await stat(full).catch(() => undefined);
  if (path.trim() === '' || /[/\\]$/.test(path) || there?.isDirectory())
    throw notWritable(path || '""', 'it is a folder, not a file');
  const folder = await stat(dirname(full)).catch(() => undefined);
  if (!folder) throw notWritable(path, 'its folder is not there');
  if (!folder.isDirectory()) throw notWritable(path, 'what should be its folder is a file');
  try {
    await access(there ? full : dirname(full), constants.W_OK);
  } catch (cause) {
    throw notWritable(path, 'you may not write there', cause);
  }
};

/** Text in, lines out: commander's own messages may hold what was typed. */
const safeLines = (words: string): string =>
  words
    .split('\n')
    .map((line) => safe(line))
    .join('\n');

/** What is meant by options that other commands have. */
const instead: Readonly<Record<string, string>> = {
  '--account':
    'An account file is given by --sandbox FILE; --account ID is for commands that can leave accounts out.',
  '--demo':
    'Commands that write are tried by waxseal demo and waxseal serve --demo; --demo is for those that read.',
  '--sandbox':
    'Commands that write are tried by waxseal demo and waxseal serve --sandbox FILE; --sandbox is for those that read.',
};

const usageFailure = (error: CommanderError, argv: readonly string[], program: Command) => {
  const says = error.message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.?$/, '.');
  const typed = /unknown option '(--[a-z]+)/.exec(error.message)?.[1] ?? '';
  const todo = instead[typed] ?? `${commandNamed(program, argv)} --help shows what there is.`;
  return { code: 'usage', says: `${says.charAt(0).toUpperCase()}${says.slice(1)}`, todo, retry: false };
};

const helpCodes = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** The answer in the format that was asked for. */
const draw = async (answer: CommandResult, { globals, screen }: Context): Promise<string> => {
  const { format } = globals;
  if (format === 'json') return `${JSON.stringify(answer.document, undefined, 2)}\n`;
  if (isExtra(format)) {
    const drawn = answer.drawn?.[format];
    if (drawn) return drawn();
    const { markdown } = await import('../report/markdown.ts');
    return markdown(answer.view);
  }
  return terminal(carrying(answer.view, globals), screen);
};

/** Parses the command line, runs the command that it names, and shows its answer. Answers the exit code. */
export const runProgram = async (argv: readonly string[], host: Host): Promise<number> => {
  const json = asksForJson(argv);
  let exit: number = exits.done;

  const fail = (
    failure: { code: string; says: string; todo: string; retry: boolean },
    end: number,
    given: Partial<Globals> = {},
  ): void => {
    exit = end;
    if (json) {
      const document = { schema: 'waxseal/error/v1', error: failure, exit: end };
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
      return;
    }
    const screen = screenOf(host.stderr, host.env, !argv.includes('--no-color'));
    host.stderr.write(terminal(carrying(failureView(failure), given), screen));
  };

  const show = async (answer: CommandResult, context: Context, out: string | undefined): Promise<void> => {
    exit = answer.exit;
    const words = await draw(answer, context);
    if (out !== undefined) {
      await writeOut(host, out, words);
      context.warn(`Written: ${out}`);
    } else host.stdout.write(words);
  };

  const program = programOf(host.version, async (spec, args, options) => {
    const out = typeof options['out'] === 'string' ? options['out'] : undefined;
    const globals = withFormatOf(globalsOf(options, host.env), out, spec, options['format'] !== undefined);
    const outside = contextOf(host, globals);
    const closing = [outside.close];
    let { context } = outside;
    try {
      const { format } = globals;
      if (isExtra(format) && !spec.formats?.includes(format))
        throw new CommanderError(2, 'waxseal.format', `--format ${format} is not known to ${spec.name}.`);
      if (out !== undefined) await mustTake(host, out);
      const memory = spec.name === 'demo' ? undefined : memoryIn(options);
      if (memory) {
        context.progress('setting up the account in memory, and delivering its events');
        const { inMemory } = await import('./runtime/in-memory.ts');
        const inside = await inMemory(memory.file, context);
        context.progress(undefined);
        const opened = contextOf(inside.host, inside.globals);
        closing.unshift(opened.close, inside.close);
        ({ context } = opened);
        context.warn('An account in memory: nothing of this is in AWS.');
      }
      const { run } = await spec.load();
      const answer = await run({ args, options }, context);
      context.progress(undefined);
      await show(answer, context, spec.formats === undefined ? undefined : out);
    } catch (error) {
      context.progress(undefined);
      if (error instanceof CommanderError) throw error;
      const failure = context.explain(error);
      const { code, says, todo, retry } = failure;
      fail({ code, says, todo, retry }, exitOfError(error), globals);
      if (globals.verbose && error instanceof Error) host.stderr.write(`${safeLines(error.stack ?? '')}\n`);
    } finally {
      for (const close of closing) await close();
    }
  });

  for (const command of every(program))
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: (words) => host.stdout.write(words),
        // Told once, in one voice, below.
        writeErr: () => undefined,
        getOutHelpWidth: () => screenOf(host.stdout, host.env, true).width,
        getOutHasColors: () => false,
      });

  try {
    if (argv.length === 0) {
      host.stdout.write(program.helpInformation());
      host.stdout.write(`${epilogue}\n`);
      return exits.done;
    }
    await program.parseAsync([...commandLineOf(program, argv)], { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      // Thrown by an option's own check; what is unexpected is told with its place.
      fail(explain(error), exitOfError(error));
      return exit;
    }
    if (helpCodes.has(error.code) && error.exitCode === 0) return exits.done;
    const failure = usageFailure(error, argv, program);
    fail(failure, exits.usage);
    return exit;
  }
};
