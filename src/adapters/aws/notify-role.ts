import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Location } from '../../core/model/target.ts';
import { recent } from '../../core/model/recent.ts';
import { roleArn } from './sessions.ts';

/** Each brings an STS client. */
const rolesKept = 128;

/** Where and as whom a client speaks. */
export interface Speaking {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

const sessionNames = {
  WAXSEAL_NOTIFY_ROLE: 'waxseal-notify',
  WAXSEAL_EVALUATE_ROLE: 'waxseal-evaluate',
  WAXSEAL_PROBE_ROLE: 'waxseal-probe',
} as const;

/**
 * Clients that tell AWS services about a resource in its own account and Region, by the role that the variable names
 * there. Keys are kept per account: a role is known in every Region. `undefined`: there is no such role.
 */
export const notifyRoleIn = async (
  env: Readonly<Record<string, string | undefined>>,
  variable: keyof typeof sessionNames = 'WAXSEAL_NOTIFY_ROLE',
): Promise<((location: Location) => Speaking) | undefined> => {
  const role = env[variable];
  if (!role) return undefined;
  const RoleSessionName = sessionNames[variable];
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const externalId = env['WAXSEAL_EXTERNAL_ID'];
  const kept = recent<AwsCredentialIdentityProvider>(rolesKept);
  return (location) => {
    const RoleArn = roleArn(location, role);
    const credentials = kept.use(RoleArn, () =>
      fromTemporaryCredentials({
        params: { RoleArn, RoleSessionName, ...(externalId && { ExternalId: externalId }) },
        // Keys from any Region count in all, and we need not have enabled the one that is told.
        clientConfig: { region: env['AWS_REGION'] ?? location.region },
      }),
    );
    return { region: location.region, credentials };
  };
};
