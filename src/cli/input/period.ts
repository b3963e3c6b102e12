import type { Period } from '../../exports/period.ts';
import { type Given, textOption } from '../runtime/context.ts';
import { UsageError } from './usage.ts';

const day = 86_400_000;

/** The beginning of a day that a person gives, in UTC. */
const dayOf = (given: Given, name: 'since' | 'until'): number | undefined => {
  const typed = textOption(given, name);
  if (typed === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\d$/.test(typed) ? Date.parse(`${typed}T00:00:00.000Z`) : Number.NaN;
  // The machine's own reading lets 31 February through as a day of March.
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(typed)) return at;
  throw new UsageError('bad-day', `--${name} ${typed} is no day.`, `Give a day in UTC, such as 2026-03-31.`);
};

/** Both days are within it. */
export const periodOf = (given: Given): Period => {
  const [since, until] = [dayOf(given, 'since'), dayOf(given, 'until')];
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError(
      'bad-day',
      'The period ends before it begins.',
      'Give --since a day before --until.',
    );
  return {
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(until !== undefined && { until: new Date(until + day).toISOString() }),
  };
};
