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

const certificate = 'arn:aws:dms:eu-west-1:111122223333:cert:ROOT';
const good = ['require', 'verify-ca', 'verify-full', 'ssl-encryption'] as const;
const encrypted: ReadonlySet<string> = new Set(good.map((mode) => JSON.stringify(mode)));
const isOfRedis = (value: unknown): boolean => value === 'plaintext' || value === 'ssl-encryption';

const parts = valueContract({
  type: 'AWS::DMS::Endpoint',
  remediation: 'dms-endpoint-tls',
  at: 'dms.Endpoints',
  value: /^\.(?:SslMode|RedisSettings\.SslSecurityProtocol)$/,
  good,
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
});
const { 'dms-endpoint-tls': promises } = parts.promises ?? {};
if (!promises) throw new Error('no promises of dms-endpoint-tls');

/** What the tests must know of each endpoint. Every member: `test/kit/contract.ts`. */
export const dmsEndpointTls: Contract = joined(own, {
  ...parts,
  otherValues: {
    tlsMode: ({ before, after }, host, { arn: EndpointArn, region }) => {
      // Some engines have no third mode: somebody else makes it an endpoint of one that has them all.
      const input = { EndpointArn, EngineName: 'postgres', CertificateArn: certificate };
      if (!isOfRedis(after)) host.write({ operation: 'dms:ModifyEndpoint', input, region });
      return ['verify-full', 'none', 'require'].find((mode) => mode !== before && mode !== after);
    },
  },
  attempted: ({ set, on }, value) =>
    set === 'tlsMode'
      ? {
          path: `dms.Endpoints[${on.split(':').at(-1)}]${isOfRedis(value) ? '.RedisSettings.SslSecurityProtocol' : '.SslMode'}`,
        }
      : undefined,
  promises: {
    'dms-endpoint-tls': {
      ...promises,
      // A Redis endpoint has both, and only one of them counts.
      isRemediated: ({ arn: of }, account) => {
        const record = `dms.Endpoints[${of.split(':').at(-1)}]`;
        const isRedis = account.get(`${record}.EngineName`) === '"redis"';
        const held = account.get(`${record}${isRedis ? '.RedisSettings.SslSecurityProtocol' : '.SslMode'}`);
        return held === undefined || encrypted.has(held);
      },
    },
  },
});
