import type { AccountFile } from '../../../src/sandbox/account.ts';

type Cluster = NonNullable<NonNullable<AccountFile['kafka']>['Clusters']>[number];
type Provisioned = NonNullable<Cluster['Provisioned']>;

export const arn =
  'arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-4e5f-6789-abcd-ef0123456789-7';
export const interfaces = [1, 2, 3].map((broker) => `eni-0a1b2c3d4e5f0000${broker}`);

/** Nobody proves anything, and MSK says so. */
export const open = { Unauthenticated: { Enabled: true } };

/** One provisioned cluster, on which clients speak so. */
export const shop = (
  ClientBroker: string | undefined,
  provisioned: Partial<Provisioned> = {},
  over: Partial<Omit<Cluster, 'Provisioned'>> = {},
): AccountFile => ({
  kafka: {
    Clusters: [
      {
        ClusterName: 'orders',
        Provisioned: {
          ClientAuthentication: open,
          EncryptionInfo: {
            EncryptionInTransit: { InCluster: true, ...(ClientBroker !== undefined && { ClientBroker }) },
          },
          ...provisioned,
        },
        ...over,
      },
    ],
  },
});
