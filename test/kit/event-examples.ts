import { readdirSync, readFileSync } from 'node:fs';
import type { Intake } from '../../src/intake/intake.ts';

const folder = new URL('../../examples/events/', import.meta.url);

export const exampleFiles: readonly string[] = readdirSync(folder).toSorted();
export const example = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

export type Path = readonly string[];
const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

/** A copy with one value replaced; `undefined` removes the key. Lists stay lists. */
export const changed = (event: unknown, [key = '', ...rest]: Path, value: unknown): unknown => {
  if (!isObject(event)) return event;
  const inner = rest.length === 0 ? value : changed(Reflect.get(event, key), rest, value);
  if (Array.isArray(event)) {
    const items: readonly unknown[] = event;
    return inner === undefined
      ? items.filter((_, index) => String(index) !== key)
      : items.map((item, index) => (String(index) === key ? inner : item));
  }
  const entries = Object.entries(event).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? entries : [...entries, [key, inner]]);
};

export const at = (event: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? Reflect.get(inner, key) : undefined), event);

/** Every path of an event, inner ones and leaves. */
export const pathsOf = (event: unknown, before: Path = []): readonly Path[] =>
  isObject(event)
    ? Object.entries(event).flatMap(([key, inner]) => [[...before, key], ...pathsOf(inner, [...before, key])])
    : [];

/** One line of what an event was taken for. */
export const summary = (taken: Intake): string => {
  if (taken.is === 'malformed') return `malformed ${taken.where}`;
  if (taken.is === 'ignored') return `ignored ${taken.why}`;
  const { compliance, account, region } = taken;
  const what =
    taken.by === 'rule'
      ? `${taken.resourceType} ${taken.resourceId}`
      : `${taken.control ?? '-'} ${taken.ruleName ?? '-'} ${taken.arn}`;
  return `${taken.by} ${compliance} ${account}/${region} ${what}`;
};
