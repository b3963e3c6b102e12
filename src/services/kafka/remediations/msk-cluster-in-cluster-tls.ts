import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { nameIn } from '../facts/cluster.ts';
import { encryptedLike } from '../facts/specification.ts';
import { clusterOf } from '../parameters/cluster.ts';
import { adviceOf, newCluster } from './msk-cluster-in-cluster-tls/evaluate.ts';
import { messages as all } from './msk-cluster-in-cluster-tls/messages.ts';

const { messages, ...parts } = advice({
  messages: all,
  read: async (target, aws) => {
    const found = await clusterOf(target, aws);
    if (!found) return undefined;
    const { ClusterType, Provisioned, State = '' } = found;
    return {
      name: nameIn(target.arn),
      isServerless: ClusterType === 'SERVERLESS',
      status: State,
      inCluster: Provisioned?.EncryptionInfo?.EncryptionInTransit?.InCluster ?? null,
      like: encryptedLike({ ...Provisioned }),
    };
  },
  evaluate: adviceOf,
  write: newCluster,
});

/** Finds clusters whose brokers speak plaintext with each other, and says how they are replaced. */
export default remediation({
  meta: {
    id: 'msk-cluster-in-cluster-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'within', matter: 'plaintext' },
    title: 'Brokers of MSK clusters speak TLS with each other',
    summary:
      'Finds provisioned clusters with InCluster false, and says how a new one is made that is otherwise like it, and how clients move. Waxseal does not do it: MSK fixes this when a cluster is made.',
    resourceType: 'AWS::MSK::Cluster',
    configRules: ['MSK_IN_CLUSTER_NODE_REQUIRE_TLS'],
    // https://docs.aws.amazon.com/config/latest/developerguide/msk-in-cluster-node-require-tls.html
    managedRules: {
      MSK_IN_CLUSTER_NODE_REQUIRE_TLS: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'il-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['MSK.1'],
    services: ['kafka'],
    reversible: true,
    permissions: { read: ['kafka:DescribeClusterV2'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/msk-in-cluster-node-require-tls.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-1',
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/migration.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-msk-cluster-encryptionintransit.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
