import {
  type Block,
  bold,
  dim,
  gap,
  heading,
  item,
  lines,
  table,
  text,
  type Span,
  title,
  type Words,
} from '../blocks.ts';
import { secondsBetween } from '../exposure.ts';
import { plural, spanWords } from '../html/format.ts';
import { levels } from './criteria-catalog.ts';
import { figureEntries, practices, type Practice } from './figures-catalog.ts';
import type { Figure } from './figures.ts';
import type { Answer, Maturity } from './maturity.ts';
import type { Posture } from './posture.ts';

/** Rounded to the worse side: neither 99.9 % nor 0.1 % is all or nothing. */
const valueWords = ({ unit, target }: Pick<Figure, 'unit' | 'target'>, value: number | null): string => {
  if (value === null) return '–';
  if (unit === 'seconds') return spanWords(value);
  if (unit === 'count') return String(value);
  return `${target === '0 %' ? Math.ceil(value * 100) : Math.floor(value * 100)} %`;
};

const trendWords = (figure: Figure, at: string): string => {
  const { trend } = figure;
  if (!trend) return '–';
  const { since, before, now, direction } = trend;
  const days = plural(Math.round(secondsBetween(since, at) / (24 * 60 * 60)), 'day');
  return `${days}: ${valueWords(figure, before)} → ${valueWords(figure, now)}, ${direction}`;
};

const isNever = ({ id }: Figure): boolean => 'not' in figureEntries[id];

const figureTable = (all: readonly Figure[], at: string): Block =>
  table(
    [
      { head: 'figure' },
      { head: 'now', align: 'right', keep: true },
      { head: 'target' },
      { head: 'trend by the journal' },
      { head: 'of what' },
    ],
    all.map((figure) => [
      figure.name,
      figure.value === null ? [dim('–')] : [bold(valueWords(figure, figure.value))],
      figure.target,
      trendWords(figure, at),
      figure.value === null ? [dim(figure.says)] : figure.says,
    ]),
  );

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a constant
const practiceNames = Object.entries(practices) as readonly (readonly [Practice, string])[];

const figureBlocks = (all: readonly Figure[], at: string): readonly Block[] => [
  ...practiceNames.flatMap(([practice, name]) => [
    heading(`${practice}: ${name}`),
    figureTable(
      all.filter((one) => one.practice === practice && !isNever(one)),
      at,
    ),
  ]),
  heading('Never measured here'),
  ...all.filter(isNever).map(({ name, says }) => item([bold(`${name}:`), ` ${says}`])),
];

const answerWords: Readonly<Record<Answer, Words>> = {
  yes: [{ text: 'yes', style: 'green' }],
  no: [{ text: 'no', style: 'red' }],
  unknown: [{ text: 'unknown', style: 'magenta' }],
  'not-measurable': [dim('not measurable')],
};

const levelWords = (level: Maturity['level']): string =>
  level === null ? 'level 1 is not shown' : `level ${level} of 4, ${levels[level].toLowerCase()}`;

const lowestWords = ({ lowest = [] }: Maturity): string => {
  const [first, ...more] = lowest;
  if (first === undefined) return '';
  return `, the lowest of its accounts (${first}${more.length > 0 ? ` and ${plural(more.length, 'more', 'more')}` : ''})`;
};

const levelBlocks = (all: readonly Maturity[]): readonly Block[] =>
  all.map((one) => {
    const { name, level, criteria } = one;
    const of = (answer: Answer): number => criteria.filter((criterion) => criterion.answer === answer).length;
    const counts = `${of('yes')} yes, ${of('no')} no, ${of('unknown')} unknown, ${of('not-measurable')} not measurable`;
    return item([
      bold(name),
      `: ${levelWords(level)}${lowestWords(one)}; ${plural(criteria.length, 'criterion', 'criteria')}: ${counts}`,
    ]);
  });

const marks: Readonly<Record<Answer, Span>> = {
  yes: { text: 'y', style: 'green' },
  no: { text: 'n', style: 'red' },
  unknown: { text: '?', style: 'magenta' },
  'not-measurable': dim('-'),
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a constant
const levelNames = Object.entries(levels) as readonly (readonly [string, string])[];

const ofLevel = ({ criteria }: Maturity, level: string) =>
  criteria.filter((criterion) => String(criterion.level) === level);

/** Account by account, each criterion one letter: so that a dozen accounts fit a screen. */
const matrixBlocks = (all: readonly Maturity[]): readonly Block[] => {
  const [first] = all;
  if (!first || all.length === 1) return [];
  return [
    heading('Accounts and criteria'),
    table(
      [
        { head: 'account', keep: true },
        { head: 'reached', align: 'right', keep: true },
        ...levelNames.map(([level]) => ({ head: `level ${level}`, keep: true as const })),
      ],
      all.map((one) => [
        one.name,
        one.level === null ? dim('none') : String(one.level),
        ...levelNames.map(([level]) =>
          ofLevel(one, level).flatMap(({ answer }, index) => [...(index === 0 ? [] : [' ']), marks[answer]]),
        ),
      ]),
    ),
    text('y: yes, n: no, ?: unknown, -: not measurable here. In each level, from left to right:', 2),
    ...levelNames.map(([level]) =>
      item(
        ofLevel(first, level)
          .map(({ id }) => id)
          .join(', '),
        4,
        level,
      ),
    ),
    text('waxseal posture --account ID shows each criterion of one account with its proof.', 2),
  ];
};

const criteriaBlocks = ({ name, criteria }: Maturity): readonly Block[] => [
  heading(`Criteria: ${name}`),
  table(
    [{ head: 'level', align: 'right', keep: true }, { head: 'asks' }, { head: 'answer' }, { head: 'proof' }],
    criteria.map(({ level, asks, answer, proof, resources }) => [
      String(level),
      asks,
      answerWords[answer],
      resources.length === 0 ? proof : [`${proof} `, dim(resources.join(', '))],
    ]),
  ),
];

const stepBlocks = ({ name, steps }: Maturity): readonly Block[] =>
  steps.length === 0
    ? []
    : [
        heading(`What would raise it: ${name}`),
        ...steps.flatMap(({ remediation, says, command }) => [
          item(remediation === undefined ? says : [bold(`${remediation}:`), ` ${says}`]),
          lines([command], 4, 'sh'),
        ]),
      ];

const basis = ({ looked }: Posture): readonly Block[] =>
  looked
    ? []
    : [
        text(
          'From the journal alone, which knows only what was once non-compliant: with a look just taken (waxseal posture --scan) shares are of everything.',
        ),
      ];

/** Of a report: levels, figures, and what would raise the level of all. */
export const postureSection = (posture: Posture): readonly Block[] => [
  heading('Posture: maturity and key figures of SEC09'),
  ...basis(posture),
  ...levelBlocks(posture.maturity),
  figureTable(
    posture.figures.filter(({ value }) => value !== null),
    posture.at,
  ),
  ...posture.maturity.slice(0, 1).flatMap(stepBlocks),
  text([dim('waxseal posture shows every criterion with its proof, and what is not measurable.')]),
  gap,
];

/** The whole page. */
export const posturePage = (posture: Posture): readonly Block[] => [
  title(`Posture of encryption in transit, ${posture.at.slice(0, 16).replace('T', ' ')} UTC`),
  ...basis(posture),
  ...levelBlocks(posture.maturity.slice(0, 1)),
  ...matrixBlocks(posture.maturity),
  ...posture.maturity.slice(0, 1).flatMap((one) => [...stepBlocks(one), ...criteriaBlocks(one)]),
  ...figureBlocks(posture.figures, posture.at),
];
