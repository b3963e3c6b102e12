import { canonical } from '../../core/model/json.ts';
import type { Location } from '../../core/model/target.ts';
import type { Command } from './remembering.ts';

/** Names questions, the same one for whoever asks it: of an account, a Region, a client and what it is asked. */
export const questions = (): ((location: Location, client: unknown, command: Command) => string) => {
  // Numbers for classes: a bundle has taken their names.
  const numbers = new Map<unknown, number>();
  const numberOf = (thing: unknown): number => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  return ({ partition, account, region }, client, command) =>
    [
      partition,
      account,
      region,
      numberOf(client),
      numberOf(command.constructor),
      canonical(command.input),
    ].join(' ');
};
