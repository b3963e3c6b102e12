import { WaxsealError } from '../core/errors.ts';

/** The person's input was wrong: exit code 2, and nothing was changed. */
export class UsageError extends WaxsealError {
  constructor(code: string, says: string, todo: string, options?: ErrorOptions) {
    super({ code, says, todo }, options);
    this.name = 'UsageError';
  }
}

/** Codes of errors that other parts throw, and that a person caused at the command line. */
const inputCodes: ReadonlySet<string> = new Set([
  'unknown-remediation',
  'unknown-resource-type',
  'bad-settings',
  'bad-policy',
  'bad-event',
  'bad-account',
]);

export const isUsage = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof WaxsealError && inputCodes.has(error.code));
