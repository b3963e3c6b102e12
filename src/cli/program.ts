import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { explain } from '../adapters/aws-errors.ts';
import { safe } from '../report/safe.ts';
import { terminal } from '../report/terminal.ts';
import type { Answer, Context } from './context.ts';
import { type Extra, formats, type Format, type Globals } from './globals.ts';
import { contextOf } from './context-of.ts';
import { failureView } from './failure-view.ts';
import { exits } from './exits.ts';
import { type Host, screenOf } from './host.ts';
import { regionNamed } from './regions.ts';
import { type Spec, specs } from './specs.ts';
import { didYouMean } from './suggest.ts';
import { exitOfError, UsageError } from './usage.ts';

const epilogue = `
Exit codes:
  0  done, or nothing to do (looking always ends so, unless --exit-code)
  1  failure: AWS, the journal, the network
  2  the command line, a file or an argument was wrong; nothing was changed
  3  violations are left open: only reported, held, or for people to mend
  4  waiting: for an approval, for AWS, for a later moment
  5  refused or stopped midway: the resource was changed by somebody else, or the plan is stale

Begin with: waxseal demo, then waxseal doctor, then waxseal scan --region <region>.
Without a policy file nothing in AWS is ever changed.`;

const collect = (typed: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  typed,
];

const isFormat = (value: unknown): value is Format => formats.some((known) => known === value);

const isExtra = (format: Format): format is Extra => ['markdown', 'html', 'csv'].includes(format);

const ofEnding: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.csv': 'csv',
  '.md': 'markdown',
  '.json': 'json',
};

/** A file's ending says what is to be in it, when nothing else does. */
const withFormatOf = (globals: Globals, out: string | undefined, { formats: known }: Spec): Globals => {
  const format = out === undefined ? undefined : ofEnding[extname(out).toLowerCase()];
  if (known === undefined || format === undefined || globals.format !== 'text') return globals;
  return { ...globals, format };
};

const writeOut = async ({ cwd }: Host, path: string, words: string): Promise<void> => {
  try {
    await writeFile(resolve(cwd, path), words);
  } catch (cause) {
    throw new UsageError(
      'not-writable',
      `${path} cannot be written.`,
      'Give --out a path in a folder that is there and that you may write to.',
      { cause },
    );
  }
};

/** Read before parsing, so that a command line that cannot be parsed is answered in the format that it asks for. */
const asksForJson = (argv: readonly string[]): boolean =>
  argv.some((word, index) => word === '--format=json' || (word === '--format' && argv[index + 1] === 'json'));

const globalsOf = (options: Readonly<Record<string, unknown>>, env: Host['env']): Globals => {
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

const withGlobals = (program: Command): Command =>
  program
    .option(
      '--policy <file>',
      'policy file (default: ./waxseal.yaml if there is one, else the built-in dry-run)',
    )
    .option(
      '--journal <path>',
      'journal file, or dynamodb:TABLE (default: .waxseal/journal.db; env WAXSEAL_JOURNAL)',
    )
    .option(
      '--approvals <where>',
      'journal, or ssm:DOCUMENT for the runbook of a deployment (default: journal; env WAXSEAL_APPROVALS)',
    )
    .option(
      '--region <region>',
      'AWS Region, may be given more than once (default: AWS_REGION or the profile)',
      (typed: string, before: readonly string[] | undefined) => collect(regionNamed(typed), before),
    )
    .addOption(
      new Option('--format <format>', 'text or json; report also knows markdown, html and csv')
        .choices(formats)
        .default('text'),
    )
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .option(
      '--verbose',
      'more detail: what would change in plans that were not applied, stack traces of errors',
    );

const helpAfter = ({ examples }: Spec): string =>
  ['', 'Examples:', ...examples.flatMap(([says, command]) => [`  # ${says}`, `  ${command}`])].join('\n');

const describe = (command: Command, spec: Spec): Command => {
  const {
    summary,
    description = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    options = [],
    args,
  } = spec;
  command.summary(summary).description(description).addHelpText('after', helpAfter(spec));
  if (args !== undefined) command.arguments(args);
  for (const { flags, says, many, required } of options) {
    const option = new Option(flags, says);
    if (required) option.makeOptionMandatory();
    if (many) option.argParser(collect);
    command.addOption(option);
  }
  return command;
};

const groups: Readonly<Record<string, string>> = {
  policy: 'check a policy file, or ask it about a resource',
};

type Handle = (
  spec: Spec,
  args: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
) => Promise<void>;

const commandOf = (program: Command, spec: Spec): Command => {
  const [first = '', second] = spec.name.split(' ');
  if (second === undefined) return program.command(first);
  const group =
    program.commands.find((known) => known.name() === first) ??
    program
      .command(first)
      .summary(groups[first] ?? first)
      .description(groups[first] ?? first);
  return group.command(second);
};

/** The whole command tree, without any command's code. Also what `docs/cli.md` is checked against. */
export const programOf = (version: string, handle: Handle): Command => {
  const program = withGlobals(new Command('waxseal'))
    .description(
      'Keeps AWS traffic encrypted in transit: plans the smallest safe change, reports, asks or applies it, proves it, and can undo it.',
    )
    .version(version, '--version', 'the version')
    .helpCommand(true)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', epilogue);
  for (const spec of specs) {
    const command = describe(commandOf(program, spec), spec);
    command.action(() => handle(spec, command.args, command.optsWithGlobals()));
  }
  return program;
};

const every = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(every)];

