/**
 * Whether EventBridge would take an event for a pattern: the part of its language that our patterns use (exact values,
 * `equals-ignore-case`, `suffix`, and `exists: false`), arrays included: within one pattern, all fields of an array's element must come from the
 * same element. `event-patterns.test.ts` compares it with AWS's own matcher.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const matches = (event: unknown, pattern: unknown): boolean => {
  if (Array.isArray(pattern)) return leaf(event, pattern);
  if (Array.isArray(event)) return event.some((element) => matches(element, pattern));
  if (!isRecord(pattern) || !isRecord(event)) return false;
  return Object.entries(pattern).every(([key, part]) =>
    Object.hasOwn(event, key) ? matches(event[key], part) : mayLack(part),
  );
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaf = (value: unknown, alternatives: readonly unknown[]): boolean =>
  Array.isArray(value)
    ? value.some((element) => leaf(element, alternatives))
    : alternatives.some((alternative) => fits(value, alternative));

/** `exists: false` is for leaves, which may also lack because what they stand in does. */
const mayLack = (part: unknown): boolean =>
  Array.isArray(part) && part.some((one) => isRecord(one) && one['exists'] === false);

const fits = (value: unknown, alternative: unknown): boolean => {
  if (!isRecord(alternative)) return value === alternative;
  const [[operator, wanted] = [], ...more] = Object.entries(alternative);
  if (more.length > 0) throw new Error('one operator at a time');
  if (operator === 'exists') return wanted === true;
  if (typeof value !== 'string') return false;
  if (operator === 'equals-ignore-case') return value.toLowerCase() === String(wanted).toLowerCase();
  if (operator === 'suffix') return value.endsWith(String(wanted));
  throw new Error(`no operator ${operator} here`);
};
