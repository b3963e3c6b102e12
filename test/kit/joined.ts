import type { Contract, Writer } from './contract.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Functions are the same if they are one; those of `named` know nothing but their arguments. */
const isSame = (member: string, one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'function'
    ? member === 'named' && String(one) === String(other)
    : JSON.stringify(one) === JSON.stringify(other));

const differing = (member: string, key: string): Error =>
  new Error(`two parts of the contract say different things of ${member}.${key}: say it once`);

/** Both of somebody else's works, beside the fields of two remediations of one type. */
const bothWork: (one: Neighbouring, other: Neighbouring) => Neighbouring = (one, other) => (host, target) => {
  const all = [one(host, target), other(host, target)];
  return {
    work: () => all.forEach(({ work }) => work()),
    kept: () => all.every(({ kept }) => kept()),
  };
};
type Neighbouring = NonNullable<Contract['neighbours']>[string];

/** What two parts say of one key, where that can be said together. */
const together: Readonly<Record<string, (one: never, other: never) => unknown>> = {
  sets: (one: unknown, other: unknown) => [...new Set([one, other].flat())],
  ordered: (one: unknown, other: unknown) => [...new Set([one, other].flat())],
  aims: (one: readonly unknown[], other: readonly unknown[]) => [...one, ...other],
  neighbours: bothWork,
  writers:
    (one: Writer, other: Writer): Writer =>
    (world) =>
      one(world) ?? other(world),
};

/**
 * The member of several contracts that is a map or a list: all of it. Nothing is lost in silence: what two parts say of
 * one key is said together, or is the same, or throws.
 */
const merged = (member: string, some: readonly object[]): object => {
  if (some.every(isList)) return [...new Set(some.flat())];
  const whole = new Map<string, unknown>();
  for (const [key, value] of some.flatMap((one): (readonly [string, unknown])[] => Object.entries(one))) {
    const known = whole.get(key);
    const join = together[member];
    if (known === undefined || isSame(member, known, value)) whole.set(key, value);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each is of its own member's type
    else if (join) whole.set(key, join(known as never, value as never));
    else throw differing(member, key);
  }
  return Object.fromEntries(whole);
};

type OtherValue = NonNullable<Contract['otherValues']>[string];

/**
 * Two types may have a field of one name (`parameter`): the part that has neighbours of the target's type is asked. For
 * one type two parts cannot both say it.
 */
const otherValuesOf = (all: readonly Contract[]): Readonly<Record<string, OtherValue>> => {
  const fields = new Set(all.flatMap(({ otherValues = {} }) => Object.keys(otherValues)));
  return Object.fromEntries(
    [...fields].map((field) => {
      const parts = all.flatMap(({ otherValues, neighbours = {} }) => {
        const say = otherValues?.[field];
        return say ? [{ say, types: Object.keys(neighbours) }] : [];
      });
      for (const [at, { say, types }] of parts.entries())
        if (
          parts
            .slice(at + 1)
            .some(
              (one) => one.say !== say && (types.length === 0 || one.types.some((it) => types.includes(it))),
            )
        )
          throw differing('otherValues', field);
      const say: OtherValue = (change, host, target) =>
        (parts.find(({ types }) => types.includes(target.type)) ?? parts[0])?.say(change, host, target);
      return [field, say];
    }),
  );
};

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
      return [
        member,
        given.length > 1 && given.every(isObject) && member !== 'otherValues'
          ? merged(member, given)
          : given[0],
      ];
    }),
  );
  const attempts = all.flatMap(({ attempted }) => attempted ?? []);
  const good = all.flatMap(({ asGood }) => asGood ?? []);
  return {
    ...whole,
    ...(members.includes('otherValues') && { otherValues: otherValuesOf(all) }),
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
