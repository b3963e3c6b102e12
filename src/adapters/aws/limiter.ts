import { WaxsealError } from '../../core/model/errors.ts';
import type { Budget } from './call-rates.ts';

/** Time as a limiter needs it, in milliseconds. */
export interface Pacing {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** A row so long that the function would end before the turn came: the look is given back and tried again later. */
const tooFar = (wait: number): WaxsealError =>
  new WaxsealError({
    code: 'throttled',
    says: `AWS asks for so few calls that the next one could be sent only in ${Math.ceil(wait / 1_000)} seconds.`,
    todo: 'Nothing: it is tried again later. If it stays so, lower the concurrency or ask AWS for a higher quota.',
    retry: true,
  });

/** What a limiter has let through, and how fast it would now. */
export interface Speed {
  readonly sent: number;
  readonly throttled: number;
  readonly perSecond: number;
}

/** Holds back calls that share one bucket of AWS's. */
export interface Limiter {
  readonly speed: () => Speed;
  /** Comes when the next call may be sent. Throws `WaxsealError` `throttled` when that is longer than a minute away. */
  readonly turn: () => Promise<void>;
  /** The call was answered, well or not. */
  readonly answered: () => void;
  /** AWS asked for fewer calls, and perhaps said how long to wait (milliseconds). */
  readonly throttled: (wait?: number) => void;
}

/** Each answer gives a little: at full speed a fiftieth more in a second. */
const gain = 0.02;
/** Where AWS names no speed it is searched for, as TCP does: doubled in a second while all is well. */
const gainOfUnlimited = 1;
/** Many calls under way hear of the same empty bucket: that counts once. */
const onceEvery = 1_000;
const slowest = 0.5;
/** Where no speed was set, one refusal says little: not slower than this at first. */
const slowestOfUnlimited = 5;
/** Longer than this a function does not live on. */
const longestWait = 60_000;

/**
 * A token bucket that begins at a share of what AWS gives, widens while it is not throttled, and halves when it is. A
 * call takes its place in the row at once and waits for it: those that come later are sent later.
 */
export const limiter = ({ start, most }: Budget, { now, pause }: Pacing): Limiter => {
  const widening = most.perSecond === Infinity ? gainOfUnlimited : gain;
  let { bucket, perSecond } = start;
  let tokens = bucket;
  let filledAt = now();
  let notBefore = filledAt;
  let halvedAt = -Infinity;
  let sent = 0;
  let refused = 0;
  /** Calls of this second and of the one before: what the speed was, where none was set. */
  let second = { from: filledAt, calls: 0, before: 0 };

  const count = (at: number): void => {
    const age = at - second.from;
    if (age >= 1_000) second = { from: at, calls: 0, before: age < 2_000 ? second.calls : 0 };
    second.calls += 1;
  };
  const fill = (at: number): void => {
    const filled = perSecond === Infinity ? bucket : tokens + ((at - filledAt) / 1_000) * perSecond;
    tokens = Math.min(bucket, filled);
    filledAt = at;
  };

  return {
    speed: () => ({ sent, throttled: refused, perSecond }),
    turn: async () => {
      const at = now();
      count(at);
      fill(at);
      tokens -= 1;
      const empty = tokens >= 0 ? 0 : (-tokens / perSecond) * 1_000;
      const wait = Math.max(empty, notBefore - at);
      if (wait > longestWait) {
        tokens += 1;
        throw tooFar(wait);
      }
      sent += 1;
      if (wait > 0) await pause(Math.ceil(wait));
    },
    answered: () => {
      perSecond = Math.min(most.perSecond, perSecond + widening);
      bucket = Math.min(most.bucket, bucket + widening);
    },
    throttled: (wait = 0) => {
      const at = now();
      refused += 1;
      notBefore = Math.max(notBefore, at + Math.min(wait, longestWait));
      if (at - halvedAt < onceEvery) return;
      halvedAt = at;
      fill(at);
      perSecond =
        perSecond === Infinity
          ? Math.max(slowestOfUnlimited, Math.max(second.calls, second.before) / 2)
          : Math.max(slowest, perSecond / 2);
      bucket = Math.max(1, Math.min(bucket, perSecond));
      // Whatever we thought was left, AWS has none.
      tokens = Math.min(tokens, 0);
    },
  };
};
