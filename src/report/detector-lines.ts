import type { Severity } from '../core/model/detectors.ts';
import { type Block, bold, dim, gap, heading, item, type Style, table, text, type Words } from './blocks.ts';
import { type Detected, isUrgent, type Linked, meaningWords, type Place, rank } from './detectors.ts';
import { nameOf } from './name.ts';

const styles: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
  informational: 'dim',
  unrated: 'dim',
};

const columns = [
  { head: 'resource', keep: true },
  { head: 'who says it', keep: true },
  { head: 'what' },
  { head: 'means here' },
] as const;

/** A list with more is read by nobody; JSON has all. */
const most = 5;
const mostRows = 100;
const mostNames = 3;

interface Said {
  readonly target: Linked['target'];
  readonly one: Linked['statements'][number];
}

/** What is told of the resource itself is the same of all of which it is told. */
const keyOf = ({ target, one: { detector, id, of, title, severity, means, when } }: Said): string =>
  [target.account, target.region, detector, id === (of ?? target.arn) ? '' : id]
    .concat(title, severity, means, when ?? '')
    .join('\n');

const rowOf = (all: readonly [Said, ...Said[]]): readonly Words[] => {
  const [{ target, one }] = all;
  const { detector, severity, title, when, means } = one;
  const names = all.map((each) => nameOf(each.target)).toSorted();
  return [
    [
      bold(names.slice(0, mostNames).join(', ')),
      ...(names.length > mostNames ? [` and ${names.length - mostNames} more`] : []),
      dim(` ${target.region}`),
    ],
    [
      { text: detector },
      ...(severity === 'unrated' ? [] : [{ text: ` ${severity}`, style: styles[severity] }]),
    ],
    [{ text: title }, ...(when === undefined ? [] : [dim(` (${when.slice(0, 10)})`)])],
    isUrgent(one) ? [bold(meaningWords[means].says)] : meaningWords[means].says,
  ];
};

/** A row for each statement, of whatever it is said; the most urgent first. */
const said = (linked: readonly Linked[], limit: number): readonly Block[] => {
  const all = linked.flatMap(({ target, statements }) => statements.map((one) => ({ target, one })));
  const rows = [...Map.groupBy(all, keyOf).values()]
    .flatMap(([first, ...more]) => (first ? [[first, ...more] as const] : []))
    .toSorted(([a], [b]) => rank(a.one) - rank(b.one));
  return [
    ...(rows.length > 0 ? [table([...columns], rows.slice(0, limit).map(rowOf))] : []),
    ...(rows.length > limit ? [text([dim(`and ${rows.length - limit} more; --format json has all`)])] : []),
  ];
};

/** Where a detector is not heard, in one line for all Regions that it is said of. */
const unheard = (places: readonly Place[]): readonly Block[] =>
  [
    ...Map.groupBy(
      places.filter(({ is }) => is !== 'told'),
      ({ detector, account, is, says }) => [detector, account, is, says].join(' '),
    ).values(),
  ].flatMap(([first, ...more]) =>
    first
      ? [
          item([
            bold(first.detector),
            ` in ${first.account} ${[first, ...more].map(({ region }) => region).join(', ')}: `,
            first.says,
            ...(first.is === 'in-part' ? [] : [' Nobody knows what it would say.']),
            ...(first.todo === undefined ? [] : [dim(` Do: ${first.todo}`)]),
          ]),
        ]
      : [],
  );

const besides = (others: number): string =>
  `${others} of their findings ${others === 1 ? 'is' : 'are'} about something else.`;

const counted = ({ linked, places }: Detected): Block => {
  const saying = linked.filter(({ statements }) => statements.length > 0);
  const statements = saying.reduce((sum, one) => sum + one.statements.length, 0);
  const others = linked.reduce((sum, one) => sum + one.others, 0);
  const whole = places.every(({ is }) => is === 'told');
  const about =
    statements === 0
      ? `Nothing about encryption in transit of these resources${whole ? '' : ', as far as they were heard'}.`
      : `${statements} ${statements === 1 ? 'statement' : 'statements'} about ${saying.length} ${saying.length === 1 ? 'resource' : 'resources'}${whole ? '' : ', as far as they were heard'}.`;
  return text([about, ...(others > 0 ? [dim(` ${besides(others)}`)] : [])]);
};

/** What others say of one resource: beside what Waxseal found of it. */
export const linkedBlocks = (linked: Linked): readonly Block[] => [
  heading('What other detectors say'),
  ...said([linked], most),
  ...(linked.others > 0 ? [text([dim(besides(linked.others))])] : []),
];

/** What others say of all resources, and where nobody knows what they would say. */
export const detectorBlocks = (detected: Detected): readonly Block[] => [
  heading('What other detectors say'),
  counted(detected),
  gap,
  ...said(detected.linked, mostRows),
  gap,
  ...unheard(detected.places),
  gap,
];
