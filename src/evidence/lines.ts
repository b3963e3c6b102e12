import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { Readable } from 'node:stream';

/** A line of a log is a few hundred bytes; longer ones are no records, and must not fill the memory. */
const longestLine = 65_536;

/** Stands for a line that is too long to be one. */
export const tooLong = '\u0000';

const isGzip = (chunk: Uint8Array): boolean => chunk[0] === 0x1f && chunk[1] === 0x8b;

/** As it came, or decompressed: S3's own logs are plain, those of load balancers, CloudFront and flow logs are not. */
const plain = async (body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    if (first.done) return;
    yield first.value;
    for (;;) {
      const next = await chunks.next();
      if (next.done) return;
      yield next.value;
    }
  };
  if (first.done || !isGzip(first.value)) return whole();
  const gunzip = createGunzip();
  // A fault of either end ends the loop that reads: it needs no handler of its own.
  pipeline(Readable.from(whole()), gunzip, () => {});
  return gunzip;
};

/** Takes a text apart as it comes; `end` tells what is left. */
export type Divide = (each: (record: string) => void) => {
  readonly take: (text: string) => void;
  readonly end: () => void;
};

const byLines: Divide = (each) => {
  let rest = '';
  const take = (text: string): void => {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const line = rest + text.slice(from, end);
      rest = '';
      from = end + 1;
      if (line !== '') each(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
    rest += text.slice(from);
    if (rest.length > longestLine) rest = tooLong;
  };
  const end = (): void => {
    if (rest !== '') each(rest);
  };
  return { take, end };
};

/** The lines of an object, one chunk in memory at a time. `read` hears how many bytes were looked at; `false` stops. */
export const linesOf = async (
  body: AsyncIterable<Uint8Array>,
  each: (line: string) => void,
  read: (bytes: number) => boolean,
  divide: Divide = byLines,
): Promise<'whole' | 'stopped'> => {
  const decoder = new TextDecoder();
  const { take, end } = divide(each);
  for await (const chunk of await plain(body)) {
    take(decoder.decode(chunk, { stream: true }));
    if (!read(chunk.byteLength)) return 'stopped';
  }
  end();
  return 'whole';
};
