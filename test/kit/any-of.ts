import type { Resource } from '../../src/core/model/resource.ts';
import type { Target } from '../../src/core/model/target.ts';

/** All types of a remediation as one, for its table: a target says of which it is. */
export const anyOf = (first: Resource, ...more: readonly Resource[]): Resource => {
  const all = [first, ...more];
  const of = ({ type }: Target): Resource => all.find((one) => one.type === type) ?? first;
  return {
    ...first,
    permissions: [...new Set(all.flatMap(({ permissions }) => permissions))],
    idOf: (arn) => all.map((one) => one.idOf(arn)).find((id) => id !== undefined),
    resolve: async (id, place, aws) => {
      for (const one of all) {
        const target = await one.resolve(id, place, aws);
        if (target) return target;
      }
      return undefined;
    },
    list: async function* list(place, aws) {
      for (const one of all) yield* one.list(place, aws);
    },
    root: (target) => of(target).root(target),
    tags: (target, aws) => of(target).tags(target, aws),
  };
};
