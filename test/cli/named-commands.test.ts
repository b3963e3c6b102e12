import { globSync, readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { every, programOf } from '../../src/cli/command-tree.ts';

/**
 * Whatever text of ours names a command or a flag, somebody will type: messages, remedies, help, pages, runbooks,
 * what approvers read. Each is tried against the command tree that the program itself parses with.
 */

const files = globSync([
  'src/**/*.ts',
  'handlers/*.ts',
  'infra/*.ts',
  'scripts/**/*.ts',
  'runbooks/*.yaml',
  'examples/**/*.yaml',
  'docs/**/*.md',
  'schema/*.json',
  'README.md',
  'AGENTS.md',
])
  .map((path) => path.replaceAll('\\', '/'))
  // Style sheets have properties that look like flags.
  .filter((path) => !path.endsWith('html/style.ts'))
  .toSorted();

const tree = () => {
  const program = programOf('0', async () => undefined);
  for (const command of every(program))
    command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  return program;
};
const commands = every(tree());
const nameOf = (command: (typeof commands)[number]): string =>
  command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
const byName = new Map(commands.map((command) => [nameOf(command), command]));
const flagsOf = (command: (typeof commands)[number] | undefined): readonly string[] =>
  command?.options.flatMap(({ long }) => long ?? []) ?? [];
const globals = [...flagsOf(commands[0]), '--help'];
const allFlags = new Set([...globals, ...commands.flatMap(flagsOf)]);

interface Said {
  readonly where: string;
  readonly text: string;
  /** With the lines that it goes on from. */
  readonly whole: string;
}

const lines: readonly Said[] = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .map((text, index, all) => {
      // A command of somebody else's may run over several lines.
      const begun = all.slice(Math.max(0, index - 8), index).findLastIndex((line) => !line.endsWith('\\'));
      const before = all.slice(Math.max(0, index - 8), index).slice(begun + 1);
      return { where: `${path}:${index + 1}`, text, whole: [...before, text].join(' ') };
    }),
);

