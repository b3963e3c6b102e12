import type { Probed } from '../../../sandbox/probe.ts';

const nameOf = (arn: string): string | undefined => arn.split('/')[1];

/** Somebody connects to a broker in plaintext, on port 9092. */
export const cluster: Probed = {
  ids: ({ kafka }) =>
    kafka.Clusters.filter(({ Provisioned }) => Provisioned).map(({ ClusterArn }) => ClusterArn),
  name: nameOf,
  probe: (id, { kafka }) => {
    const asks = 'records in plaintext';
    const found = kafka.Clusters.find(({ ClusterArn }) => ClusterArn === id);
    const refused = found?.Provisioned?.EncryptionInfo?.EncryptionInTransit?.ClientBroker === 'TLS';
    return { asks, gets: refused ? 'no connection' : 'taken', refused };
  },
};

/** The same at a serverless cluster: nobody listens but on port 9098. */
export const serverlessCluster: Probed = {
  ids: ({ kafka }) =>
    kafka.Clusters.filter(({ Serverless }) => Serverless).map(({ ClusterArn }) => ClusterArn),
  name: nameOf,
  probe: () => ({ asks: 'records in plaintext', gets: 'no connection', refused: true }),
};
