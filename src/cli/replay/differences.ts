/** One value of the account that a call changed. `null`: it was not there, or is no more. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isBlock = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Policies are kept as text; a person wants to see which statement is new. */
const opened = (value: unknown): unknown => {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const nameKeys = [
  'Name',
  'ListenerArn',
  'RuleArn',
  'DBInstanceIdentifier',
  'DBParameterGroupName',
  'Sid',
  'id',
];

/** What an element of a list is called, so that a new one does not look like a change of all that follow. */
const nameOf = (item: unknown, index: number): string => {
  if (!isBlock(item)) return String(index);
  const found = nameKeys
    .map((key): unknown => Reflect.get(item, key))
    .find((name) => typeof name === 'string');
  return typeof found === 'string' ? found : String(index);
};

const members = (value: object): ReadonlyMap<string, unknown> =>
  Array.isArray(value)
    ? new Map(value.map((item: unknown, index) => [`[${nameOf(item, index)}]`, item]))
    : new Map(Object.entries(value).map(([key, inner]) => [`.${key}`, inner]));

/** What is different, at the smallest place. Parts that are the same object are not looked into. */
export const differencesOf = (from: unknown, to: unknown, path = ''): readonly Difference[] => {
  if (Object.is(from, to)) return [];
  const [before, after] = [opened(from), opened(to)];
  if (isBlock(before) && isBlock(after) && Array.isArray(before) === Array.isArray(after)) {
    const [a, b] = [members(before), members(after)];
    return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) =>
      differencesOf(a.get(key), b.get(key), `${path}${key}`),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ path: path.replace(/^\./, ''), before: before ?? null, after: after ?? null }];
};
