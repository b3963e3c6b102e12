import * as z from 'zod/mini';
import { account, moment, region } from './forms.ts';

/** Messages that one part may take: some three hours of looking. */
export const mostTurns = 50;

/**
 * One part of a sweep: one account and Region to be looked at. Waxseal sends it to its own queue. Like an event it only
 * names: nothing of a resource's state, no mode and no approval is in it, and whoever forged one would make looks happen
 * that the next sweep takes anyway.
 */
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
/** Of names and of keys: more than one message can hold. */
const most = 20_000;
const schema = z.strictObject({
  waxseal: z.literal('sweep/v1'),
  location: z.strictObject({
    account,
    region,
    partition: z.string().check(z.regex(/^aws(-[a-z]{1,10}){0,3}$/)),
  }),
  /** When its sweep began: what was seen since then needs no look. */
  started: moment,
  /** Names of the rules to be asked about. Absent: all of the place; empty: none. */
  rules: z.optional(z.array(text(512)).check(z.maxLength(most))),
  /**
   * Ids of remediations whose resources are to be listed. Absent: those that no rule of the place stands for, when all its
   * rules are asked about; else none.
   */
  list: z.optional(z.array(text(128)).check(z.maxLength(most))),
  /** What was listed already, each as the id of a remediation and that of a resource. */
  listed: z.optional(z.array(text(1024)).check(z.maxLength(most))),
  /** Keys of findings in the journal that nothing but a sweep looks at again. */
  open: z._default(z.array(text(2048)).check(z.maxLength(most)), []),
  /** How many messages it has taken so far, this one included. */
  turn: z.int().check(z.minimum(1), z.maximum(mostTurns)),
});

export type SweepPart = z.output<typeof schema>;

/**
 * The part that a message of the queue is; `undefined`: it is something else. Events never are one: what others say
 * stands inside the envelope that EventBridge or Amazon SNS puts around it.
 */
export const sweepPartOf = (body: string): SweepPart | undefined => {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
