import type { Command } from 'commander';
import { every } from '../command-tree.ts';
import { didYouMean } from './suggest.ts';
import { specs } from './specs.ts';
import { UsageError } from './usage.ts';

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

/** Whether an option takes the word after it; `undefined` for an option that no command has. */
const takesWord = (program: Command, typed: string): boolean | undefined => {
  const [name] = typed.split('=');
  const option = every(program)
    .flatMap(({ options }) => options)
    .find(({ long, short }) => long === name || short === name);
  return option && option.required && !typed.includes('=');
};

/** What was typed but options and their values. */
const wordsOf = (program: Command, argv: readonly string[]): readonly string[] => {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const typed = argv[at] ?? '';
    if (typed === '--') break;
    if (!typed.startsWith('-')) words.push(typed);
    else if (!isHelp(typed)) {
      const takes = takesWord(program, typed);
      // Told by the parser, which knows what is near.
      if (takes === undefined) break;
      if (takes) at += 1;
    }
  }
  return words;
};

const noSuch = (typed: readonly string[], known: readonly string[], group: string): UsageError =>
  new UsageError(
    'usage',
    `Unknown command '${typed.join(' ')}'.`,
    `${didYouMean(typed.join(' '), known, '')} ${group} --help shows what there is.`.trim(),
  );

/**
 * The command line as the parser takes it: `help COMMAND` is `COMMAND --help`. Throws `UsageError` for a command that is
 * not there, which the parser would answer with help for another one as soon as help is asked for.
 */
export const commandLineOf = (program: Command, argv: readonly string[]): readonly string[] => {
  const all = wordsOf(program, argv);
  const asked = all[0] === 'help';
  const words = asked ? all.filter((word) => word !== 'help') : all;
  let command = program;
  for (const [nth, word] of words.entries()) {
    if (command.commands.length === 0) break;
    const group = words.slice(0, nth);
    const below = command.commands.find((known) => known.name() === word);
    if (!below) {
      const known = command.commands.map((one) => [...group, one.name()].join(' '));
      throw noSuch([...group, word], known, ['waxseal', ...group].join(' '));
    }
    command = below;
  }
  // Some groups are commands too: `evidence` reads, `evidence enable` switches on.
  const isCommand = specs.some(({ name }) => name === words.join(' '));
  const isGroup = command !== program && command.commands.length > 0 && !isCommand;
  if (isGroup && !asked && !argv.some(isHelp)) {
    const known = command.commands.map((one) => `${words.join(' ')} ${one.name()}`);
    throw new UsageError(
      'usage',
      `${words.join(' ')} is no command alone.`,
      `Give one of ${known.join(', ')}. waxseal ${words.join(' ')} --help says what they do.`,
    );
  }
  return asked ? [...words, '--help'] : argv;
};

/** The command that was named, as it is typed, as far as it can be made out. */
export const commandNamed = (program: Command, argv: readonly string[]): string => {
  const path = ['waxseal'];
  let command = program;
  for (const word of wordsOf(program, argv)) {
    const below = command.commands.find((known) => known.name() === word);
    if (!below) break;
    path.push(word);
    command = below;
  }
  return path.join(' ');
};
