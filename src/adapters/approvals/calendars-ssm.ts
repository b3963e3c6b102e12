import type { SSMClient } from '@aws-sdk/client-ssm';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Closed } from '../../core/model/ports.ts';

export interface CalendarOptions {
  /** Names, or ARNs of calendars that other accounts share. */
  readonly names: readonly string[];
  readonly client: () => Promise<Pick<SSMClient, 'send'>>;
  readonly now: () => Date;
  /** How long an answer is trusted, in milliseconds. Default: 30,000, as the kill switch. */
  readonly trustedFor?: number;
}

const minute = 60_000;
/** When to ask again about a calendar that does not say when it opens, in milliseconds. */
const unknownOpening = 60 * minute;

/**
 * Asks SSM whether all calendars are open; answers when to ask again if not. One question for all of them: OPEN only
 * when each is. Throws when they cannot be read, as for a calendar that is not there: then nothing is written.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCalendarState.html
 */
export const calendarsInSsm = ({
  names,
  client,
  now,
  trustedFor = 30_000,
}: CalendarOptions): (() => Promise<Closed | undefined>) => {
  let kept: { readonly closed: Closed | undefined; readonly until: number } | undefined;
  return async () => {
    const at = now().getTime();
    if (kept && at < kept.until) return kept.closed;
    const { GetCalendarStateCommand } = await import('@aws-sdk/client-ssm');
    const asked = new GetCalendarStateCommand({ CalendarNames: [...names] });
    const { State, NextTransitionTime } = await (await client()).send(asked);
    if (State !== 'OPEN' && State !== 'CLOSED') throw unclear(names);
    const told = Date.parse(NextTransitionTime ?? '');
    const changes = Number.isFinite(told) && told > at ? told : undefined;
    const opens = new Date(changes ?? at + unknownOpening).toISOString();
    const closed = State === 'OPEN' ? undefined : { until: opens };
    kept = { closed, until: Math.min(at + trustedFor, changes ?? Infinity) };
    return closed;
  };
};

const unclear = (names: readonly string[]): WaxsealError =>
  new WaxsealError({
    code: 'calendar-unclear',
    says: `SSM did not say whether ${names.length === 1 ? 'the change calendar is' : 'the change calendars are'} open.`,
    todo: 'Look at WAXSEAL_CALENDARS and at the calendars in the SSM console; nothing is written before that is known.',
  });
