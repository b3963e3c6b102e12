import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
const arn = 'arn:aws:rds:eu-west-1:111122223333:db-proxy:orders';

const own: Contract = {
  sets: {
    'rds:DescribeDBProxies': ['DBProxies', 'DBProxies.Auth'],
    'rds:DescribeDBProxyEndpoints': 'DBProxyEndpoints',
    'rds:DescribeDBProxyTargets': 'Targets',
    'rds:ListTagsForResource': 'TagList',
  },
  named: {
    DBProxyName: (name, { partition, region, account }) =>
      `arn:${partition}:rds:${region}:${account}:db-proxy:${name}`,
  },
  asks: { 'rds-proxy-require-tls': { arn, state: {}, clears: ['breaks-plaintext'] } },
  aims: { 'AWS::RDS::DBProxy': [{ ...at, arn, changes: [{ on: arn, before: false, after: true }] }] },
};

/** What the tests must know of each proxy. */
export const rdsProxyRequireTls: Contract = joined(
  own,
  valueContract({
    type: 'AWS::RDS::DBProxy',
    remediation: 'rds-proxy-require-tls',
    at: 'rds.DBProxies',
    value: /^\.RequireTLS$/,
    good: [true],
    field: 'requireTls',
    shows: () => '.RequireTLS',
    writes: 'rds:ModifyDBProxy',
    reads: 'rds:DescribeDBProxies',
    beside: (_world, name) => ({
      write: { operation: 'rds:ModifyDBProxy', input: { DBProxyName: name, IdleClientTimeout: 4711 } },
      path: `rds.DBProxies[${name}].IdleClientTimeout`,
      shows: 4711,
    }),
    follows: /^\.Status$/,
    scene: {
      target: 'orders',
      account: {
        rds: {
          DBProxies: [
            {
              DBProxyName: 'orders',
              EngineFamily: 'POSTGRESQL',
              Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders' }],
              TagList: [{ Key: 'team', Value: 'orders' }],
            },
          ],
        },
      },
    },
  }),
);
