// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeFirewall: { access: 'read', on: ['Firewall'] },
    DescribeFirewallPolicy: { access: 'read', on: ['FirewallPolicy'] },
    DescribeTLSInspectionConfiguration: { access: 'read', on: ['TLSInspectionConfiguration'] },
    ListFirewalls: { access: 'read', on: ['Firewall'] },
  },
  arns: {
    Firewall: 'arn:{partition}:network-firewall:{region}:{account}:firewall/*',
    FirewallPolicy: 'arn:{partition}:network-firewall:{region}:{account}:firewall-policy/*',
    TLSInspectionConfiguration: 'arn:{partition}:network-firewall:{region}:{account}:tls-configuration/*',
  },
};
