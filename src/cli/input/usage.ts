import { WaxsealError } from '../../core/model/errors.ts';
import { type Exit, exits } from '../output/exits.ts';

/** The person's input was wrong: exit code 2, and nothing was changed. */
export class UsageError extends WaxsealError {
  constructor(code: string, says: string, todo: string, options?: ErrorOptions) {
    super({ code, says, todo }, options);
    this.name = 'UsageError';
  }
}

/** Codes of errors that other parts throw, and what the exit code is then. Everything else is a failure. */
const ofCode: Readonly<Record<string, Exit>> = {
  'unknown-remediation': exits.usage,
  'unknown-resource-type': exits.usage,
  'bad-settings': exits.usage,
  'bad-environment': exits.usage,
  'policy-invalid': exits.usage,
  'policy-missing': exits.usage,
  'policy-unreadable': exits.usage,
  'sandbox-account': exits.usage,
  'sandbox-scenario': exits.usage,
  'unknown-run': exits.usage,
  'approval-request-unknown': exits.usage,
  'no-hold': exits.usage,
  'approval-request-closed': exits.stopped,
  'not-an-approver': exits.stopped,
  'own-request': exits.stopped,
};

/** The exit code for an error that ended a command. */
export const exitOfError = (error: unknown): Exit => {
  if (error instanceof UsageError) return exits.usage;
  return (error instanceof WaxsealError ? ofCode[error.code] : undefined) ?? exits.failure;
};
