import type { Contract } from './contract.ts';

/** The member of several contracts that is a map or a list: all of it. */
const merged = (some: readonly object[]): object =>
  some.every((one) => Array.isArray(one)) ? some.flat() : Object.assign({}, ...some);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * One contract from those of a service's types and remediations. Maps and lists are laid together; of `attempted`
 * and `asGood` each is asked in turn; of anything else the first one counts.
 */
export const joined = (...all: readonly Contract[]): Contract => {
  const members = [...new Set(all.flatMap((one) => Object.keys(one)))];
  const whole = Object.fromEntries(
    members.map((member) => {
      const given: readonly unknown[] = all.flatMap((one): unknown => {
        const value: unknown = Reflect.get(one, member);
        return value === undefined ? [] : [value];
      });
      return [member, given.length > 1 && given.every(isObject) ? merged(given) : given[0]];
    }),
  );
  const attempts = all.flatMap(({ attempted }) => attempted ?? []);
  const good = all.flatMap(({ asGood }) => asGood ?? []);
  return {
    ...whole,
    ...(attempts.length > 0 && {
      attempted: (change, value) => {
        for (const attempted of attempts) {
          const shown = attempted(change, value);
          if (shown) return shown;
        }
        return undefined;
      },
    }),
    ...(good.length > 0 && { asGood: (call) => good.some((isGood) => isGood(call)) }),
  };
};