/** Text in, lines out: commander's own messages may hold what was typed. */
const safeLines = (words: string): string =>
  words
    .split('\n')
    .map((line) => safe(line))
    .join('\n');

const usageFailure = (error: CommanderError, argv: readonly string[], program: Command) => {
  const says = error.message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.?$/, '.');
  const names = program.commands.map((command) => command.name());
  const first = argv.find((word) => names.includes(word));
  const known = first === undefined ? 'waxseal --help' : `waxseal ${first} --help`;
  const typed = argv.find((word) => !word.startsWith('-')) ?? '';
  const near =
    error.code === 'commander.unknownCommand' && !says.includes('Did you mean')
      ? didYouMean(typed, names, '')
      : '';
  const todo = `${near === '' ? '' : `${near} `}${known} shows what there is.`;
  return { code: 'usage', says: `${says.charAt(0).toUpperCase()}${says.slice(1)}`, todo, retry: false };
};

const helpCodes = new Set(['commander.helpDisplayed', 'commander.help', 'commander.version']);

/** The answer in the format that was asked for. */
const draw = async (answer: Answer, { globals, screen }: Context): Promise<string> => {
  const { format } = globals;
  if (format === 'json') return `${JSON.stringify(answer.document, undefined, 2)}\n`;
  if (isExtra(format)) {
    const drawn = answer.drawn?.[format];
    if (drawn) return drawn();
    const { markdown } = await import('../report/markdown.ts');
    return markdown(answer.view);
  }
  return terminal(answer.view, screen);
};

/** Parses the command line, runs the command that it names, and shows its answer. Answers the exit code. */
export const runProgram = async (argv: readonly string[], host: Host): Promise<number> => {
  const json = asksForJson(argv);
  let exit: number = exits.done;

  const fail = (failure: { code: string; says: string; todo: string; retry: boolean }, end: number): void => {
    exit = end;
    if (json) {
      const document = { schema: 'waxseal/error/v1', error: failure, exit: end };
      host.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
      return;
    }
    const screen = screenOf(host.stderr, host.env, !argv.includes('--no-color'));
    host.stderr.write(terminal(failureView(failure), screen));
  };

  const show = async (answer: Answer, context: Context, out: string | undefined): Promise<void> => {
    exit = answer.exit;
    const words = await draw(answer, context);
    if (out !== undefined) {
      await writeOut(host, out, words);
      context.warn(`Written: ${out}`);
    } else host.stdout.write(words);
  };

  const program = programOf(host.version, async (spec, args, options) => {
    const out = typeof options['out'] === 'string' ? options['out'] : undefined;
    const globals = withFormatOf(globalsOf(options, host.env), out, spec);
    const { context, close } = contextOf(host, globals);
    try {
      const { format } = globals;
      if (isExtra(format) && !spec.formats?.includes(format))
        throw new CommanderError(2, 'waxseal.format', `--format ${format} is not known to ${spec.name}.`);
      const { run } = await spec.load();
      const answer = await run({ args, options }, context);
      context.progress(undefined);
      await show(answer, context, spec.formats === undefined ? undefined : out);
    } catch (error) {
      context.progress(undefined);
      if (error instanceof CommanderError) throw error;
      const failure = context.explain(error);
      const { code, says, todo, retry } = failure;
      fail({ code, says, todo, retry }, exitOfError(error));
      if (globals.verbose && error instanceof Error) host.stderr.write(`${safeLines(error.stack ?? '')}\n`);
    } finally {
      await close();
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
    await program.parseAsync([...argv], { from: 'user' });
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
