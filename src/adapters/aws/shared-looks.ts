import { canonical } from '../../core/model/json.ts';
import type { Clouds, Evaluating } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';
import { lasting } from './lasting.ts';
import { remembering, type Memory } from './remembering.ts';
import { sharedFor } from './shared-answers.ts';
import { once } from './sdk-client.ts';

/** In milliseconds: what is evaluated is at most this old. */
const trustedFor = 60_000;
/** Pages of a hundred parameters, policies of twenty kilobytes. */
const mostAnswers = 300;

/** Numbers for classes: a bundle has taken their names. */
const numbering = (): ((thing: unknown) => number) => {
  const numbers = new Map<unknown, number>();
  return (thing) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
};

/**
 * For looks that only evaluate: a question is asked once for all of them, and again after a minute. What pays is what lists:
 * balancers, rules, instances, parameters. Nothing
 * may be written, and nobody asked, by what they see: before that we look again, unless all of it was asked by this very
 * look.
 */
export const sharedLooks = (clouds: Clouds, now: () => Date): (() => Evaluating) => {
  const answers = lasting(mostAnswers, () => now().getTime());
  const numberOf = numbering();

  const inLocation = (
    { partition, account, region }: Location,
    client: unknown,
    made: object,
    old: () => void,
  ): Memory => ({
    answer: (command, ask) => {
      // Shared by all looks anyway, also by those that act: no look is less fresh for it.
      if (sharedFor(made, command) !== undefined) return ask();
      const asked = [numberOf(client), numberOf(command.constructor), canonical(command.input)];
      const key = [partition, account, region, ...asked].join(' ');
      const { answer, isNew } = answers.use(key, trustedFor, ask);
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
