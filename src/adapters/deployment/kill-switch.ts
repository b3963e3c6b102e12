import type { Policy } from '../../core/policy/policy.ts';

export interface KillSwitchOptions {
  /** The parameter's value; throws when it cannot be read. */
  readonly read: () => Promise<string | undefined>;
  readonly now: () => Date;
  /** How long an answer is trusted, in milliseconds. Default: 30,000. */
  readonly trustedFor?: number;
}

/**
 * Whether writing is stopped. Only the word `off` lets anything be written: another value, no value, and a parameter
 * that cannot be read all count as on. A failure is not remembered, so that writing goes on once it is readable again.
 */
export const killSwitch = ({
  read,
  now,
  trustedFor = 30_000,
}: KillSwitchOptions): (() => Promise<boolean>) => {
  let kept: { readonly on: boolean; readonly until: number } | undefined;
  return async () => {
    const at = now().getTime();
    if (kept && at < kept.until) return kept.on;
    kept = undefined;
    const value = await read().then(
      (text) => ({ text }),
      () => undefined,
    );
    if (!value) return true;
    const on = value.text?.trim().toLowerCase() !== 'off';
    kept = { on, until: at + trustedFor };
    return on;
  };
};

/** The policy with the switch laid over it: either one stops every write. */
export const withKillSwitch =
  (policy: () => Promise<Policy>, isOn: () => Promise<boolean>): (() => Promise<Policy>) =>
  async () => {
    const [read, on] = await Promise.all([policy(), isOn()]);
    return on ? { ...read, killSwitch: true } : read;
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
