import { describe, expect, test } from 'vitest';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Target } from '../../src/core/model/target.ts';
import { answering, location, refusal } from './answers.ts';

/** Resources of a type in `location` of `test/kit/answers.ts`, and how they are called there. */
interface Rows {
  /** An account with all of `listed`, on more than one page, and with others elsewhere. */
  readonly world: () => Aws;
  readonly named: (id: string) => Target;
  /** What they may be called, and the id of what is meant. */
  readonly resolves: readonly (readonly [what: string, called: string, id: string])[];
  /** A name as they have them, of none that is there. */
  readonly gone: string;
  /** What is none of this place or type, by what it is called. */
  readonly others: readonly (readonly [what: string, called: string])[];
  /** What AWS would answer about those all the same: it is not asked. */
  readonly answer?: object;
  /** One about which another failure than an absence is told; left out where a refusal can mean that, too. */
  readonly failing?: string;
  /** That one is found where we may not see it, so that somebody can be told: whatever has a policy that may hide it. */
  readonly hidden?: true;
  readonly listed: readonly string[];
  /** By id; those of one at least, and none of another. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What holds for every type: how its resources are found, listed, tagged, and what one lease covers. */
export const testResource = (resource: Resource, rows: Rows): void => {
  const { world, named, resolves, gone, others, answer = {}, failing, hidden, listed, tags } = rows;

  describe('resolving', () => {
    test.each(resolves)('%s', async (_what, called, id) => {
      expect(await resource.resolve(called, location, world())).toEqual(named(id));
    });

    test('what is not there', async () => {
      expect(await resource.resolve(gone, location, world())).toBeUndefined();
    });

    test.each(others)('%s is none of this place, and nobody is asked', async (_what, called) => {
      const { read, asked } = await answering(() => answer);
      expect(await resource.resolve(called, location, read)).toBeUndefined();
      expect(asked).toEqual([]);
    });

    test.each(failing === undefined ? [] : [failing])(
      '%s: other failures are not taken for an absence',
      async (called) => {
        const { read } = await answering(() => {
          throw refusal('InternalServerError', 500);
        });
        await expect(resource.resolve(called, location, read)).rejects.toThrow('InternalServerError');
      },
    );

    test.each(failing === undefined ? [] : [failing])('%s, where we may not see it', async (called) => {
      const { read } = await answering(() => {
        throw refusal('AccessDeniedException', 403);
      });
      const resolving = resource.resolve(called, location, read);
      if (hidden) expect(await resolving).toEqual(named(called));
      else await expect(resolving).rejects.toThrow('AccessDenied');
    });
  });

  test('lists all of the Region, page by page', async () => {
    const found: string[] = [];
    for await (const target of resource.list(location, world())) {
      expect(target).toEqual(named(target.id));
      found.push(target.id);
    }
    expect(found).toEqual(listed);
  });

  test.each(Object.entries(tags))('tags of %s', async (id, expected) => {
    expect(await resource.tags(named(id), world())).toEqual(expected);
  });

  test('one lease covers one of them', () => {
    const [one = ''] = listed;
    expect(resource.root(named(one))).toBe(named(one).arn);
  });
};
