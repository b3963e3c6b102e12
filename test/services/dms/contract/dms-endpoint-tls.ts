import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = 'arn:aws:dms:eu-west-1:111122223333:endpoint:orders';

const own: Contract = {
  named: { EndpointArn: (named) => named, ResourceArn: (named) => named },
  withoutEvidence: {
    'dms-endpoint-tls': {
      not: 'DMS is the client here, and no log of it says whether the server of an endpoint would take TLS: that shows when the connection is tested.',
    },
  },
  resolvedBy: [],
  aims: { 'AWS::DMS::Endpoint': [{ ...at, arn, changes: [{ on: arn, before: 'none', after: 'require' }] }] },
};

/** What the tests must know of each endpoint. Every member: `test/kit/contract.ts`. */
export const dmsEndpointTls: Contract = joined(
  own,
  valueContract({
    type: 'AWS::DMS::Endpoint',
    remediation: 'dms-endpoint-tls',
    at: 'dms.Endpoints',
    value: /^\.(?:SslMode|RedisSettings\.SslSecurityProtocol)$/,
    good: ['require', 'verify-ca', 'verify-full', 'ssl-encryption'],
    field: 'tlsMode',
    shows: () => '.SslMode',
    others: ['verify-full', 'none', 'require'],
    writes: 'dms:ModifyEndpoint',
    reads: 'dms:DescribeEndpoints',
    beside: (_world, name) => ({
      write: {
        operation: 'dms:ModifyEndpoint',
        input: { EndpointArn: `arn:aws:dms:eu-west-1:111122223333:endpoint:${name}`, Port: 4711 },
      },
      path: `dms.Endpoints[${name}].Port`,
      shows: 4711,
    }),
    scene: {
      target: 'orders',
      account: {
        dms: {
          Endpoints: [{ EndpointIdentifier: 'orders', EngineName: 'postgres', Tags: { team: 'orders' } }],
        },
      },
    },
  }),
);
