import { readFileSync } from 'node:fs';
import type { Catalog } from '../../core/model/catalog.ts';
import type { Ports } from '../../core/model/ports.ts';
import { plainScreen, type Screen } from '../../report/terminal.ts';

export interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  hasColors?(count?: number): boolean;
}

type In = AsyncIterable<string | Uint8Array> & { readonly isTTY?: boolean | undefined };

/** Whose credentials these are, as STS tells it. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly partition: string;
  /** What AWS's own clock said in that answer. */
  readonly date?: string;
}

/** What tests and the demo bring instead of AWS and the journal on disk. */
interface Parts extends Partial<Omit<Ports, 'policy'>> {
  readonly catalog?: Catalog;
  /** All of it is in memory: what it is told to be, such as `an account in memory (demo.yaml)`. */
  readonly inMemory?: string;
  readonly caller?: () => Promise<Caller>;
  /** Whether the account has a deployment; `undefined`: it cannot be told. Default, with other parts: no. */
  readonly isDeployed?: () => Promise<boolean | undefined>;
  /** The addresses of a name, for `waxseal probe`. */
  readonly lookup?: (host: string) => Promise<readonly string[]>;
}

/** The machine that the program runs on, so that a test can be one. */
export interface Host {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly stdin: In;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Node's, such as `24.21.0`. */
  readonly node: string;
  /** Waxseal's own version. */
  readonly version: string;
  now(): Date;
  /** Tells of ^C instead of ending the process; answers how to stop being told. */
  onInterrupt(tell: () => void): () => void;
  readonly parts?: Parts;
}

const ownVersion = (): string => {
  // `src/cli/runtime/` and a bundle's `dist/` are at different depths below package.json.
  for (const up of ['../../../package.json', '../../package.json', '../package.json', './package.json']) {
    try {
      const read: unknown = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      if (typeof read === 'object' && read !== null && 'version' in read && 'bin' in read)
        return String(read.version);
    } catch {
      // Not at this depth.
    }
  }
  return 'unknown';
};

/**
 * A reader that went away (`| head`) must not break off a change half done: what can no longer be written is
 * dropped, and the work goes on.
 */
const untilClosed = (stream: NodeJS.WriteStream): Out => {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => open && stream.write(text),
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
    hasColors: (count) => stream.hasColors?.(count ?? 16) ?? false,
  };
};

/** This process. */
export const processHost = (): Host => ({
  stdout: untilClosed(process.stdout),
  stderr: untilClosed(process.stderr),
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  node: process.versions.node,
  version: ownVersion(),
  now: () => new Date(),
  onInterrupt: (tell) => {
    // Once: a second ^C ends the process the hard way, and the journal knows what was begun.
    process.once('SIGINT', tell);
    return () => process.removeListener('SIGINT', tell);
  },
});

/** What the stream can show; only a terminal has a width. `NO_COLOR`, `TERM=dumb` and the like are heeded through Node's own check. */
export const screenOf = (out: Out, env: Host['env'], colour: boolean): Screen => {
  const tty = out.isTTY === true;
  const wanted = colour && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const forced = wanted && env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  return {
    width: tty ? Math.max(40, out.columns ?? 80) : plainScreen.width,
    colour: forced || (wanted && tty && (out.hasColors?.(16) ?? true)),
    links: wanted && tty,
  };
};
