import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { nameIn } from '../../facts/cluster.ts';

/** The same change in code. Another InCluster beside it would make a new cluster, without the records of the old one. */
export const source = ({ after }: Change, { arn }: Target): Source => {
  const name = nameIn(arn);
  const value = String(after);
  const beside = 'leave InCluster as it stands there: another one makes a new, empty cluster';
  return {
    cloudformation: `# In the AWS::MSK::Cluster ${name}; ${beside}.\nEncryptionInfo:\n  EncryptionInTransit:\n    ClientBroker: ${value}`,
    cdk: `// In the msk.CfnCluster ${name}; ${beside}.\nencryptionInfo: { encryptionInTransit: { clientBroker: '${value}' } },`,
    terraform: `# In the aws_msk_cluster ${name}; ${beside} (in_cluster).\nencryption_info {\n  encryption_in_transit {\n    client_broker = "${value}"\n  }\n}`,
  };
};
