import type { Gathered } from '../../aws/iam/shared.ts';
import { callsOf, ofOperation } from './calls-of.ts';
import { isThrottled } from './aws-errors.ts';
import type { Command, Memory } from './remembering.ts';
import { operationOf, sdkClient } from './sdk-client.ts';

/** One look that waits for its part of an answer. */
interface Waiting {
  readonly names: readonly string[];
  readonly ask: () => unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const howOf = (client: object, command: object): Gathered | undefined => {
  const { service, operation } = operationOf(client, command);
  return ofOperation(callsOf(service)?.gathered, operation);
};

/** What the question names, where it asks for nothing else. */
const namesIn = (input: unknown, { asks, most }: Gathered): readonly string[] | undefined => {
  const [only, ...others] = Object.entries(input ?? {}).filter(([, value]) => value !== undefined);
  if (only?.[0] !== asks || others.length > 0 || !Array.isArray(only[1])) return undefined;
  const names: readonly unknown[] = only[1];
  const texts = names.filter((name) => typeof name === 'string');
  return texts.length === names.length && texts.length > 0 && texts.length <= most ? texts : undefined;
};

/** The same answer with only those items that name what was asked for. */
const partFor = (answer: unknown, names: readonly string[], { answers, by }: Gathered): unknown => {
  const items: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, answers) : undefined;
  if (!Array.isArray(items)) return answer;
  const isOwn = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && names.includes(String(Reflect.get(item, by)));
  return { ...Object(answer), [answers]: items.filter(isOwn) };
};

/** As many as one question may name, the oldest first; never none. */
const takeFrom = (waiting: Waiting[], most: number): readonly Waiting[] => {
  const names = new Set<string>();
  let count = 0;
  for (const one of waiting) {
    for (const name of one.names) names.add(name);
    if (count > 0 && names.size > most) break;
    count += 1;
  }
  return waiting.splice(0, count);
};

/**
 * Sends as one what several looks ask at the same moment: the first is sent at once, and what is asked while it is under
 * way (or waits its turn) goes together when it has been answered. Nobody waits for others to come, and every answer
 * is live. A question that AWS refuses because of one of the names is put again name by name.
 */
export const gathering = (client: object): Memory => {
  const real = sdkClient(client);
  const queues = new Map<unknown, Waiting[]>();

  const sendTogether = async (some: readonly Waiting[], how: Gathered, command: Command): Promise<void> => {
    const [first] = some;
    if (!first) return;
    try {
      if (some.length === 1) return first.resolve(await first.ask());
      const names = [...new Set(some.flatMap((one) => one.names))];
      const made: unknown = Reflect.construct(command.constructor, [{ [how.asks]: names }]);
      const answer = await real.send(made);
      for (const one of some) one.resolve(partFor(answer, one.names, how));
    } catch (error) {
      // Asked one by one they would be throttled all the more.
      if (some.length === 1 || isThrottled(error)) for (const one of some) one.reject(error);
      else await Promise.all(some.map(async (one) => sendTogether([one], how, command)));
    }
  };

  const work = async (queue: Waiting[], how: Gathered, command: Command): Promise<void> => {
    while (queue.length > 0) await sendTogether(takeFrom(queue, how.most), how, command);
    queues.delete(command.constructor);
  };

  return {
    answer: (command, ask) => {
      const how = howOf(client, command);
      const names = how && namesIn(command.input, how);
      if (!names) return ask();
      return new Promise((resolve, reject) => {
        const one: Waiting = { names, ask, resolve, reject };
        const queue = queues.get(command.constructor);
        if (queue) return void queue.push(one);
        const started = [one];
        queues.set(command.constructor, started);
        void work(started, how, command);
      });
    },
  };
};
