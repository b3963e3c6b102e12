import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Firewalls, with their policies and TLS inspection; they are only looked at. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsnetworkfirewall.html */
export default service({
  client: 'NetworkFirewallClient',
  prefix: 'network-firewall',
  iam,
  reads: [
    'DescribeFirewall',
    'DescribeFirewallPolicy',
    'DescribeTLSInspectionConfiguration',
    'ListFirewalls',
  ],
  writes: [],
});