/** From the name of the program to the end of the sentence or of the piece of code. */
const named =
  /(?<![\w@./'-])waxseal(?: --(?= ))?((?: +[a-z]+(?:-[a-z]+)*){1,2}|(?= +--))([^`;|#]*?)(?=`|;|\||#|$|\. |, then |\bwaxseal\b|\\n)/g;

interface Mention extends Omit<Said, 'whole'> {
  readonly command: string;
  readonly flags: readonly string[];
}

const mentionsIn = ({ where, text }: Said): readonly Mention[] =>
  /\bcdk (deploy|synth)/.test(text)
    ? []
    : [...text.matchAll(named)].map(([whole, words = '', rest = '']) => {
        const typed = words.trim().split(/ +/);
        const two = typed.slice(0, 2).join(' ');
        return {
          where,
          text: whole,
          command: byName.has(two) ? two : (typed[0] ?? ''),
          flags: `${words}${rest}`.match(/(?<=\s|\[|\()--[a-z][a-z-]*/g) ?? [],
        };
      });

const mentions = lines.flatMap(mentionsIn);

test('there is something to try', () => {
  expect(mentions.length).toBeGreaterThan(100);
  expect(new Set(mentions.map(({ command }) => command)).size).toBeGreaterThan(14);
});

test('every command that is named exists', () => {
  const wrong = mentions.filter(({ command }) => command !== '' && !byName.has(command));
  expect(wrong.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
});

test('every flag that is named with a command belongs to it', () => {
  const wrong = mentions.flatMap(({ where, command, flags, text }) => {
    const known = new Set([...globals, ...flagsOf(byName.get(command))]);
    return flags.filter((flag) => !known.has(flag)).map((flag) => `${where}: ${flag} in ${text}`);
  });
  expect(wrong).toEqual([]);
});

/** Of programs that stand on another line, and the suffixes of some buckets' names. */
const others = new Set([
  '--access-log-settings',
  '--check',
  '--context',
  '--destination-arn',
  '--excluded-accounts',
  '--ol-s',
  '--pairs',
  '--parameters',
  '--patch-operations',
  '--prefix',
  '--resource-ids',
  '--resource-type',
  '--stdin-filepath',
  '--table-s',
  '--template-body',
  '--value',
  '--x-s',
]);
/** Programs of others, and scripts of this repository, that have flags of their own. */
const foreign =
  /\b(aws|npm|npx cdk|node|git|pip3?|vitest|cdk|curl|Out-File|stryker)\b|from '|[a-z0-9]--[a-z]/;

test('every flag that is named anywhere is one of ours, or stands with the program that it is of', () => {
  // Patterns of what others type are no advice, and a unit's commands of the AWS CLI are put together line by line.
  const advice = lines.filter(
    ({ where }) => !/^src\/(?:signs|services\/[\w-]+\/(?:remediations|facts))\//.test(where),
  );
  const wrong = advice.flatMap(({ where, text, whole: all }) =>
    (text.match(/(?<![\w-])--[a-z][a-z-]+(?![\w(]*:)/g) ?? [])
      .filter((flag) => !allFlags.has(flag) && !others.has(flag) && !foreign.test(all))
      .map((flag) => `${where}: ${flag}`),
  );
  expect(wrong).toEqual([]);
});

test('every npm script that is named exists', () => {
  const scripts: unknown = Reflect.get(JSON.parse(readFileSync('package.json', 'utf8')), 'scripts');
  const known = Object.keys(scripts ?? {});
  const wrong = lines.flatMap(({ where, text }) =>
    [...text.matchAll(/npm run ([a-z]+)/g)]
      .filter(([, name = '']) => !known.includes(name))
      .map(([whole]) => `${where}: ${whole}`),
  );
  expect(wrong).toEqual([]);
});

/** A whole command line as code: a code span, a line of a fence, a string that is nothing else. */
const whole = [
  /`(?:npx |npm run )?waxseal(?: --)? ((?:[^`$]|\$\{[^}]*\})+[^.`])`/g,
  /^ *(?:[A-Z_]+=\S+ )*(?:npx |npm run )?waxseal(?: --)? ([^`]+)$/g,
  /(?<=['"])waxseal ([^'"`]+[^.'"`])(?=['"],)/g,
];
/** How a command may be typed, or a sentence that begins with its name. */
const usage = /[[\]()]| \| --|\b(lists|tells|shows|lifts)\b/;

/** Words as a shell parts them; what stands for a value is one. */
const wordsOf = (line: string): readonly string[] =>
  (
    line
      .replaceAll(/\$\{[^}]*\}/g, 'x')
      .replace(/\s+#.*$/, '')
      .replace(/ [|>&].*$/, '')
      .match(/'[^']*'|"[^"]*"|<[^>]*>|\S+/g) ?? []
  )
    .map((word) => (/^["'<]/.test(word) ? 'x' : word))
    .map((word) => (word === 'REGION' || word === 'x-region' ? 'eu-west-1' : word));

const codeLines = lines.flatMap(({ where, text }) =>
  whole.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .map(([, line = '']) => ({ where, line: line.split(/ {3,}(?:npx )?waxseal/)[0] ?? '' }))
      .filter(({ line }) => !usage.test(line) && /^(?!-- ?$)[a-z-]/.test(line)),
  ),
);

/** Named for what it does, not typed: `waxseal release` alone says which command lifts a hold. */
const isBareName = (words: readonly string[]): boolean => byName.has(words.join(' '));

describe('every command line that is code is one that can be typed', () => {
  const unlike = [...new Map(codeLines.map((one) => [one.line, one])).values()];
  test.each(unlike.map(({ where, line }) => [line, where] as const))('waxseal %s (%s)', async (line) => {
    const words = wordsOf(line);
    if (isBareName(words)) return expect(words).not.toEqual([]);
    const error: unknown = await tree()
      .parseAsync([...words], { from: 'user' })
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    // Help and version end with a CommanderError, too.
    const ended = error instanceof CommanderError && error.exitCode === 0 ? undefined : error;
    expect(ended).toBeUndefined();
  });

  test('there are some', () => expect(unlike.length).toBeGreaterThan(40));
});

test('an example that asks AWS in a Region says in which: whoever copies it may have none configured', () => {
  const asksRegion = /^(scan(?!-)|doctor)\b|--scan\b|\bdynamodb:/;
  const examples = lines.flatMap(({ where, text }) =>
    whole
      .slice(1)
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .map(([, line = '']) => ({ where, line: line.replace(/ +#.*$/, '') }))
      .filter(({ line }) => asksRegion.test(line)),
  );
  expect(examples.length).toBeGreaterThan(8);
  expect(examples.filter(({ line }) => !line.includes('--region'))).toEqual([]);
});
