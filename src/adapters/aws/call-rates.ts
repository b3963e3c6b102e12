import type { Rate } from '../../aws/iam/rate.ts';
import { callsOf } from './calls-of.ts';

/** What we take of it: at first, and at most while nobody is throttled. */
export interface Budget {
  readonly start: Rate;
  readonly most: Rate;
  /** What AWS says that it gives to all of an account and Region together. */
  readonly published?: Rate;
}

const part = ({ bucket, perSecond }: Rate, share: number): Rate => ({
  bucket: bucket * share,
  perSecond: perSecond * share,
});

const unlimited: Rate = { bucket: Infinity, perSecond: Infinity };
/** Until AWS asks for fewer. */
export const untilThrottled: Budget = { start: unlimited, most: unlimited };

/** AWS says nothing of RDS, Config, Glue and others: we begin low and find out. */
const unpublished: Budget = {
  start: { bucket: 10, perSecond: 5 },
  most: { bucket: 40, perSecond: 40 },
};

/** Terraform, the console and every other tool of the account live from the same bucket. */
const shareAtFirst = 0.5;
const shareAtMost = 0.75;

/** What reading may take of a service, by the name of its client. */
export const budgetOf = (client: string): Budget => {
  const rate = callsOf(client)?.rate;
  if (rate === undefined) return unpublished;
  if (rate === 'thousands a second') return untilThrottled;
  return { start: part(rate, shareAtFirst), most: part(rate, shareAtMost), published: rate };
};
