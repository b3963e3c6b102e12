import type { Calendar } from './certificates.ts';
import { type Columns, tableCsv } from './csv.ts';
import type { Unlisted } from './model.ts';

interface Row extends Partial<Calendar['certificates'][number]> {
  /** Such as a kind that could not be listed. */
  readonly kind?: string;
}

const columns: Columns<Row> = {
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
  return tableCsv(columns, rows);
};
