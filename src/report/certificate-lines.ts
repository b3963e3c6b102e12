import { type Block, bold, dim, gap, heading, type Span, table, text, type Words } from './blocks.ts';
import { type Calendar, type Expiry, spans } from './certificates.ts';

const styles = {
  ended: 'red',
  'in 30 days': 'red',
  'in 90 days': 'yellow',
  later: 'green',
  unknown: 'magenta',
} as const;

const columns = [
  { head: 'ends', keep: true },
  { head: 'certificate' },
  { head: 'renews' },
  { head: 'owner' },
  { head: 'serves' },
] as const;

/** In a table there is no room for an ARN: what is last in it is what people call the thing. */
const short = (arn: string): string => arn.split(':').at(-1) ?? arn;

/** What it serves, for people: `not told` is not "nothing". */
export const servesWords = (serves: readonly string[] | undefined, most = 2): string => {
  if (!serves) return 'not told';
  if (serves.length === 0) return 'nothing';
  const more = serves.length - most;
  return [...serves.slice(0, most).map(short), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
};

export const dayOf = ({ ends }: Pick<Expiry, 'ends'>): string => ends?.slice(0, 10) ?? 'not known';

const rowOf = (one: Expiry): readonly Words[] => [
  { text: dayOf(one), style: styles[one.when] },
  [{ text: one.name }, dim(` ${one.kind}, ${one.region}`)],
  `${one.renews}: ${one.why}`,
  one.owners.join(', ') || dim('nobody named'),
  servesWords(one.serves),
];

const counted = ({ certificates, counts }: Calendar): Block =>
  text([
    bold(`${certificates.length} ${certificates.length === 1 ? 'certificate' : 'certificates'}: `),
    ...spans.flatMap((name, index): readonly Span[] => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      counts[name] === 0
        ? dim(`0 ${name}`)
        : { text: `${counts[name]} ${name === 'unknown' ? 'not known' : name}`, style: styles[name] },
    ]),
  ]);

const most = 200;

const tableOf = (all: readonly Expiry[]): readonly Block[] =>
  all.length === 0
    ? []
    : [
        table([...columns], all.slice(0, most).map(rowOf)),
        ...(all.length > most
          ? [text([dim(`and ${all.length - most} more: --format json names them all.`)])]
          : []),
        gap,
      ];

const unread = ({ unread: all }: Calendar): readonly Block[] =>
  all.length === 0
    ? []
    : [
        text([bold(`${all.length} not read: there may be more certificates.`)]),
        ...all.slice(0, 20).map(({ id, says }) => text([dim(`${id}: ${says}`)], 2)),
        gap,
      ];

/** Every certificate, the one that ends first before all. */
export const certificateBlocks = (calendar: Calendar): readonly Block[] => [
  counted(calendar),
  gap,
  ...tableOf(calendar.certificates),
  ...unread(calendar),
];

/** What a report says of them: those that end within 90 days, or nobody knows when. */
export const certificatesInShort = (calendar: Calendar): readonly Block[] => [
  heading('Certificates'),
  counted(calendar),
  gap,
  ...tableOf(calendar.certificates.filter(({ when }) => when !== 'later')),
  ...unread(calendar),
];
