import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../examples/invocations/', import.meta.url);

/** What AWS Config calls the function of a custom rule with: the examples, and such calls of one's own. */
export const invocationFiles: readonly string[] = readdirSync(folder).toSorted();

export type Call = Record<string, unknown>;
const parsed = (text: string): Call => JSON.parse(text);
export const invocation = (file: string): Call => parsed(readFileSync(new URL(file, folder), 'utf8'));

/** The example with something else in what it is about. */
export const invoking = (call: Call, change: (event: Call) => void): Call => {
  const event = parsed(String(call['invokingEvent']));
  change(event);
  return { ...call, invokingEvent: JSON.stringify(event) };
};
