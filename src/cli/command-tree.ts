import { Command, Option } from 'commander';
import { formats } from './input/globals.ts';
import { regionNamed } from './input/regions.ts';
import { type Spec, specs } from './input/specs.ts';

/** What stands under the help of all commands. */
export const epilogue = `
Exit codes:
  0  done, or nothing to do (also looking, unless --exit-code is given)
  1  failure: AWS, the journal, the network
  2  the command line, a file or an argument was wrong; nothing was changed
  3  left open, or not known to be good: reported, held, for people to fix,
     could not be evaluated
  4  waiting: for an approval, for AWS, for a later moment
  5  refused or stopped midway: somebody else changed it, or the plan is stale

Begin with: waxseal demo, waxseal doctor, waxseal scan --region <region>.
Without a policy file nothing in AWS is ever changed.`;

const collect = (typed: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  typed,
];

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
      // No default for the parser: whether it was typed decides what the ending of --out may say.
      new Option(
        '--format <format>',
        'text (default) or json; report also knows markdown, html, csv, sarif, asff and ocsf, scan-code sarif, map mermaid, dot and csv, certificates ics and csv, posture markdown and csv',
      ).choices(formats),
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
      'Keeps AWS traffic encrypted in transit: plans the smallest safe change; reports it, requests approval or applies it; verifies it; and can undo it.',
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

/** A command and all below it. */
export const every = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(every)];
