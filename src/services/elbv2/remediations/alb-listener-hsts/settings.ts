import * as z from 'zod/mini';

const year = 31_536_000;

export const settings = z.strictObject({
  steps: z
    ._default(
      z.array(z.int().check(z.minimum(1), z.maximum(2 * year))).check(z.minLength(1), z.maxLength(10)),
      [300, 86_400, year],
    )
    .check(
      z.describe(
        'Seconds of max-age, one approval after the other; the last is enough. Browsers keep each for that long.',
      ),
    ),
});
export type Settings = z.output<typeof settings>;

/** From the shortest on, in whatever order they are named. */
export const stepsOf = ({ steps }: Settings): readonly number[] => steps.toSorted((a, b) => a - b);
