import type { Calendar } from './certificates.ts';
import { csvOf } from './csv.ts';
import type { Unlisted } from './model.ts';

type Cell = string | number | undefined;

interface Row extends Partial<Calendar['certificates'][number]> {
  /** Such as a kind that could not be listed. */
  readonly kind?: string;
}

const columns: Readonly<Record<string, (row: Row) => Cell>> = {
  account: ({ account }) => account,
  region: ({ region }) => region,
  id: ({ id }) => id,
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  ends: ({ ends }) => ends,
  when: ({ when }) => when,
  daysLeft: ({ daysLeft }) => daysLeft,
  renews: ({ renews }) => renews,
  why: ({ why }) => why,
  owners: ({ owners }) => owners?.join(' | '),
  moreOwners: ({ ownerUnread }) => (ownerUnread ? 'not known' : undefined),
  serves: ({ serves }) => serves?.join(' | '),
};

const unknown = { when: 'unknown', renews: 'unknown' } as const;

/** One record for each certificate, and for what could not be read or listed: there may be more. */
export const certificateCsv = (
  { certificates, unread }: Pick<Calendar, 'certificates' | 'unread'>,
  unlisted: readonly Unlisted[],
): string => {
  const rows: readonly Row[] = [
    ...certificates,
    ...unread.map(({ id, says }): Row => ({ ...unknown, id, why: says })),
    ...unlisted.map(({ account, region, type, says }): Row => ({
      ...unknown,
      account,
      region,
      kind: type,
      why: says,
    })),
  ];
  return csvOf(
    Object.keys(columns),
    rows.map((row) => Object.values(columns).map((cell) => cell(row))),
  );
};
