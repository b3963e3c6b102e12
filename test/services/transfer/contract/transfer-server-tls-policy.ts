import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { id, shop } from '../servers.ts';
import { writesBanner } from './server.ts';

/** What the tests must know of the security policy of a server. */
export const transferServerTlsPolicy: Contract = {
  ...valueContract({
    type: 'AWS::Transfer::Server',
    remediation: 'transfer-server-tls-policy',
    at: 'transfer.Servers',
    value: /^\.SecurityPolicyName$/,
    good: [
      'TransferSecurityPolicy-2025-03',
      'TransferSecurityPolicy-2024-01',
      'TransferSecurityPolicy-FIPS-2025-03',
    ],
    field: 'securityPolicyName',
    shows: () => '.SecurityPolicyName',
    // The table begins with each of them, and ends with one.
    others: [
      'TransferSecurityPolicy-2018-11',
      'TransferSecurityPolicy-FIPS-2020-06',
      'TransferSecurityPolicy-2020-06',
    ],
    writes: 'transfer:UpdateServer',
    reads: 'transfer:DescribeServer',
    beside: writesBanner,
    scene: {
      target: id,
      account: shop({ Tags: { team: 'shop' }, SecurityPolicyName: 'TransferSecurityPolicy-2018-11' }),
    },
  }),
  withoutEvidence: {
    'transfer-server-tls-policy': {
      not: 'Servers write kex and ciphers of each session to CloudWatch Logs, as JSON of their own; no source reads it yet.',
    },
  },
};
