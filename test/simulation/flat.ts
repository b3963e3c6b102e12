import type { Shows } from '../../src/sandbox/room.ts';
import { allRooms } from '../../src/sandbox/services.ts';
import type { World } from '../../src/sandbox/world.ts';
import { isObject } from './timeline.ts';

/** The resources of an account as one map from path to value, so that any two moments can be compared. */
export type Flat = ReadonlyMap<string, string>;

const sortedText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'null';

const list = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map(String).toSorted();

/** A statement in one form, whatever AWS made of it: lists sorted, single values as lists, booleans as text. */
export const statementText = (statement: unknown): string => {
  if (!isObject(statement)) return sortedText(statement);
  const entries = Object.entries(statement).map(([key, value]) => {
    if (['Action', 'NotAction', 'Resource', 'NotResource'].includes(key)) return [key, list(value)];
    if (key === 'Condition' && isObject(value))
      return [
        key,
        Object.fromEntries(
          Object.entries(value).map(([operator, keys]) => [
            operator,
            isObject(keys)
              ? Object.fromEntries(Object.entries(keys).map(([name, wanted]) => [name, list(wanted)]))
              : keys,
          ]),
        ),
      ];
    return [key, value];
  });
  return sortedText(Object.fromEntries(entries));
};

/** The statements of a policy document, each in its one form. */
const statementsIn = (policy: string): readonly string[] => {
  const document: unknown = JSON.parse(policy);
  const statements = isObject(document) ? document['Statement'] : [];
  return (Array.isArray(statements) ? statements : [statements]).map(statementText);
};

const nameOf = (item: unknown, index: number, { names }: Shows): string => {
  if (!isObject(item)) return String(index);
  const key = names.find((name) => typeof item[name] === 'string');
  return key === undefined ? String(index) : String(item[key]);
};

/** `key`: of what holds the value; an item of a list has none. */
const walk = (path: string, key: string, value: unknown, shows: Shows, into: Map<string, string>): void => {
  const { whole = [], policies = [] } = shows;
  if (policies.includes(key) && typeof value === 'string') {
    for (const statement of statementsIn(value)) into.set(`${path} ${statement}`, 'present');
    return;
  }
  // Written whole, compared whole.
  if (whole.includes(key)) {
    into.set(path, sortedText(value));
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => walk(`${path}[${nameOf(item, index, shows)}]`, '', item, shows, into));
    return;
  }
  if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) walk(`${path}.${name}`, name, inner, shows, into);
    return;
  }
  if (value !== undefined) into.set(path, JSON.stringify(value));
};

const known = new WeakMap<World, Flat>();

/** Worlds never change, so each is flattened once. What is Waxseal's own business is no resource. */
export const flat = (world: World): Flat => {
  const before = known.get(world);
  if (before) return before;
  const into = new Map<string, string>();
  const slices = new Map<string, unknown>(Object.entries(world));
  for (const [service, { shows }] of allRooms) {
    const slice = slices.get(service);
    if (!shows || !isObject(slice)) continue;
    // What every Region offers is no resource, and long.
    const resources = Object.entries(slice).filter(([name]) => !shows.offered?.includes(name));
    walk(service, '', Object.fromEntries(resources), shows, into);
  }
  known.set(world, into);
  return into;
};

export interface Difference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export const differences = (before: World, after: World): readonly Difference[] => {
  const [from, to] = [flat(before), flat(after)];
  const paths = new Set([...from.keys(), ...to.keys()]);
  return [...paths]
    .filter((path) => from.get(path) !== to.get(path))
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }));
};
