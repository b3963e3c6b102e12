import type { Policy } from './policy.ts';

/** What holds where no policy file says otherwise: everything is reported, nothing is written. */
export const defaultPolicy: Policy = {
  mode: 'dry-run',
  killSwitch: false,
  ownerTags: ['waxseal:owner', 'owner', 'Owner', 'team'],
  rules: [],
  exemptions: [],
  optIns: [],
  approvals: { approvers: [], minimum: 1, expiresAfterDays: 7, rejectionHoldsDays: 30 },
  lines: {},
};
