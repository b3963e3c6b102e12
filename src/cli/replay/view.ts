import {
  bold,
  cyan,
  dim,
  green,
  heading,
  item,
  lines,
  red,
  text,
  title,
  type Block,
  type Words,
} from '../../report/blocks.ts';
import type { Play, Played } from '../../sandbox/scenario/scenario.ts';
import type { Difference } from './differences.ts';
import type { Happening } from './watch.ts';

const shown = (value: unknown): string => (value === null ? 'absent' : JSON.stringify(value));

const differenceLines = ({ path, before, after }: Difference): readonly Words[] => [
  dim(path),
  ...(before === null ? [] : [red(`- ${shown(before)}`)]),
  ...(after === null ? [] : [green(`+ ${shown(after)}`)]),
];

const wordOf = (value: unknown, key: string): string | undefined => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** What a row is about, in a word or two; the JSON document has it whole. */
const gist = (value: unknown): string =>
  ['is', 'status', 'run', 'until', 'reason'].flatMap((key) => wordOf(value, key) ?? []).join(' ');

const happeningBlocks = (happening: Happening): readonly Block[] => {
  if (happening.is === 'record') {
    const { kind, key, revision, value } = happening;
    return [item([dim('journal '), `${kind} `, cyan(key), ` r${revision} `, gist(value)], 4, '·')];
  }
  const { by, operation, input, refused, changed } = happening;
  const who = by === 'waxseal' ? 'waxseal' : by;
  const words: Words = [
    dim(`${who} `),
    bold(operation),
    ` ${JSON.stringify(input)}`,
    ...(refused === undefined ? [] : [red(` ${refused}`)]),
  ];
  return [item(words, 4, '→'), ...(changed.length === 0 ? [] : [lines(changed.flatMap(differenceLines), 8)])];
};

interface Saying {
  readonly says: string;
  readonly todo?: string;
}

/** The sentence that tells why a look ended so; that of the plan where nothing else decided. */
const sayingOf = (ended: Played['endings'][number]): Saying | undefined => {
  if ('because' in ended && ended.because[0]) return ended.because[0];
  if ('failure' in ended) return ended.failure;
  if ('why' in ended) return ended.why;
  if (ended.is === 'manual-action-needed') return ended.plan.why;
  return ended.is === 'compliant' ? ended.notes[0] : undefined;
};

/** The endings of one step, with their first reasons. */
export const endingOf = (
  ended: Played['endings'][number],
): { readonly is: string; readonly because?: string; readonly todo?: string } => {
  const saying = sayingOf(ended);
  return {
    is: ended.is,
    ...(saying && { because: saying.says }),
    ...(saying?.todo && { todo: saying.todo }),
  };
};

const stepBlocks = (played: Played, index: number, happenings: readonly Happening[]): readonly Block[] => [
  heading([`${index + 1}. `, JSON.stringify(played.step).slice(1, -1).slice(0, 300), dim(`  ${played.at}`)]),
  ...happenings.flatMap(happeningBlocks),
  ...played.endings.flatMap((ended): readonly Block[] => {
    const { is, because, todo } = endingOf(ended);
    return [
      item([bold(is), because === undefined ? '' : `: ${because}`], 4, '='),
      ...(todo === undefined ? [] : [text(['Do: ', todo], 6)]),
    ];
  }),
  ...played.problems.map((problem) => item(red(problem), 4, '!')),
];

export const replayView = (
  { title: name, about }: { readonly title: string; readonly about?: string | undefined },
  { steps, problems }: Play,
  happenings: readonly (readonly Happening[])[],
): readonly Block[] => [
  title(name),
  ...(about === undefined ? [] : [text(about)]),
  ...steps.flatMap((played, index) => stepBlocks(played, index, happenings[index] ?? [])),
  heading('How it ended'),
  problems.length === 0
    ? text(green('Everything was as the file expects.'), 2)
    : lines(problems.map((problem) => red(problem))),
];
