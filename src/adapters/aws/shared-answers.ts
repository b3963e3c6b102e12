import { canonical } from '../../core/model/json.ts';
import { calls } from '../../services/calls.ts';
import { recent } from './recent.ts';
import { perClient, type Memories, type Memory } from './remembering.ts';
import { operationOf } from './sdk-client.ts';

/** Pages of a hundred distributions. */
const mostAnswers = 300;

/** What only turns pages names nothing that could be read by itself. */
const paging = new Set([
  'Marker',
  'MaxItems',
  'NextToken',
  'nextToken',
  'PageSize',
  'MaxResults',
  'maxResults',
]);
const namesNothing = (input: unknown): boolean =>
  Object.entries(input ?? {}).every(([key, value]) => value === undefined || paging.has(key));

/**
 * How long all looks share the answer to a question, in milliseconds, as the service's room says (`shared`): also those
 * that act. `undefined`: each look asks for itself.
 */
export const sharedFor = (client: object, command: object): number | undefined => {
  const { service, operation } = operationOf(client, command);
  const known = Object.hasOwn(calls, service) ? calls[service]?.shared : undefined;
  const shared = known && Object.hasOwn(known, operation) ? known[operation] : undefined;
  if (!shared || (shared.ofAll && !namesNothing(Reflect.get(command, 'input')))) return undefined;
  return shared.seconds * 1_000;
};

interface Kept {
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/**
 * Answers about what surrounds resources, kept with the client that was asked: of one account, Region and role. `now`: in
 * milliseconds.
 */
export const sharedAnswers = (now: () => number): Memories => {
  const memoryOf = (client: object): Memory => {
    const answers = recent<Kept>(mostAnswers);
    return {
      answer: (command, ask) => {
        const lasts = sharedFor(client, command);
        if (lasts === undefined) return ask();
        const { operation } = operationOf(client, command);
        const key = `${operation} ${canonical(command.input)}`;
        const made = (): Kept => {
          const answer = Promise.resolve(ask());
          // A failure is nobody's answer but whose question it was.
          answer.catch(() => answers.forget(key));
          return { until: now() + lasts, answer };
        };
        const found = answers.use(key, made);
        if (now() < found.until) return found.answer;
        answers.forget(key);
        return answers.use(key, made).answer;
      },
    };
  };
  return perClient(memoryOf);
};
