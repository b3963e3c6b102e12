import type { EvidenceRules } from '../../core/model/evidence.ts';
import { type Given, textOption } from '../runtime/context.ts';
import { UsageError } from './usage.ts';

const mostDays = 90;

/** The window that a person gives. */
export const daysOf = (given: Given): Partial<EvidenceRules> => {
  const typed = textOption(given, 'days');
  if (typed === undefined) return {};
  const days = Number(typed);
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return { days };
  throw new UsageError(
    'bad-days',
    `"${typed}" is no number of days.`,
    `Give --days a whole number from 1 to ${mostDays}.`,
  );
};
