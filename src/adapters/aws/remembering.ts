import { canonical } from '../../core/model/json.ts';
import { sdkClient } from './sdk-client.ts';

/** A question as the SDK puts it. */
export interface Command {
  readonly input: unknown;
}

/** Answers that are known, by the question. */
export interface Memory {
  /** The answer that is remembered, or the one that asking brings. */
  readonly answer: (command: Command, ask: () => unknown) => unknown;
}

/** One memory for each client, which takes it along when it is let go of. */
export interface Memories {
  readonly of: (client: object) => Memory;
}

export const perClient = (make: (client: object) => Memory): Memories => {
  const made = new WeakMap<object, Memory>();
  return {
    of: (client) => {
      const memory = made.get(client) ?? make(client);
      made.set(client, memory);
      return memory;
    },
  };
};

/** For one look: every answer is kept while the look lasts. Failures are asked again. */
export const memoryOfLook = (): Memory => {
  const answers = new Map<unknown, Map<string, Promise<unknown>>>();
  return {
    answer: (command, ask) => {
      const ofOperation = answers.get(command.constructor) ?? new Map<string, Promise<unknown>>();
      answers.set(command.constructor, ofOperation);
      const key = canonical(command.input);
      const known = ofOperation.get(key);
      if (known) return known;
      const answer = Promise.resolve(ask());
      ofOperation.set(key, answer);
      answer.catch(() => ofOperation.delete(key));
      return answer;
    },
  };
};

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'input' in value;

/** The same client, except that what one of the memories knows is not sent; the first is asked first. */
export const remembering = <Made extends object>(client: Made, ...memories: readonly Memory[]): Made => {
  const real = sdkClient(client);
  const send = (command: unknown, ...rest: readonly unknown[]): unknown => {
    // Options (an abort signal) and callbacks belong to one call alone.
    if (!isCommand(command) || rest.length > 0) return real.send(command, ...rest);
    const asking = memories.reduceRight(
      (ask: () => unknown, memory) => () => memory.answer(command, ask),
      () => real.send(command),
    );
    return asking();
  };
  // Inherits everything, so that paginators and `instanceof` still hold.
  const view: Made = Object.create(client, { send: { value: send } });
  return view;
};
