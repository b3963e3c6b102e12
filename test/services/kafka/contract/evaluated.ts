import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { arn, open, shop } from '../clusters.ts';

const nameOf = (of: string): string => of.split('/')[1] ?? '';
const isHeld = (account: ReadonlyMap<string, string>, of: string, path: string, value: string): boolean =>
  account.get(`kafka.Clusters[${nameOf(of)}].Provisioned.${path}`) === value;

/** `aims` and `neighbours` of the type are told by the unit that writes. */
const onCluster = (facts: Omit<Parameters<typeof evaluatedContract>[0], 'type' | 'arn'>): Contract => {
  const { promises } = evaluatedContract({ type: 'AWS::MSK::Cluster', arn, ...facts });
  return { ...(promises && { promises }) };
};

/** What the tests must know of how brokers speak with each other. */
export const mskClusterInClusterTls: Contract = onCluster({
  remediation: 'msk-cluster-in-cluster-tls',
  isRemediated: ({ arn: of }, account) =>
    !isHeld(account, of, 'EncryptionInfo.EncryptionInTransit.InCluster', 'false'),
  scene: {
    target: arn,
    account: shop(
      'TLS',
      { EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: false } } },
      { Tags: { team: 'shop' } },
    ),
  },
});

/** What the tests must know of who gets in. */
export const mskClusterAuthenticated: Contract = onCluster({
  remediation: 'msk-cluster-authenticated',
  isRemediated: ({ arn: of }, account) =>
    !isHeld(account, of, 'ClientAuthentication.Unauthenticated.Enabled', 'true'),
  scene: {
    target: arn,
    account: shop('TLS', { ClientAuthentication: open }, { Tags: { team: 'shop' } }),
  },
});

const serverless = arn.replace(/orders\/(.*)7$/, 'clicks/$1s1');

/** What the tests must know of serverless clusters. */
export const mskServerlessEndpoint: Contract = evaluatedContract({
  type: 'AWS::MSK::ServerlessCluster',
  remediation: 'msk-serverless-endpoint',
  arn: serverless,
  // AWS does it for every one that there is.
  isRemediated: () => true,
  scene: {
    target: serverless,
    account: {
      kafka: {
        Clusters: [
          {
            ClusterName: 'clicks',
            Serverless: { ClientAuthentication: { Sasl: { Iam: { Enabled: true } } } },
            Tags: { team: 'shop' },
          },
        ],
      },
    },
  },
});
