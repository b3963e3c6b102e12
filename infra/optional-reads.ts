import { aws_iam as iam } from 'aws-cdk-lib';
import { organizationReads } from './grants.ts';
import type { Settings } from './settings.ts';

/** What the functions can do without, and do better with, as `src/adapters/aws/optional-reads.ts` reads it. */
export const readsEnvironment = ({
  trail,
  organization,
}: Pick<Settings, 'trail' | 'organization'>): Readonly<Record<string, string>> => ({
  ...(trail && { WAXSEAL_TRAIL: 'on' }),
  ...(organization !== undefined && { WAXSEAL_ORGANIZATION: organization }),
});

/**
 * What the functions themselves may do for it: ask AWS Organizations, or take the role that may. `conditions` hold them
 * to roles of their own organization. CloudTrail is asked with the read role of each account, so it adds nothing here.
 */
export const readsPermissions = (
  { organization }: Pick<Settings, 'organization'>,
  conditions: Readonly<Record<string, unknown>> | undefined,
): readonly iam.PolicyStatement[] => {
  if (organization === undefined) return [];
  if (organization === 'own')
    // Accounts and units of the whole organization: src/services/organizations/service.ts says why there is no less.
    return [new iam.PolicyStatement({ actions: [...organizationReads], resources: ['*'] })];
  return [
    new iam.PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: [organization],
      ...(conditions && { conditions }),
    }),
  ];
};
