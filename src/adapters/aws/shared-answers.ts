import { canonical } from '../../core/model/json.ts';
import { callsOf, ofOperation } from './calls-of.ts';
import { lasting } from './lasting.ts';
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
  const shared = ofOperation(callsOf(service)?.shared, operation);
  if (!shared || (shared.ofAll && !namesNothing(Reflect.get(command, 'input')))) return undefined;
  return shared.seconds * 1_000;
};

/**
 * Answers about what surrounds resources, kept with the client that was asked: of one account, Region and role. `now`: in
 * milliseconds.
 */
export const sharedAnswers = (now: () => number): Memories => {
  const memoryOf = (client: object): Memory => {
    const answers = lasting(mostAnswers, now);
    return {
      answer: (command, ask) => {
        const lasts = sharedFor(client, command);
        if (lasts === undefined) return ask();
        const { operation } = operationOf(client, command);
        return answers.use(`${operation} ${canonical(command.input)}`, lasts, ask).answer;
      },
    };
  };
  return perClient(memoryOf);
};
