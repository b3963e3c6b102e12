import type { Hold } from '../core/journal/records.ts';
import type { Target } from '../core/model/target.ts';
import type { Item } from './items.ts';

/** A resource that is left alone: a person holds it, or the policy exempts it. */
export interface Held {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly kind: 'hold' | 'exemption';
  readonly says: string;
  /** ISO 8601; absent: until released. */
  readonly until?: string;
}

/** What a person holds is left alone, whatever the last look said of it: after an undo there is none until the next. */
export const heldItem = (item: Item): Item =>
  item.standing === 'open' ? { ...item, standing: 'held', answer: 'skip' } : item;

export const exemptions = (items: readonly Item[]): readonly Held[] =>
  items.flatMap(({ because, finding, remediation, target }) =>
    because
      .filter(({ check }) => check === 'exemption')
      .map(({ says }) => {
        const until = /until (\d{4}-\d\d-\d\d)/.exec(says)?.[1];
        return {
          finding,
          remediation,
          target,
          kind: 'exemption' as const,
          says,
          ...(until !== undefined && { until }),
        };
      }),
  );

export const holding = (holds: readonly Hold[], now: string): readonly Held[] =>
  holds
    .filter(({ released, until }) => !released && (until === undefined || until > now))
    .map(({ finding, remediation, target, by, reason, until }) => ({
      finding,
      remediation,
      target,
      kind: 'hold' as const,
      says: `by ${by}: ${reason}`,
      ...(until !== undefined && { until }),
    }));
