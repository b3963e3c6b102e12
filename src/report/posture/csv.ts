import { type Columns, tableCsv } from '../csv.ts';
import type { Unlisted } from '../model.ts';
import type { Figure } from './figures.ts';
import type { Criterion, Maturity } from './maturity.ts';
import type { Posture } from './posture.ts';

/** What one record is about: a key figure, the level of an account or of all, one criterion of it, or what could not be listed. */
interface Row {
  readonly kind: 'figure' | 'level' | 'criterion' | 'unlisted';
  readonly of: string;
  readonly id?: string;
  readonly figure?: Figure;
  readonly level?: Maturity['level'];
  readonly criterion?: Criterion;
  readonly says?: string;
}

const columns: Columns<Row> = {
  kind: ({ kind }) => kind,
  of: ({ of }) => of,
  id: ({ id }) => id,
  practice: ({ figure }) => figure?.practice,
  level: ({ level }) => level ?? undefined,
  asks: ({ figure, criterion }) => figure?.name ?? criterion?.asks,
  answer: ({ criterion }) => criterion?.answer,
  value: ({ figure }) => figure?.value ?? undefined,
  unit: ({ figure }) => figure?.unit,
  target: ({ figure }) => figure?.target,
  source: ({ figure }) => figure?.source,
  proof: ({ figure, criterion, says }) => figure?.says ?? criterion?.proof ?? says,
  findings: ({ criterion }) => criterion?.findings.join(' | '),
  arns: ({ criterion }) => criterion?.arns.join(' | '),
  trendSince: ({ figure }) => figure?.trend?.since,
  trendBefore: ({ figure }) => figure?.trend?.before,
  trendNow: ({ figure }) => figure?.trend?.now,
  direction: ({ figure }) => figure?.trend?.direction,
};

/** One record for each figure, level and criterion, by account, and for what could not be listed. No value is no 0. */
export const postureCsv = ({ figures, maturity }: Posture, unlisted: readonly Unlisted[]): string => {
  const of = maturity[0]?.name ?? 'organization';
  const rows: readonly Row[] = [
    ...figures.map((figure): Row => ({ kind: 'figure', of, id: figure.id, figure })),
    ...maturity.flatMap(({ name, level, criteria }): readonly Row[] => [
      {
        kind: 'level',
        of: name,
        level,
        says: level === null ? 'Level 1 is not shown.' : `Level ${level} is reached.`,
      },
      ...criteria.map((criterion): Row => ({
        kind: 'criterion',
        of: name,
        id: criterion.id,
        level: criterion.level,
        criterion,
      })),
    ]),
    ...unlisted.map(({ account, region, type, says }): Row => ({
      kind: 'unlisted',
      of: account,
      id: `${type} in ${region}`,
      says,
    })),
  ];
  return tableCsv(columns, rows);
};
