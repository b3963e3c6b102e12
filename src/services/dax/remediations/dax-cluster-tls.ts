import { DAXClient, DescribeClustersCommand } from '@aws-sdk/client-dax';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { newCluster } from './dax-cluster-tls/write.ts';

/** Everything that is said of clusters. */
const all = {
  'no-tls': {
    says: 'Cluster {name} of DynamoDB Accelerator was made without TLS: clients ask it for what is in DynamoDB, and get it, in the clear (dax://, port 8111).',
    todo: 'DAX sets it when a cluster is made and never after, so that Waxseal cannot. Make another one as waxseal plan --resource ARN shows, open port 9111 in its security groups, have clients use daxs:// and its name (that takes a DAX client that knows TLS), give it the tags of {name}, and delete {name} when nobody is left: VPC flow logs of its nodes show who still comes to port 8111. The new one begins with an empty cache: DynamoDB is asked more at first.',
  },
  'not-told': {
    says: 'DAX says {value} about TLS of cluster {name}, and Waxseal does not know what that means.',
    todo: 'Look at it: aws dax describe-clusters --region {region} --cluster-names {name} --query "Clusters[].ClusterEndpointEncryptionType"',
  },
} as const;

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    const asked = aws.use(DAXClient).send(new DescribeClustersCommand({ ClusterNames: [id] }));
    const answer = await unless('ClusterNotFoundFault', undefined, asked);
    const found = answer?.Clusters?.find(({ ClusterName }) => ClusterName === id);
    return (
      found && {
        encryption: found.ClusterEndpointEncryptionType ?? null,
        kept: {
          description: found.Description || null,
          nodeType: found.NodeType ?? '',
          nodes: found.TotalNodes ?? 1,
          role: found.IamRoleArn ?? '',
          subnetGroup: found.SubnetGroup ?? '',
          securityGroups: (found.SecurityGroups ?? [])
            .flatMap(({ SecurityGroupIdentifier }) => SecurityGroupIdentifier ?? [])
            .toSorted(),
          parameterGroup: found.ParameterGroup?.ParameterGroupName ?? '',
          atRest: found.SSEDescription?.Status === 'ENABLED',
          maintenanceWindow: found.PreferredMaintenanceWindow ?? null,
          topic: found.NotificationConfiguration?.TopicArn ?? null,
          network: found.NetworkType ?? null,
        },
      }
    );
  },
  evaluate: ({ encryption, kept }, { id: name, arn, region }): Evaluated<keyof typeof all> => {
    if (encryption === 'TLS') return { is: 'good' };
    if (encryption !== 'NONE')
      return { is: 'unknown', message: 'not-told', data: { name, region, value: encryption ?? 'nothing' } };
    const before = { ClusterEndpointEncryptionType: 'NONE' };
    return {
      is: 'advised',
      message: 'no-tls',
      data: { name },
      advises: [{ set: 'cluster', on: arn, before, after: kept }],
    };
  },
  write: newCluster,
});

/** Finds DAX clusters without TLS, and says how another one is made. */
export default remediation({
  meta: {
    id: 'dax-cluster-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'DAX clusters take TLS only',
    summary:
      'Evaluates ClusterEndpointEncryptionType of a cluster. It is set when a cluster is made and cannot be changed: how another one is made with what the old one has is told. Waxseal writes nothing.',
    resourceType: 'AWS::DAX::Cluster',
    configRules: ['DAX_TLS_ENDPOINT_ENCRYPTION'],
    // https://docs.aws.amazon.com/config/latest/developerguide/dax-tls-endpoint-encryption.html
    managedRules: {
      DAX_TLS_ENDPOINT_ENCRYPTION: {
        regions: {
          onlyIn: [
            'ap-northeast-1',
            'ap-south-1',
            'ap-southeast-1',
            'ap-southeast-2',
            'eu-central-1',
            'eu-west-1',
            'eu-west-2',
            'eu-west-3',
            'sa-east-1',
            'us-east-1',
            'us-east-2',
            'us-west-1',
            'us-west-2',
          ],
        },
      },
    },
    controls: ['DynamoDB.7'],
    services: ['dax'],
    reversible: true,
    permissions: { read: ['dax:DescribeClusters'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/dax-tls-endpoint-encryption.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-7',
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html',
      'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_Cluster.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
