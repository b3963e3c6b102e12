/**
 * Members of a JSON answer that the SDK made nothing of: it drops what it does not know, and a call that replaces all of an object
 * would take it away.
 */

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const unheardIn = (sent: unknown, made: unknown, path: string): readonly string[] => {
  if (Array.isArray(sent))
    return sent.flatMap((item, index) =>
      unheardIn(item, Array.isArray(made) ? made[index] : undefined, path),
    );
  if (!isObject(sent)) return [];
  return Object.entries(sent).flatMap(([name, value]: readonly [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const inner: unknown = isObject(made) && Object.hasOwn(made, name) ? Reflect.get(made, name) : undefined;
    // JSON says of what is not there that it is null.
    if (value === null) return [];
    return inner === undefined ? [at] : unheardIn(value, inner, at);
  });
};

/** By path, each once. `made`: what the SDK made of the answer. */
export const unheardMembers = (json: string, made: unknown): readonly string[] => [
  ...new Set(unheardIn(JSON.parse(json), made, '')),
];
