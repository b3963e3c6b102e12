import type { Reason } from '../../core/model/outcome.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { explain } from '../aws/aws-errors.ts';

/** Why nothing may be written; `undefined`: nothing stands against it here. */
export type Stop = () => Promise<Reason | undefined>;

export interface KillSwitchOptions {
  /** Of the parameter, for people. */
  readonly name: string;
  /** The parameter's value; throws when it cannot be read. */
  readonly read: () => Promise<string | undefined>;
  readonly now: () => Date;
  /** How long an answer is trusted, in milliseconds. Default: 30,000. */
  readonly trustedFor?: number;
}

const thrown = (name: string, value: string | undefined): Reason => ({
  check: 'kill-switch',
  says: `The kill switch is on: nothing is written. ${name} ${value === undefined ? 'has no value' : `says "${value.trim().slice(0, 40)}"`}, not off.`,
  todo: `Set ${name} to off when writing may go on.`,
});

const unread = (name: string, error: unknown): Reason => ({
  check: 'kill-switch-unreadable',
  says: `The kill switch cannot be read, so nothing is written: ${explain(error).says}`,
  todo: `Check whether the parameter ${name} is there and ssm:GetParameter is allowed.`,
});

/**
 * Whether writing is stopped, and why. Only the word `off` lets anything be written: another value, no value, and a
 * parameter that cannot be read all count as on. A failure is not remembered, so that writing goes on once it is readable
 * again.
 */
export const killSwitch = ({ name, read, now, trustedFor = 30_000 }: KillSwitchOptions): Stop => {
  let kept: { readonly why: Reason | undefined; readonly until: number } | undefined;
  return async () => {
    const at = now().getTime();
    if (kept && at < kept.until) return kept.why;
    kept = undefined;
    const found = await read().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if ('error' in found) return unread(name, found.error);
    const { value } = found;
    const why = value?.trim().toLowerCase() === 'off' ? undefined : thrown(name, value);
    kept = { why, until: at + trustedFor };
    return why;
  };
};

/** Where no role that writes is deployed, the switch is on for good. */
export const neverWrites: Stop = async () => ({
  check: 'dry-run-deployment',
  says: 'Waxseal is deployed here without roles for writing: nothing is written.',
  todo: 'Deploy with mode "write" once the reports are as you want them.',
});

/** The policy with the switch laid over it: either one stops every write. */
export const withKillSwitch =
  (policy: () => Promise<Policy>, stop: Stop): (() => Promise<Policy>) =>
  async () => {
    const [read, why] = await Promise.all([policy(), stop()]);
    // What the file says itself is told as that.
    return why && !read.killSwitch ? { ...read, killSwitch: true, stoppedBy: why } : read;
  };

/** Reads an SSM parameter. The client is loaded with the first look. */
export const readParameter = (name: string): (() => Promise<string | undefined>) => {
  const load = async () => {
    const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({ maxAttempts: 2 });
    return async () => (await client.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
  };
  let loaded: ReturnType<typeof load> | undefined;
  return async () => (await (loaded ??= load()))();
};
