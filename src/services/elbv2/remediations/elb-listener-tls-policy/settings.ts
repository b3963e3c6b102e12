import type { TlsPolicySettings } from '../../../../families/tls-policy/settings.ts';
import { tlsPolicySettings } from '../../../../families/tls-policy/settings.ts';
import { policyNames, securityHubPolicies } from '../../facts/tls-policies.ts';

export const settings = tlsPolicySettings({
  accepted: securityHubPolicies,
  target: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  fipsTarget: 'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09',
  known: policyNames,
});
export type Settings = TlsPolicySettings;
