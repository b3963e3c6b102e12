import type { Duplex } from 'node:stream';

/** What was heard when something was waited for. `bytes`: all that has come so far and was not taken. */
export interface Heard {
  /** `closed`: the other side has hung up. `silent`: it said nothing, or too little. `long`: more than is ever read. */
  readonly is: 'heard' | 'closed' | 'silent' | 'long';
  readonly bytes: Buffer;
}

/** How many bytes from the beginning are the answer; `undefined`: more must come. */
export type Enough = (all: Buffer) => number | undefined;

/** A conversation over a connection: say, hear, and never read on without end. */
export interface Talk {
  say(bytes: string | Uint8Array): void;
  hear(enough: Enough, wait?: number): Promise<Heard>;
  /**
   * The connection for TLS to begin on. What was sent ahead of it is thrown away: it came in plaintext, from whoever sits in
   * between, and must not be taken for something said within TLS.
   */
  release(): Duplex;
  end(): void;
}

/** Nothing that a probe waits for is longer. */
const most = 16_384;

export const any: Enough = (all) => (all.length > 0 ? all.length : undefined);
export const atLeast =
  (count: number): Enough =>
  (all) =>
    all.length >= count ? all.length : undefined;
/** Up to and with an ending. */
export const until =
  (ending: string): Enough =>
  (all) => {
    const at = all.indexOf(ending);
    return at < 0 ? undefined : at + ending.length;
  };

const nothing = (): void => undefined;

export const talkOver = (stream: Duplex, waits: number): Talk => {
  let all: Buffer = Buffer.alloc(0);
  let closed = false;
  let stir = nothing;
  const onData = (part: Buffer): void => {
    all = Buffer.concat([all, part]);
    if (all.length > most) stream.pause();
    stir();
  };
  const onEnd = (): void => {
    closed = true;
    stir();
  };
  stream.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
  // Whoever had it before may have stopped it.
  stream.resume();

  const take = (is: Heard['is'], count: number): Heard => {
    const bytes = all.subarray(0, count);
    all = all.subarray(count);
    return { is, bytes };
  };
  return {
    say: (bytes) => {
      if (stream.writable) stream.write(bytes);
    },
    hear: (enough, wait = waits) =>
      new Promise((resolve) => {
        const done = (heard: Heard): void => {
          clearTimeout(timer);
          stir = nothing;
          resolve(heard);
        };
        const timer = setTimeout(() => done(take('silent', all.length)), wait);
        stir = () => {
          const count = enough(all);
          if (count !== undefined) done(take('heard', count));
          else if (all.length > most) done(take('long', all.length));
          else if (closed) done(take('closed', all.length));
        };
        stir();
      }),
    release: () => {
      stream.off('data', onData).off('end', onEnd).off('close', onEnd);
      all = Buffer.alloc(0);
      stream.pause();
      return stream;
    },
    end: () => {
      stream.destroy();
    },
  };
};
