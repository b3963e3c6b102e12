import type { Contract } from '../../../kit/contract.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { arn, shop } from '../connections.ts';

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

const own: Contract = {
  named: {
    Name: (name, { partition, region, account }) =>
      `arn:${partition}:glue:${region}:${account}:connection/${name}`,
    ResourceArn: (named) => named,
  },
  withoutEvidence: {
    'glue-connection-tls': {
      not: 'Glue is the client here, and no log of it says whether the server of a connection would take TLS: that shows when the connection is tested.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::Glue::Connection': [
      {
        ...at,
        arn,
        changes: [{ on: `${arn}#ConnectionProperties.JDBC_ENFORCE_SSL`, before: null, after: 'true' }],
      },
    ],
  },
};

/** What the tests must know of each connection. Every member: `test/kit/contract.ts`. */
export const glueConnectionTls: Contract = joined(
  own,
  valueContract({
    type: 'AWS::Glue::Connection',
    remediation: 'glue-connection-tls',
    at: 'glue.Connections',
    value: /^\.\w+Properties\.JDBC_ENFORCE_SSL$/,
    good: ['true', 'TRUE'],
    field: 'enforceTls',
    shows: (on) => `.${on.split('#').at(-1) ?? ''}`,
    others: ['maybe', 'false', 'False'],
    writes: 'glue:UpdateConnection',
    reads: 'glue:GetConnection',
    inWhole: 'JDBC_ENFORCE_SSL',
    // Somebody describes it, by sending all of it.
    beside: (world, name) => {
      const { Tags: _tags, ...rest } = world.glue.Connections.find(({ Name }) => Name === name) ?? {
        Tags: {},
      };
      return {
        write: {
          operation: 'glue:UpdateConnection',
          input: { Name: name, ConnectionInput: { ...rest, Description: 'Orders of the shop' } },
        },
        path: `glue.Connections[${name}].Description`,
        shows: 'Orders of the shop',
      };
    },
    scene: { target: 'orders', account: shop({}, { Tags: { team: 'shop' } }) },
  }),
);
