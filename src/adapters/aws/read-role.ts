import { isDenied } from '../../aws/error-names.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Credentials, Keys } from './keys.ts';

export interface Assuming {
  readonly base: Credentials | undefined;
  readonly externalId: string | undefined;
  /** Our own: we need not have enabled the Region that is looked at, and keys from any Region count in all. */
  readonly region: string;
}

/** As the SDK does: keys are taken anew this long before their end, in milliseconds. */
const margin = 300_000;

/**
 * In our words: units take a service's refusal of a read for an answer of the service, and would take this one, which
 * comes up from below the same call, for that.
 */
const refused = (role: string, cause: unknown): WaxsealError =>
  new WaxsealError(
    {
      code: 'read-role-refused',
      says: `AWS does not let us take the role ${role}, by which everything there is read.`,
      todo: 'Deploy the template spoke-global to that account, with this hub and the same external id.',
    },
    { cause },
  );

/**
 * Keys of a role for reading, kept for as long as they hold: all clients of an account share them. The STS client is
 * loaded only where roles are assumed.
 */
export const assumed = (role: string, { base, externalId, region }: Assuming): (() => Promise<Keys>) => {
  const provider = async (): Promise<() => Promise<Keys>> => {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
    return fromTemporaryCredentials({
      params: {
        RoleArn: role,
        RoleSessionName: 'waxseal-read',
        ...(externalId && { ExternalId: externalId }),
      },
      clientConfig: { region },
      ...(base && { masterCredentials: base }),
    });
  };
  let loaded: ReturnType<typeof provider> | undefined;
  let asking: Promise<Keys> | undefined;
  let ends = 0;
  const ask = async (): Promise<Keys> => {
    const keys = await (await (loaded ??= provider()))();
    ends = keys.expiration?.getTime() ?? Infinity;
    return keys;
  };
  return () => {
    if (asking && Date.now() < ends - margin) return asking;
    ends = Infinity;
    const fresh = ask().catch((error: unknown) => {
      asking = undefined;
      throw isDenied(error) ? refused(role, error) : error;
    });
    asking = fresh;
    return fresh;
  };
};
