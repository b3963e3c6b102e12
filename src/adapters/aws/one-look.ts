import type { Clouds } from '../../core/model/ports.ts';
import { recent } from '../../core/model/recent.ts';
import { explain } from './aws-errors.ts';
import { questions } from './questions.ts';
import { remembering, type Memory } from './remembering.ts';
import { once } from './sdk-client.ts';

/** Pages of a hundred parameters, policies of twenty kilobytes: what was not used for long is asked again. */
const mostAnswers = 10_000;

/**
 * For one look at a whole account: each question is asked once, whatever it is for, and everybody gets the same answer until
 * the look is over, also where AWS says no. Only what may pass is asked again. Nothing may be written by what is seen: before
 * that we look again.
 */
export const oneLook = (clouds: Clouds, most = mostAnswers): Clouds => {
  const answers = recent<Promise<unknown>>(most);
  const questionOf = questions();
  return {
    ...clouds,
    look: (location) => {
      const own = clouds.look(location);
      return once((client) => {
        const made = own.use(client);
        const memory: Memory = {
          answer: (command, ask) => {
            const question = questionOf(location, client, command);
            return answers.use(question, () => {
              const answer = Promise.resolve(ask());
              answer.catch((error: unknown) => {
                if (explain(error).retry) answers.forget(question);
              });
              return answer;
            });
          },
        };
        return typeof made === 'object' && made !== null ? remembering(made, memory) : made;
      });
    },
  };
};
