import { singleQuoted } from '../../../../core/say/shell.ts';
import { tsText, yamlValue, hclText } from '../../../../aws/source-text.ts';
import { canonical } from '../../../../core/model/json.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { nameIn } from '../../facts/cluster.ts';
import type { MessageId } from './messages.ts';

export interface State {
  readonly name: string;
  readonly isServerless: boolean;
  readonly status: string;
  /** `null`: MSK does not show it. */
  readonly inCluster: boolean | null;
  /** What a new cluster is made from. */
  readonly like: Readonly<Record<string, unknown>>;
}

/** Pure. Whatever MSK is doing with the cluster: this stays as it was made. */
export const adviceOf = (state: State, { arn }: Target): Evaluated<MessageId> => {
  const { name, isServerless, status, inCluster, like } = state;
  const data = { name };
  if (isServerless) return { is: 'not-applicable', message: 'serverless', data };
  if (status === 'DELETING') return { is: 'pending', message: 'being-deleted', data };
  if (inCluster === null) return { is: 'unknown', message: 'not-shown', data };
  if (inCluster) return { is: 'good', notes: [{ message: 'clients-apart' }] };
  return {
    is: 'advised',
    message: 'plaintext-between-brokers',
    data,
    advises: [{ set: 'cluster', on: arn, before: { InCluster: false }, after: like }],
    notes: [
      { message: 'code-replaces' },
      ...saying<MessageId>('authentication-waits', true, data),
      { message: 'clients-apart' },
    ],
  };
};

/** Pure. A cluster beside the old one, like it. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { arn, region }: Target): Required<Source> => {
  const name = nameIn(arn);
  const made = `${name.slice(0, 60)}-tls`;
  const beside = `a new cluster beside ${name}, otherwise like it; in ${name} itself this would delete its records`;
  return {
    cloudformation: `# An AWS::MSK::Cluster: ${beside}.\nClusterName: ${yamlValue(made)}\nEncryptionInfo:\n  EncryptionInTransit:\n    InCluster: true`,
    cdk: `// A msk.CfnCluster: ${beside}.\nclusterName: ${tsText(made)},\nencryptionInfo: { encryptionInTransit: { inCluster: true } },`,
    terraform: `# An aws_msk_cluster: ${beside}.\ncluster_name = ${hclText(made)}\nencryption_info {\n  encryption_in_transit {\n    in_cluster = true\n  }\n}`,
    cli: `aws kafka create-cluster-v2 --region ${region} --cluster-name ${made} --provisioned ${singleQuoted(canonical(after))}`,
  };
};
