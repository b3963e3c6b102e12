import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/network-firewall/latest/APIReference/';

const missing = (what: string, operation: string): Refusal =>
  refuse('ResourceNotFoundException', 400, `There is no ${what}`, `${api}API_${operation}.html`);

const describeFirewall: Operation<{ readonly FirewallArn: string }> = (
  world,
  { FirewallArn: arn },
  { region },
) => {
  const found = world.networkfirewall.Firewalls.find(
    ({ FirewallArn, Region }) => FirewallArn === arn && Region === region,
  );
  if (!found) return missing(arn, 'DescribeFirewall');
  const { Region: _region, Owner: _owner, FirewallStatus, Tags, ...one } = found;
  const Firewall = { ...one, FirewallId: one.FirewallName, SubnetMappings: [], Tags: tagList(Tags) };
  return { world, output: { UpdateToken: '1', Firewall, FirewallStatus } };
};

const describePolicy: Operation<{ readonly FirewallPolicyArn: string }> = (
  world,
  { FirewallPolicyArn: arn },
) => {
  const found = world.networkfirewall.FirewallPolicies.find(
    ({ FirewallPolicyArn }) => FirewallPolicyArn === arn,
  );
  if (!found) return missing(arn, 'DescribeFirewallPolicy');
  const { FirewallPolicyArn, FirewallPolicy } = found;
  const defaults = { StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: [] };
  return {
    world,
    output: {
      UpdateToken: '1',
      FirewallPolicyResponse: { FirewallPolicyArn },
      ...(FirewallPolicy && { FirewallPolicy: { ...defaults, ...FirewallPolicy } }),
    },
  };
};

const describeInspection: Operation<{ readonly TLSInspectionConfigurationArn: string }> = (
  world,
  { TLSInspectionConfigurationArn: arn },
) => {
  const found = world.networkfirewall.TLSInspectionConfigurations.find(
    ({ TLSInspectionConfigurationArn }) => TLSInspectionConfigurationArn === arn,
  );
  if (!found) return missing(arn, 'DescribeTLSInspectionConfiguration');
  const { ServerCertificateConfigurations, ...response } = found;
  return {
    world,
    output: {
      UpdateToken: '1',
      TLSInspectionConfigurationResponse: response,
      ...(ServerCertificateConfigurations && {
        TLSInspectionConfiguration: { ServerCertificateConfigurations },
      }),
    },
  };
};

/** What the sandbox plays of it. */
export const networkfirewall: Operations = {
  // API_ListFirewalls.html
  ListFirewalls: lists({
    as: 'Firewalls',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 100 },
    wrong: (message) => refuse('InvalidRequestException', 400, message, `${api}API_ListFirewalls.html`),
    items: ({ networkfirewall: { Firewalls } }, _input: object, { region }) =>
      Firewalls.filter(({ Region }) => Region === region).map(({ FirewallName, FirewallArn }) => ({
        FirewallName,
        FirewallArn,
      })),
  }),
  // API_DescribeFirewall.html
  DescribeFirewall: describeFirewall,
  // API_DescribeFirewallPolicy.html
  DescribeFirewallPolicy: describePolicy,
  // API_DescribeTLSInspectionConfiguration.html
  DescribeTLSInspectionConfiguration: describeInspection,
};
