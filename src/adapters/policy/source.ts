import { statSync } from 'node:fs';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { largestPolicy } from './yaml-limits.ts';
import { pathFault, readTextFile } from './text-file.ts';

export interface PolicySource {
  readonly path: string;
  readonly now: () => Date;
  /** Throws `WaxsealError` when the text does not hold together. `name` is for its sentences. */
  readonly parse: (text: string, name: string) => Policy | Promise<Policy>;
  /** How long a policy is trusted without looking at the file again, in milliseconds. Default: 60,000. */
  readonly trustedFor?: number;
}

const unreadable = (path: string, cause: unknown, wrong = pathFault(cause)): WaxsealError => {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new WaxsealError(
    {
      code: missing ? 'policy-missing' : 'policy-unreadable',
      says: missing
        ? `There is no policy file at ${path}.`
        : `The policy file ${path} cannot be read: ${wrong}.`,
      todo: 'Give the path of waxseal.yaml, and make sure that it can be read. Nothing is written without a policy.',
    },
    { cause },
  );
};

const textAt = async (path: string): Promise<string> => {
  const read = await readTextFile(path, largestPolicy);
  if ('text' in read) return read.text;
  throw unreadable(path, read.cause, read.wrong);
};

/** Asked here and now: each look asks, and a turn of the thread pool would cost ten times as much as the answer. */
const stampOf = (path: string): string => {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (cause) {
    throw unreadable(path, cause);
  }
};

/**
 * The policy from a file, parsed once for as long as the file stays as it is. A failure is never remembered, and an
 * earlier policy never stands in for one that cannot be read: it might hold the kill switch.
 */
export const policyFromFile = ({ path, now, parse, trustedFor = 60_000 }: PolicySource) => {
  /** What the file said when its stamp was this. */
  let last: { readonly policy: Policy; readonly stamp: string } | undefined;
  let until = -Infinity;
  let reading: Promise<Policy> | undefined;
  const load = async (): Promise<Policy> => {
    const at = now().getTime();
    if (last && at < until) return last.policy;
    until = -Infinity;
    const stamp = stampOf(path);
    if (last?.stamp !== stamp) {
      last = undefined;
      last = { policy: await parse(await textAt(path), path), stamp };
    }
    until = at + trustedFor;
    return last.policy;
  };
  // Looks that ask at the same moment read it together.
  return (): Promise<Policy> => {
    reading ??= load().finally(() => (reading = undefined));
    return reading;
  };
};
