import { type Given, textOption } from '../runtime/context.ts';
import { UsageError } from './usage.ts';

/** `--reason`, which must say something: it is what people read in half a year. */
export const reasonGiven = (given: Given): string => {
  const reason = textOption(given, 'reason')?.trim() ?? '';
  if (reason !== '') return reason;
  throw new UsageError(
    'no-reason',
    '--reason is empty.',
    'Say in a few words why; it is kept in the journal.',
  );
};
