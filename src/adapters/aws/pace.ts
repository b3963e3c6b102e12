import { setTimeout } from 'node:timers/promises';
import type { FinalizeRequestMiddleware, MetadataBearer } from '@smithy/types';
import { statusOf } from '../../aws/error-names.ts';
import type { Location } from '../../core/model/target.ts';
import { isThrottled } from './aws-errors.ts';
import { budgetOf, untilThrottled } from './call-rates.ts';
import { limiter, type Limiter, type Pacing, type Speed } from './limiter.ts';
import { recent } from '../../core/model/recent.ts';
import type { SdkClient } from './sdk-client.ts';

/** For reading and for writing, which AWS counts apart. */
export type Access = 'read' | 'write';

/** The limiter of an account, Region and service. */
export type Pace = (location: Location, client: string, access: Access) => Limiter;

/** What was asked of one API, and how fast. */
export interface Asked extends Speed {
  readonly account: string;
  readonly region: string;
  readonly client: string;
  readonly access: Access;
}

/** A limiter is some numbers; this many are an organization's day. */
const mostKept = 5_000;

/** Writes are few and must not wait for looks: they are held back only when AWS asks for it. */
const paces = (pacing: Pacing): { readonly pace: Pace; readonly asked: () => readonly Asked[] } => {
  const kept = recent<{ readonly limit: Limiter } & Pick<Asked, 'account' | 'region' | 'client' | 'access'>>(
    mostKept,
  );
  return {
    pace: ({ account, region }, client, access) =>
      kept.use(`${account} ${region} ${client} ${access}`, () => {
        const limit = limiter(access === 'read' ? budgetOf(client) : untilThrottled, pacing);
        return { account, region, client, access, limit };
      }).limit,
    asked: () => kept.all().map(([, { limit, ...where }]) => ({ ...where, ...limit.speed() })),
  };
};

export const paceWith = (pacing: Pacing): Pace => paces(pacing).pace;

/** One for the whole process: a sweep, events and the command line live from the same buckets. */
export const { pace: processPace, asked: askedByProcess } = paces({
  now: () => Date.now(),
  pause: (wait) => setTimeout(wait),
});

/** Where time stands still: sandboxes and emulators have no buckets. */
export const unpaced: Pace = () => ({
  turn: async () => {},
  answered: () => {},
  throttled: () => {},
  speed: () => ({ sent: 0, throttled: 0, perSecond: Infinity }),
});

const headersOf = (error: unknown): Readonly<Record<string, unknown>> => {
  const response: unknown = error instanceof Error ? Reflect.get(error, '$response') : undefined;
  const headers: unknown =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : undefined;
  return typeof headers === 'object' && headers !== null ? Object.fromEntries(Object.entries(headers)) : {};
};

/**
 * In milliseconds. AWS says seconds, or a date, which is meant by the server's own clock.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
const retryAfter = (error: unknown): number => {
  const { 'retry-after': said, date } = headersOf(error);
  if (typeof said !== 'string') return 0;
  const wait = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.parse(String(date));
  return wait > 0 ? wait : 0;
};

export interface Paced {
  readonly access: Access;
  readonly pace: Pace;
  /** How often one call is sent while AWS throttles it, before the SDK's own attempts count it. */
  readonly sendings: number;
}

/** Puts a limiter under a client: each sending waits its turn, before it is signed, and those of the SDK's retries do. */
export const pacedBy = (client: SdkClient, location: Location, { access, pace, sendings }: Paced): void => {
  const middleware: FinalizeRequestMiddleware<object, MetadataBearer> = (next, context) => {
    const limit = pace(location, String(context['clientName']), access);
    return async (args) => {
      for (let sent = 1; ; sent += 1) {
        await limit.turn();
        try {
          const answer = await next(args);
          limit.answered();
          return answer;
        } catch (error) {
          const throttled = isThrottled(error);
          if (throttled) limit.throttled(retryAfter(error));
          else if (statusOf(error) !== undefined) limit.answered();
          // Its next turn comes as late as the limiter has learnt.
          if (!throttled || sent >= sendings) throw error;
        }
      }
    };
  };
  client.middlewareStack.addRelativeTo(middleware, {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'waxsealPace',
  });
};
