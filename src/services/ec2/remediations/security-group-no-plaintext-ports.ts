import { remediation } from '../../../core/model/remediation.ts';
import { plaintextPorts } from '../facts/plaintext-ports.ts';
import { fields } from './security-group-no-plaintext-ports/fields.ts';
import { messages } from './security-group-no-plaintext-ports/messages.ts';
import { openPorts, plan } from './security-group-no-plaintext-ports/plan.ts';
import { read } from './security-group-no-plaintext-ports/read.ts';
import { fromRule, settings } from './security-group-no-plaintext-ports/settings.ts';
import { source } from './security-group-no-plaintext-ports/source.ts';

/** Narrows rules of security groups that let everybody reach ports on which clients speak plaintext. */
export default remediation({
  meta: {
    id: 'security-group-no-plaintext-ports',
    version: 1,
    concerns: { hop: 'let-in', matter: 'plaintext' },
    title: 'Security groups do not open plaintext ports to everybody',
    summary:
      'Narrows each rule that lets every address reach FTP, Telnet, HTTP, SMTP, POP3, IMAP, LDAP, Redis, Memcached, databases or the ports of the Config rule, to the ranges that narrowTo of the policy names: the rule keeps its id and tags, a wide range of ports is split around those that are closed, and what stays open is opened first. Where nobody has named ranges, where a service or controller keeps the rules, or where no narrower rules mean the same, nothing is changed and commands are shown. A port on which a load balancer redirects to HTTPS or takes TLS stays open where nothing else uses the group. People are always asked. What else VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS finds open, such as SSH, is no plaintext and not changed.',
    resourceType: 'AWS::EC2::SecurityGroup',
    configRules: [
      'RESTRICTED_INCOMING_TRAFFIC',
      'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS',
      'VPC_SG_PORT_RESTRICTION_CHECK',
    ],
    managedRules: {
      // https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html
      RESTRICTED_INCOMING_TRAFFIC: {
        regions: { lacking: [] },
        // It takes five.
        parameters: {
          blockedPort1: '20',
          blockedPort2: '21',
          blockedPort3: '23',
          blockedPort4: '3306',
          blockedPort5: '6379',
        },
      },
      // https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html
      VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS: {
        regions: { lacking: ['ap-southeast-4'] },
        // As Security Hub has it for EC2.18: a load balancer that redirects needs 80.
        parameters: { authorizedTcpPorts: '80,443' },
      },
      // https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-port-restriction-check.html
      VPC_SG_PORT_RESTRICTION_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'mx-central-1',
          ],
        },
        parameters: {
          restrictPorts: plaintextPorts.filter((port) => port !== 80).join(','),
          protocolType: 'TCP',
        },
      },
    },
    controls: ['EC2.18', 'EC2.19'],
    services: ['ec2', 'elasticloadbalancing'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroupRules',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeVpcs',
        'ec2:GetManagedPrefixListEntries',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeRules',
      ],
      write: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:ModifySecurityGroupRules'],
      undo: ['ec2:ModifySecurityGroupRules', 'ec2:RevokeSecurityGroupIngress'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-port-restriction-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19',
      'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html',
      'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
      'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
    ],
  },
  settings,
  fromRule,
  fields,
  read,
  plan,
  source,
  evidence: (state, { arn }, chosen) => {
    const interfaces = (state.around?.users ?? []).map(({ id }) => id);
    return interfaces.length > 0
      ? [
          {
            ask: 'connections-to-plaintext-ports',
            of: arn,
            clears: ['breaks-plaintext'],
            given: { plaintextPorts: openPorts(state, chosen).map(String), tlsPorts: [], interfaces },
            unwatched: 'EC2 counts nobody whom a security group refuses; flow logs have them as REJECT',
          },
        ]
      : [];
  },
});
