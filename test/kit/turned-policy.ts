import type { Turn } from './contract.ts';

const reversed = (value: unknown): unknown => (Array.isArray(value) ? value.toReversed() : value);

const turnedStatement = (statement: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(statement)
      .toReversed()
      .map(([key, value]) => {
        if (key !== 'Principal' || typeof value !== 'object' || value === null) return [key, reversed(value)];
        return [
          key,
          Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, reversed(names)])),
        ];
      }),
  );

/**
 * A resource policy that an answer carries as text, at a path such as `Policy` or `Attributes.Policy`: lists and keys in
 * another order. The statements stay in theirs, because one without a name is told to people by its place.
 */
export const turnedPolicy =
  (path: string): Turn =>
  (output) => {
    const [member = '', ...further] = path.split('.');
    const text = output[member];
    if (further.length > 0)
      return typeof text === 'object' && text !== null
        ? { ...output, [member]: turnedPolicy(further.join('.'))({ ...text }) }
        : output;
    if (typeof text !== 'string') return output;
    const { Version, Id, Statement } = JSON.parse(text);
    const policy = { Statement: [Statement].flat().map(turnedStatement), Id, Version };
    return { ...output, [member]: JSON.stringify(policy) };
  };
