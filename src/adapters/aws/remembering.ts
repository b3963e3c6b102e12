import { canonical } from '../../core/model/json.ts';
import { sdkClient } from './sdk-client.ts';

/** Answers that are known, by the question. */
export interface Memory {
  /** The answer that is remembered, or the one that asking brings. */
  readonly answer: (operation: unknown, input: unknown, ask: () => unknown) => unknown;
}

/** For one look: every answer is kept while the look lasts. Failures are asked again. */
export const memoryOfLook = (): Memory => {
  const answers = new Map<unknown, Map<string, Promise<unknown>>>();
  return {
    answer: (operation, input, ask) => {
      const ofOperation = answers.get(operation) ?? new Map<string, Promise<unknown>>();
      answers.set(operation, ofOperation);
      const key = canonical(input);
      const known = ofOperation.get(key);
      if (known) return known;
      const answer = Promise.resolve(ask());
      ofOperation.set(key, answer);
      answer.catch(() => ofOperation.delete(key));
      return answer;
    },
  };
};

/** The same client, except that what the memory knows is not sent. */
export const remembering = <Made extends object>(client: Made, memory: Memory): Made => {
  const real = sdkClient(client);
  const send = (command: unknown, ...rest: readonly unknown[]): unknown => {
    const asked = typeof command === 'object' && command !== null && 'input' in command ? command : undefined;
    // Options (an abort signal) and callbacks belong to one call alone.
    if (!asked || rest.length > 0) return real.send(command, ...rest);
    return memory.answer(asked.constructor, asked.input, () => real.send(command));
  };
  // Inherits everything, so that paginators and `instanceof` still hold.
  const view: Made = Object.create(client, { send: { value: send } });
  return view;
};
