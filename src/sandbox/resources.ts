import { allRooms } from './services.ts';
import type { World } from './world.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The policy of the resource with this name, of whatever service; `undefined`: it has none. */
export const policyOf = (name: string, world: World): string | undefined => {
  const slices: ReadonlyMap<string, unknown> = new Map(Object.entries(world));
  for (const [key, { shows }] of allRooms) {
    const slice = slices.get(key);
    if (!shows?.policies || !isObject(slice)) continue;
    const records = Object.values(slice).flat().filter(isObject);
    const found = records.find((record) => shows.names.some((known) => record[known] === name));
    const policy = shows.policies.map((known) => found?.[known]).find((text) => typeof text === 'string');
    if (policy !== undefined) return policy;
  }
  return undefined;
};
