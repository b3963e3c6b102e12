import { UsageError } from './usage.ts';

/** Account ids as they were typed. Throws `UsageError` for what is none: it would leave out everything, without a word. */
export const accountIds = (typed: readonly string[]): readonly string[] => {
  const wrong = typed.find((one) => !/^\d{12}$/.test(one));
  if (wrong === undefined) return typed;
  throw new UsageError(
    'bad-account-id',
    `--account ${wrong} is no account id.`,
    'Give twelve digits; an account file in place of AWS is --sandbox FILE.',
  );
};
