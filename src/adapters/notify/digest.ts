import type { PublishInput } from '@aws-sdk/client-sns';
import { hashOf } from '../../core/model/json.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { Ports } from '../../core/model/ports.ts';
import { safe } from '../../report/safe.ts';
import { outcomeWords } from '../../report/words.ts';
import { certificatesTold } from './certificates.ts';

/**
 * One message about many outcomes: what happens is noted in the journal and told together, so that a bad day is one
 * mail in a while and not ten thousand.
 */
interface Noted {
  /** How often each outcome came since the last message. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first lines; later ones are only counted. */
  readonly lines: readonly string[];
}

/** Where functions write at the same time they write different rows. */
const shards = 8;
const linesPerShard = 25;
/** Whoever loses so often to others at one row is not counted: telling must not keep a fix waiting. */
const attempts = 16;

const empty: Noted = { counts: {}, lines: [] };
const isEmpty = ({ counts }: Noted): boolean => Object.keys(counts).length === 0;

/** What is worth a line; the rest is counted. Asks have a message of their own. */
const worthALine: ReadonlySet<Outcome['is']> = new Set([
  'remediated',
  'rolled-back',
  'conflict',
  'halted',
  'regressed',
  'refused',
  'stale',
  'failed',
  'manual-action-needed',
]);

const together = (one: Noted, other: Noted): Noted => {
  const names = new Set([...Object.keys(one.counts), ...Object.keys(other.counts)]);
  const sum = (is: string): number => (one.counts[is] ?? 0) + (other.counts[is] ?? 0);
  return {
    counts: Object.fromEntries([...names].map((is) => [is, sum(is)])),
    lines: [...one.lines, ...other.lines],
  };
};

const longestSns = 200_000;

/** What happened. */
const outcomesText = ({ counts, lines }: Noted): string => {
  const all = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  const said = all.map(([is, count]) => {
    const words = Object.entries(outcomeWords).find(([name]) => name === is)?.[1].says ?? is;
    return `${String(count).padStart(6)}  ${words}`;
  });
  const left = all.reduce((sum, [, count]) => sum + count, 0) - lines.length;
  const more = left > 0 ? [`… and ${left} that are only counted here; waxseal report shows all.`] : [];
  return ['What Waxseal found and did since its last message:', '', ...said, '', ...lines, ...more].join(
    '\n',
  );
};

/** The text of one message; what there is nothing to say of is left out. */
const digestText = (parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .join('\n\n')
    .slice(0, longestSns);

/** Days after which certificates that are told of already are told of again. */
const againAfter = 7;

type Publish = (message: PublishInput) => Promise<unknown>;

const publishToSns: Publish = async (message) => {
  const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
  return new SNSClient({}).send(new PublishCommand(message));
};

export interface DigestOptions {
  readonly journal: Journal;
  readonly now: () => Date;
  /** ARN. */
  readonly topic: string;
  /** Minutes between two messages. Default 60. */
  readonly every?: number;
  /** How many days before its end a certificate is told of. Default 0: none is. */
  readonly days?: number;
  readonly publish?: Publish;
}

export interface Digests {
  readonly note: Ports['notify'];
  /** Sends what was noted, when the last message is long enough ago. */
  readonly send: () => Promise<void>;
}

export const digestsTo = (options: DigestOptions): Digests => {
  const { journal, now, topic, every = 60, days = 0, publish = publishToSns } = options;
  const prefix = `digest ${hashOf(topic).slice(0, 12)}`;

  const add = async (key: string, more: Noted): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const row = await journal.read<Noted>('counter', key);
      const sum = together(row?.value ?? empty, more);
      const value = { ...sum, lines: sum.lines.slice(0, linesPerShard) };
      if ((await journal.write({ kind: 'counter', key, value }, row?.revision ?? 0)) !== undefined) return;
    }
  };

  /** The right to send now, once the last message is long enough ago: whoever wins it sends, and no other for the time between. */
  const turn = async (): Promise<(() => Promise<boolean>) | undefined> => {
    const key = `${prefix} sent`;
    const row = await journal.read<{ readonly at: string }>('counter', key);
    const since = row ? now().getTime() - Date.parse(row.value.at) : Infinity;
    if (since < every * 60_000) return undefined;
    return async () => {
      const value = { at: now().toISOString() };
      return (await journal.write({ kind: 'counter', key, value }, row?.revision ?? 0)) !== undefined;
    };
  };

  /** What there is to tell of certificates; `told` remembers that it was. */
  const certificates = async () => {
    const key = `${prefix} certificates`;
    const { hash, isAny, brief, text } = await certificatesTold(journal, now(), days);
    const row = await journal.read<{ readonly at: string; readonly hash: string }>('counter', key);
    const since = row ? now().getTime() - Date.parse(row.value.at) : Infinity;
    const isNews = isAny && (row?.value.hash !== hash || since >= againAfter * 24 * 60 * 60_000);
    return {
      text: isNews ? text : brief,
      isNews,
      told: async () => {
        if (!isNews) return;
        const value = { at: now().toISOString(), hash };
        await journal.write({ kind: 'counter', key, value }, row?.revision ?? 0);
      },
    };
  };

  const take = async (key: string): Promise<Noted> => {
    const row = await journal.read<Noted>('counter', key);
    if (!row || isEmpty(row.value)) return empty;
    const taken = await journal.write({ kind: 'counter', key, value: empty }, row.revision);
    return taken === undefined ? empty : row.value;
  };

  const keys = Array.from({ length: shards }, (_, shard) => `${prefix} ${shard}`);

  return {
    note: async (target, { is }, { remediation }) => {
      const shard = Number.parseInt(hashOf(target.arn).slice(0, 4), 16) % shards;
      const line = `${outcomeWords[is].says}: ${remediation} at ${safe(target.arn)} (${target.account}, ${target.region})`;
      await add(`${prefix} ${shard}`, { counts: { [is]: 1 }, lines: worthALine.has(is) ? [line] : [] });
    },
    send: async () => {
      const claim = await turn();
      if (!claim) return;
      const rows = await Promise.all(keys.map((key) => journal.read<Noted>('counter', key)));
      const isNoted = rows.some((row) => row && !isEmpty(row.value));
      const known = days > 0 ? await certificates() : undefined;
      if (!(isNoted || known?.isNews) || !(await claim())) return;
      let noted = empty;
      for (const key of keys) noted = together(noted, await take(key));
      const outcomes = isEmpty(noted) ? undefined : outcomesText(noted);
      if (outcomes === undefined && !known?.isNews) return;
      try {
        await publish({ TopicArn: topic, Subject: 'Waxseal', Message: digestText([outcomes, known?.text]) });
      } catch (error) {
        // Told with the next message instead.
        if (outcomes !== undefined) await add(`${prefix} 0`, noted);
        throw error;
      }
      await known?.told();
    },
  };
};
