import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { transferServerNoFtp } from './contract/transfer-server-no-ftp.ts';
import { transferServerTlsPolicy } from './contract/transfer-server-tls-policy.ts';

/** What the tests must know of each server. Every member: `test/kit/contract.ts`. */
const own: Contract = {
  sets: {
    'transfer:ListServers': 'Servers',
    'transfer:ListSecurityPolicies': 'SecurityPolicyNames',
    'transfer:DescribeSecurityPolicy': [
      'SecurityPolicy.Protocols',
      'SecurityPolicy.SshCiphers',
      'SecurityPolicy.SshKexs',
      'SecurityPolicy.SshMacs',
      'SecurityPolicy.TlsCiphers',
    ],
    'transfer:DescribeServer': [
      'Server.Protocols',
      'Server.Tags',
      'Server.StructuredLogDestinations',
      'Server.EndpointDetails.SubnetIds',
      'Server.EndpointDetails.AddressAllocationIds',
    ],
  },
  unpaged: ['transfer:DescribeSecurityPolicy', 'transfer:DescribeServer'],
  named: {
    ServerId: (id, { partition, region, account }) =>
      `arn:${partition}:transfer:${region}:${account}:server/${id}`,
  },
  // Whatever tells of a server finds it as well.
  resolvedBy: [],
  aims: {
    'AWS::Transfer::Server': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:transfer:eu-west-1:111122223333:server/s-01234567890abcdef',
        changes: [],
      },
    ],
  },
};

export const contract = joined(own, transferServerNoFtp, transferServerTlsPolicy);
