import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { firewall, firewallArn, outbound } from './firewalls.ts';

const parts = 'TLSInspectionConfiguration.ServerCertificateConfigurations';
const at = 'networkfirewall';
const revoked = /\.RevokedStatusAction$/;
/** What is written there, without its quotes. */
const textAt = (account: ReadonlyMap<string, string>, path: string): string =>
  (account.get(path) ?? '').replaceAll('"', '');

/** What the tests must know of firewalls. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...evaluatedContract({
    type: 'AWS::NetworkFirewall::Firewall',
    remediation: 'network-firewall-tls-inspection',
    arn: firewallArn,
    isRemediated: ({ arn }, account) => {
      const policy = textAt(account, `${at}.Firewalls[${arn.split('/').at(-1)}].FirewallPolicyArn`);
      const inspection = textAt(
        account,
        `${at}.FirewallPolicies[${policy}].FirewallPolicy.TLSInspectionConfigurationArn`,
      );
      const mine = `${at}.TLSInspectionConfigurations[${inspection}]`;
      return [...account].every(
        ([path, now]) => !path.startsWith(mine) || !revoked.test(path) || now !== '"PASS"',
      );
    },
    scene: {
      target: firewallArn,
      account: firewall([outbound({ RevokedStatusAction: 'PASS', UnknownStatusAction: 'PASS' })]),
    },
  }),
  sets: {
    'networkfirewall:ListFirewalls': 'Firewalls',
    'networkfirewall:DescribeFirewall': ['Firewall.SubnetMappings', 'Firewall.Tags'],
    'networkfirewall:DescribeFirewallPolicy': [
      'FirewallPolicy.StatelessDefaultActions',
      'FirewallPolicy.StatelessFragmentDefaultActions',
    ],
    'networkfirewall:DescribeTLSInspectionConfiguration': [
      parts,
      `${parts}.ServerCertificates`,
      `${parts}.Scopes`,
      `${parts}.Scopes.Protocols`,
      'TLSInspectionConfigurationResponse.Certificates',
    ],
  },
};
