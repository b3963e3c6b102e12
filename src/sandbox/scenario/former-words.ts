/**
 * Scenario files are kept for years, as bug reports are. What they said before decision 17 is still read, and means what it
 * meant. New files use the words of today.
 */
const values: Readonly<Record<string, string>> = {
  sealed: 'remediated',
  asked: 'approval-requested',
  advice: 'manual-action-needed',
  inapplicable: 'not-applicable',
  moved: 'conflict',
  undone: 'rolled-back',
  'not-undone': 'not-rolled-back',
  'ask-closed': 'approval-request-closed',
  'ask-unknown': 'approval-request-unknown',
  'approval-by-asker': 'approval-by-requester',
};
const keys: Readonly<Record<string, string>> = { asks: 'approvalRequests', askUndo: 'requestUndo' };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (table: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(table, word) ? (table[word] ?? word) : word;

const renamed = (of: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [own(keys, key), value]));
const word = (value: unknown): unknown => (typeof value === 'string' ? own(values, value) : value);
const words = (value: unknown): unknown => (Array.isArray(value) ? value.map(word) : word(value));

const spoken: ReadonlySet<string> = new Set(['outcome', 'outcomes', 'because', 'runs', 'log']);
const expected = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(renamed(value)).map(([key, of]) => [key, spoken.has(key) ? words(of) : of]),
      )
    : value;

const stepOf = (step: unknown): unknown => {
  if (!isObject(step)) return step;
  const { expect, ...rest } = step;
  return { ...renamed(rest), ...(expect !== undefined && { expect: expected(expect) }) };
};

/** The same file in the words of today. Whatever is no scenario comes back as it is. */
export const inTodaysWords = (data: unknown): unknown =>
  isObject(data) && Array.isArray(data['steps']) ? { ...data, steps: data['steps'].map(stepOf) } : data;
