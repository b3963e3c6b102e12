import {
  CloudTrailClient,
  LookupEventsCommand,
  type Event,
  type LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Location } from '../../core/model/target.ts';
import type { Asking } from '../source.ts';

/** When somebody last changed what a trail records or sends: its selectors carry no date of their own. */

/** By these calls a trail comes to record or send more, or less. Starting anew shows in its status. */
const changing = ['PutEventSelectors', 'UpdateTrail'] as const;

/** Two calls a second are allowed; who changes trails more often than this is not waited for. */
const mostPages = 20;

const textIn = (held: unknown, name: string): string | undefined => {
  const value: unknown = Reflect.get(Object(held), name);
  return typeof value === 'string' ? value : undefined;
};

/** What cannot be read may be about this trail. */
const isAbout = (trail: string, { CloudTrailEvent: text = '' }: Event): boolean => {
  try {
    const event: unknown = JSON.parse(text);
    if (textIn(event, 'errorCode') !== undefined) return false;
    const parameters: unknown = Reflect.get(Object(event), 'requestParameters');
    const named = textIn(parameters, 'trailName') ?? textIn(parameters, 'name');
    return named === undefined || named === trail || named === trail.slice(trail.lastIndexOf('/') + 1);
  } catch {
    return true;
  }
};

/**
 * The newest change within the window, ISO 8601; `null`: none. `undefined`: that cannot be found out. Events of 90 days can be looked
 * up, which is the longest window.
 */
export const changedAt = async (
  trail: string,
  location: Location,
  { target, look, window }: Asking,
): Promise<string | null | undefined> => {
  // The trail of an organization is changed in another account, which keeps those events to itself.
  if (trail.split(':')[4] !== target.account) return undefined;
  let newest: string | null = null;
  try {
    for (const name of changing) {
      let token: string | undefined;
      for (let page = 0; ; page += 1) {
        if (page >= mostPages) return undefined;
        const answer: LookupEventsResponse = await look(location)
          .use(CloudTrailClient)
          .send(
            new LookupEventsCommand({
              LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
              StartTime: window.from,
              NextToken: token,
            }),
          );
        for (const event of answer.Events ?? []) {
          const at = (event.EventTime ?? window.to).toISOString();
          if (isAbout(trail, event) && (newest === null || at > newest)) newest = at;
        }
        if (answer.NextToken === undefined) break;
        if (answer.NextToken === token) return undefined;
        token = answer.NextToken;
      }
    }
  } catch {
    return undefined;
  }
  return newest;
};
