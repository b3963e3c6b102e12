import type { Clouds, Evaluating } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';
import { lasting } from './lasting.ts';
import { questions } from './questions.ts';
import { remembering, type Memory } from './remembering.ts';
import { sharedFor } from './shared-answers.ts';
import { once } from './sdk-client.ts';

/** In milliseconds: what is evaluated is at most this old. */
const trustedFor = 60_000;
/** Pages of a hundred parameters, policies of twenty kilobytes. */
const mostAnswers = 300;

/**
 * For looks that only evaluate: a question is asked once for all of them, and again after a minute. What pays is what lists:
 * balancers, rules, instances, parameters. Nothing
 * may be written, and nobody asked, by what they see: before that we look again, unless all of it was asked by this very
 * look.
 */
export const sharedLooks = (clouds: Clouds, now: () => Date): (() => Evaluating) => {
  const answers = lasting(mostAnswers, () => now().getTime());
  const questionOf = questions();

  const inLocation = (location: Location, client: unknown, made: object, old: () => void): Memory => ({
    answer: (command, ask) => {
      // Shared by all looks anyway, also by those that act: no look is less fresh for it.
      if (sharedFor(made, command) !== undefined) return ask();
      const { answer, isNew } = answers.use(questionOf(location, client, command), trustedFor, ask);
      if (!isNew) old();
      return answer;
    },
  });

  return () => {
    let isFresh = true;
    const old = (): void => void (isFresh = false);
    const look = (location: Location) => {
      const own = clouds.look(location);
      return once((client) => {
        const made = own.use(client);
        return typeof made === 'object' && made !== null
          ? remembering(made, inLocation(location, client, made, old))
          : made;
      });
    };
    return { clouds: { ...clouds, look }, isFresh: () => isFresh };
  };
};
