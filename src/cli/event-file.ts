import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from './host.ts';
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

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no file',
  EISDIR: 'It is a folder, not a file:',
  EACCES: 'You may not read',
};

const fromFile = async (host: Host, path: string): Promise<string> => {
  try {
    return await readFile(resolve(host.cwd, path), 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const says = `${reasons[code] ?? 'There is no reading'} ${path}.`;
    throw new UsageError('no-event', says, 'Give the path of a JSON file, or - for standard input.', {
      cause,
    });
  }
};

/** Reads the JSON of an event from a file, or from standard input for `-`. */
export const readEvent = async (host: Host, path: string): Promise<unknown> => {
  const where = path === '-' ? 'Standard input' : path;
  const text = path === '-' ? await piped(host) : await fromFile(host, path);
  if (text.length > longest) throw tooLong(where);
  if (text.trim() === '')
    throw new UsageError(
      'bad-event',
      `${where} is empty.`,
      'Give an event as EventBridge or SQS delivers it, in JSON.',
    );
  try {
    // A byte order mark is no part of JSON, and editors add one.
    const event: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return event;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : '';
    throw new UsageError('bad-event', `${where} is not JSON: ${detail}.`, 'Give one event in JSON.', {
      cause,
    });
  }
};
