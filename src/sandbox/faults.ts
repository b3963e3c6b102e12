/** Something that goes wrong once, at the n-th call of one operation, or at its first one. */
export interface Fault {
  /** `s3:PutBucketPolicy`, or `journal:read` and `journal:write` for Waxseal's own records. */
  readonly operation: string;
  /** Counts this operation's calls by Waxseal, retries too, from 1. Default 1. */
  readonly nth?: number;
  readonly kind:
    | 'throttle'
    | 'server-error'
    | 'access-denied'
    /** AWS does not take what was sent, for a reason that the sandbox does not know. */
    | 'invalid'
    /** The connection breaks before AWS has done anything. */
    | 'reset'
    /** AWS did it, and the answer never came. */
    | 'lost-response'
    /** The answer is from before the last write. */
    | 'stale-read'
    /** The process dies. */
    | 'crash-before'
    | 'crash-after'
    /** Somebody else writes just before. */
    | 'another-writer'
    /** No answer in time, and nothing was done. */
    | 'timeout'
    /** The write is done, and reads show the account as it was before for `seconds`. */
    | 'slow'
    /** `seconds` pass before the call is answered: the machine slept, the queue was long. */
    | 'clock-jump'
    /** Waxseal's own records are away for `seconds`. */
    | 'unavailable'
    /** Another worker of Waxseal has the same event and is done with it before this call goes out. */
    | 'another-worker';
  /** What the other writer does. */
  readonly write?: Write;
  /** Default: 90 for `slow`, 300 for `unavailable`, 1800 for `clock-jump`, which is longer than any lease. */
  readonly seconds?: number;
}

export interface Write {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Who does it. Default: somebody else in the same account. */
  readonly caller?: string;
  readonly region?: string;
}

/**
 * The process has died: thrown from the call at which it did, and from everything that it tries afterwards. Nobody
 * may handle it; whoever runs the scenario asks the host whether the process is dead, whatever came back.
 */
export class Crash extends Error {
  constructor(at: string) {
    super(`The process died at ${at}.`);
    this.name = 'Crash';
  }
}

/** An error as the SDK throws it after AWS refused, or the connection broke. */
export class AwsFault extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode?: number };
  /** Node's name for a broken connection. */
  readonly code?: string;
  /** The documentation page that says so. */
  readonly because?: string;

  constructor({
    name,
    status,
    message,
    because,
  }: {
    name: string;
    status?: number;
    message: string;
    because?: string;
  }) {
    super(message);
    this.name = name;
    this.$fault = (status ?? 500) >= 500 ? 'server' : 'client';
    this.$metadata = status === undefined ? {} : { httpStatusCode: status };
    if (status === undefined) this.code = 'ECONNRESET';
    if (because !== undefined) this.because = because;
  }
}

/** How long a fault lasts, in milliseconds. */
export const lasting = ({ kind, seconds }: Fault): number =>
  1000 * (seconds ?? (kind === 'slow' ? 90 : kind === 'unavailable' ? 300 : 1800));

/** As the SDK's request handler says that it gave up waiting. */
export const timedOut = (): AwsFault =>
  new AwsFault({ name: 'TimeoutError', message: 'The request took longer than 15000 ms.' });

export const broken = (): AwsFault => new AwsFault({ name: 'Error', message: 'read ECONNRESET' });
