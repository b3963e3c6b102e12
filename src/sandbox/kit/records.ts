import type { Context, Later, Operation, Refusal, World } from '../world.ts';

/** One list of a service's slice: where it is, and how calls name one record of it. */
interface List<Item, Named> {
  readonly all: (world: World) => readonly Item[];
  readonly with: (world: World, all: Item[]) => World;
  /** By what a record keeps, so that it is still the same one after a change. */
  readonly is: (item: Item, input: Named, context: Context, world: World) => boolean;
  readonly missing: (input: Named) => Refusal;
}

/** What becomes of a record: now, and some time later by itself. */
interface Change<Item> {
  /** `undefined`: it is gone. */
  readonly item: Item | undefined;
  readonly output?: object;
  /** In this order, as long as the record is there. */
  readonly later?: readonly {
    readonly seconds: number;
    readonly becomes: (item: Item) => Item | undefined;
  }[];
}

/** What happens by itself some seconds from now. */
export const after = (now: Date, seconds: number, change: Later['change']): Later => ({
  at: new Date(now.getTime() + seconds * 1000).toISOString(),
  change,
});

const isRefusal = (answer: object): answer is Refusal => 'refusal' in answer;

/** Operations on one record of a list. What is not there is refused before anything else. */
export const recordsOf = <Item extends object, Named>({ all, with: put, is, missing }: List<Item, Named>) => {
  const changed = (
    world: World,
    isIt: (item: Item) => boolean,
    becomes: (item: Item) => Item | undefined,
  ): World =>
    put(
      world,
      all(world).flatMap((item) => (isIt(item) ? (becomes(item) ?? []) : [item])),
    );

  /** Answers from the record; `input` may say more than which one. */
  const reads =
    <Input extends Named>(
      answer: (item: Item, input: Input, context: Context, world: World) => object | Refusal,
    ): Operation<Input> =>
    (world, input, context) => {
      const item = all(world).find((one) => is(one, input, context, world));
      if (!item) return missing(input);
      const output = answer(item, input, context, world);
      return isRefusal(output) ? output : { world, output };
    };

  /** Changes the record, or says why not. */
  const changes =
    <Input extends Named>(
      change: (item: Item, input: Input, context: Context, world: World) => Change<Item> | Refusal,
    ): Operation<Input> =>
    (world, input, context) => {
      const isIt = (one: Item): boolean => is(one, input, context, world);
      const item = all(world).find(isIt);
      if (!item) return missing(input);
      const answer = change(item, input, context, world);
      if (isRefusal(answer)) return answer;
      const later = (answer.later ?? []).map(({ seconds, becomes }) =>
        after(context.now, seconds, (now) => changed(now, isIt, becomes)),
      );
      return {
        world: changed(world, isIt, () => answer.item),
        output: answer.output ?? {},
        ...(later.length > 0 && { later }),
      };
    };

  return { reads, changes };
};
