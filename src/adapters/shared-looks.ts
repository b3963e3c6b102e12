import { canonical } from '../core/json.ts';
import type { Clouds } from '../core/ports.ts';
import type { Place } from '../core/target.ts';
import { recent } from './recent.ts';
import { remembering, type Memory } from './remembering.ts';
import { once } from './sdk-client.ts';

/** Answers about many things at once, which looks at neighbours ask for again and again. Policies and tags of one bucket are not. */
const isListing = (operation: string): boolean => /^(Describe|List|GetConnections)/.test(operation);

/** In milliseconds: what is judged is at most this old. */
const trustedFor = 60_000;
/** Pages of a thousand parameters are the largest. */
const mostAnswers = 300;

/**
 * Clouds for looks that only judge: what lists or describes is asked once for all of them, and again after a minute.
 * Nothing may be written by what they see: a look that leads to a put, a question to people or a proof is a fresh one.
 */
export const sharedLooks = (clouds: Clouds, now: () => Date): Clouds => {
  const answers = recent<{ readonly at: number; readonly answer: Promise<unknown> }>(mostAnswers);
  const inPlace = ({ partition, account, region }: Place, client: string): Memory => ({
    answer: (operation, input, ask) => {
      const name = typeof operation === 'function' ? operation.name : '';
      if (!isListing(name)) return ask();
      const at = now().getTime();
      const key = [partition, account, region, client, name, canonical(input)].join(' ');
      const fresh = () => ({ at, answer: Promise.resolve(ask()) });
      let found = answers.use(key, fresh);
      if (at - found.at >= trustedFor) {
        answers.forget(key);
        found = answers.use(key, fresh);
      }
      // A failure is nobody's answer but whose question it was.
      found.answer.catch(() => answers.forget(key));
      return found.answer;
    },
  });
  return {
    ...clouds,
    look: (place) => {
      const look = clouds.look(place);
      return once((client) => {
        const made = look.use(client);
        return typeof made === 'object' && made !== null
          ? remembering(made, inPlace(place, client.name))
          : made;
      });
    },
  };
};
