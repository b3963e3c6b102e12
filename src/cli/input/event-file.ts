import { placeIn, textFault } from '../../adapters/policy/text-fault.ts';
import type { Host } from '../runtime/host.ts';
import { readNamedFile } from './text-file.ts';
import { UsageError } from './usage.ts';

/** Events are at most 256 KiB on EventBridge and 1 MiB on SQS; anything longer was not meant. */
const longest = 4 * 1_048_576;

const tooLong = (where: string): UsageError =>
  new UsageError(
    'event-too-long',
    `${where} is longer than any event.`,
    'Give one event, as EventBridge or SQS delivers it.',
  );

const piped = async (host: Host): Promise<string> => {
  if (host.stdin.isTTY === true)
    throw new UsageError(
      'no-event',
      'Nothing is piped to standard input.',
      'Pipe an event in, or give --event FILE.',
    );
  const decoder = new TextDecoder();
  let whole = '';
  for await (const part of host.stdin) {
    whole += typeof part === 'string' ? part : decoder.decode(part, { stream: true });
    if (whole.length > longest) throw tooLong('Standard input');
  }
  return whole + decoder.decode();
};

/** Whether more text could still make it JSON: the parser came to the end and wanted to go on. */
const endsTooEarly = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = /at position (\d+)/.exec(message)?.[1];
    return message.startsWith('Unexpected end') || Number(at) === text.length;
  }
};

/** The length of the longest beginning that could still become JSON. The parser itself does not always say where. */
const goodLength = (text: string): number => {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (endsTooEarly(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
};

const notJson = (where: string, text: string, cause: unknown): UsageError => {
  const good = goodLength(text);
  const early = good === text.length;
  const { line, column } = placeIn(text, early ? text.trimEnd().length : good);
  const why = early ? 'it ends too early' : 'something else stands here than JSON has';
  return new UsageError(
    'bad-event',
    `${where} is not JSON: line ${line}, column ${column}: ${why}.`,
    'Give one event in JSON, as EventBridge or SQS delivers it.',
    { cause },
  );
};

const eventFile = {
  what: 'event file',
  code: 'no-event',
  todo: 'Give the path of a JSON file, or - for standard input.',
  most: longest,
};

/** Reads the JSON of an event from a file, or from standard input for `-`. */
export const readEvent = async (host: Host, path: string): Promise<unknown> => {
  const where = path === '-' ? 'Standard input' : path;
  // A byte order mark is no part of JSON, and editors add one.
  const text = (path === '-' ? await piped(host) : await readNamedFile(host, path, eventFile)).replace(
    /^\uFEFF/,
    '',
  );
  if (text.length > longest) throw tooLong(where);
  if (text.trim() === '')
    throw new UsageError(
      'bad-event',
      `${where} is empty.`,
      'Give an event as EventBridge or SQS delivers it, in JSON.',
    );
  const fault = textFault(text);
  if (fault)
    throw new UsageError(
      'bad-event',
      `${where} cannot be read: line ${fault.line}, column ${fault.column}: ${fault.says}`,
      fault.todo,
    );
  try {
    const event: unknown = JSON.parse(text);
    return event;
  } catch (cause) {
    throw notJson(where, text, cause);
  }
};
