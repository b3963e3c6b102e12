import { tlsPolicySettings } from '../../../../families/tls-policy/settings.ts';
import { policyNames } from '../../facts/security-policies.ts';

/**
 * Those without algorithms that AWS calls old: of 2024 and newer. What CloudFormation takes where nobody chooses
 * (TransferSecurityPolicy-2018-11) is none of them.
 * https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
 */
export const settings = tlsPolicySettings({
  accepted: [
    'TransferSecurityPolicy-2024-01',
    'TransferSecurityPolicy-2025-03',
    'TransferSecurityPolicy-AS2Restricted-2025-07',
    'TransferSecurityPolicy-FIPS-2024-01',
    'TransferSecurityPolicy-FIPS-2024-05',
    'TransferSecurityPolicy-FIPS-2025-03',
    'TransferSecurityPolicy-Restricted-2024-06',
    'TransferSecurityPolicy-SshAuditCompliant-2025-02',
  ],
  target: 'TransferSecurityPolicy-2025-03',
  fipsTarget: 'TransferSecurityPolicy-FIPS-2025-03',
  known: policyNames,
});
