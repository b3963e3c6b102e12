import { isDenied, isNamed } from '../aws/error-names.ts';

/** Why an answer of AWS is missing, whatever was asked: `what` is its error, for people. */
export type Unread =
  | { readonly why: 'no-access' }
  | { readonly why: 'region' | 'gaps'; readonly what: string };

/** A Region may not have a service at all, or the account may not have opened it; whatever else fails leaves a gap. */
export const unreadBy = (error: unknown): Unread => {
  if (isDenied(error)) return { why: 'no-access' };
  const region = isNamed(error, 'UnknownEndpoint', 'InvalidAction', 'UnsupportedOperation', 'OptInRequired');
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { why: region ? 'region' : 'gaps', what: what.slice(0, 200) };
};
