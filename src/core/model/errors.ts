/**
 * What went wrong, for a person: a code that is documented in `docs/errors.md`, one sentence, and the remedy.
 * `retry`: whether the same call may succeed later without anybody doing anything.
 */
export interface Failure {
  readonly code: string;
  readonly says: string;
  readonly todo: string;
  readonly retry: boolean;
}

/** The only error type that Waxseal throws on purpose. */
export class WaxsealError extends Error implements Failure {
  readonly code: string;
  readonly says: string;
  readonly todo: string;
  readonly retry: boolean;

  constructor(
    { code, says, todo, retry = false }: Omit<Failure, 'retry'> & { retry?: boolean },
    options?: ErrorOptions,
  ) {
    super(`${says} ${todo}`, options);
    this.name = 'WaxsealError';
    this.code = code;
    this.says = says;
    this.todo = todo;
    this.retry = retry;
  }
}
