import { askedNow } from './asks.ts';
import { canonical } from '../model/json.ts';
import type { Ask, Ports } from '../model/ports.ts';
import type { AskRecord } from '../journal/records.ts';

/** One round of looks whose asks are put before people together. */
export interface Round {
  readonly ports: Ports;
  /** Opens what was gathered; what finds no room waits for a later round. Answers how many asks were opened. */
  open(): Promise<number>;
}

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** The same people decide, and the same service does the asking: only such asks can share one answer. */
const circleOf = ({ approvers, minimum, plan }: Ask): string =>
  canonical({ approvers: [...approvers].toSorted(), minimum, partition: plan.target.partition });

/**
 * Gathers the asks of one round of the waker instead of opening each by itself, where the approving service takes
 * several together. A crash before the end loses nothing: each ask is in the journal, and its finding wakes again.
 */
export const gathering = (ports: Ports): Round => {
  const { approvals } = ports;
  const { together } = approvals;
  if (!together) return { ports, open: () => Promise.resolve(0) };
  const gathered = new Map<string, Ask>();

  const openSome = async (asks: readonly Ask[]): Promise<number | undefined> => {
    const rows = await Promise.all(asks.map(({ id }) => ports.journal.read<AskRecord>('ask', id)));
    const open = rows.filter((row) => row?.value.status === 'open' && row.value.reference === undefined);
    const waiting = open.flatMap((row) => (row ? [row] : []));
    if (waiting.length === 0) return 0;
    const reference = await together.open(waiting.map(({ value }) => value));
    if (reference === undefined) return undefined;
    const ids = waiting.map(({ key }) => key);
    for (const { key, value, revision } of waiting) {
      const others = ids.filter((id) => id !== key);
      const asked: AskRecord = {
        ...askedNow(value, ports.now()),
        reference,
        ...(others.length > 0 && { with: others }),
      };
      await ports.journal.write({ kind: 'ask', key, value: asked }, revision);
    }
    return waiting.length;
  };

  return {
    ports: {
      ...ports,
      approvals: {
        ...approvals,
        open: (ask) => {
          gathered.set(ask.id, ask);
          return Promise.resolve(undefined);
        },
      },
    },
    open: async () => {
      let opened = 0;
      const circles = Map.groupBy(gathered.values(), circleOf);
      for (const circle of circles.values())
        for (const some of chunks(circle, together.most)) {
          const count = await openSome(some);
          if (count === undefined) return opened;
          opened += count;
        }
      return opened;
    },
  };
};
