import { remediation } from '../../../core/model/remediation.ts';
import { forceTls, parameterSettings } from '../../../families/parameter.ts';
import { without } from '../../../families/typed.ts';
import { clusterMeaningOf } from '../facts/cluster-statuses.ts';
import { docdbParameterOf } from '../facts/docdb.ts';
import { docdbRules } from '../facts/managed-rules.ts';
import { clusterAttaching } from '../parameters/cluster-attaching.ts';
import { clusterParameterGroups } from '../parameters/cluster-parameter-groups.ts';
import { findCluster } from '../parameters/cluster-reading.ts';
import { dependantsOf } from '../parameters/dependants.ts';
import { docdbCode, sourceIn } from '../parameters/source.ts';
import { hazards, notes, obstacle, outside } from './docdb-cluster-force-tls/decide.ts';
import { messages as own } from './docdb-cluster-force-tls/messages.ts';

const { messages, ...parts } = forceTls({
  thing: 'cluster',
  service: 'DocumentDB',
  value: 'tls1.2+',
  off: 'disabled',
  reboot:
    'Reboot each of its instances, replicas first (aws docdb reboot-db-instance --region {region} --db-instance-identifier INSTANCE),',
  inTemplate:
    'an AWS::DocDB::DBClusterParameterGroup with Parameters: {parameter}: tls1.2+, named by DBClusterParameterGroupName of the cluster',
  attachment: 'clusterGroup',
  ...clusterAttaching(clusterParameterGroups(docdbParameterOf)),
  find: findCluster(docdbParameterOf),
  around: async ({ thing: { name, addresses }, tls }, aws, { region }) => {
    const [address, ...others] = addresses;
    const connecting = { name, address, others, engine: tls.engine, proxied: false } as const;
    return { ...(await dependantsOf(connecting, aws)), region };
  },
  messages: own,
  meaningOf: clusterMeaningOf,
  outside,
  obstacle,
  hazards,
  notes,
  source: sourceIn(docdbCode),
});

/** Makes a DocumentDB cluster demand TLS 1.2 or newer. */
export default remediation({
  meta: {
    id: 'docdb-cluster-force-tls',
    version: 1,
    family: 'parameter',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'DocumentDB clusters demand TLS 1.2 or newer',
    summary:
      'Sets tls to tls1.2+ in the cluster parameter group of a DocumentDB cluster; a cluster with a default group gets a group of its own first. Always asks: the parameter is static, and whoever has no such TLS is shut out by the reboot. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBCluster',
    configRules: ['DOCDB_CLUSTER_ENCRYPTED_IN_TRANSIT'],
    managedRules: docdbRules,
    controls: ['DocumentDB.6'],
    services: ['rds'],
    impacts: ['breaks-plaintext', 'breaks-old-tls', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeDBClusterParameterGroups',
        'rds:DescribeDBClusterParameters',
        'rds:DescribeDBClusters',
        'rds:ListTagsForResource',
      ],
      write: [
        'rds:AddTagsToResource',
        'rds:CopyDBClusterParameterGroup',
        'rds:CreateDBClusterParameterGroup',
        'rds:ModifyDBCluster',
        'rds:ModifyDBClusterParameterGroup',
      ],
      undo: [
        'rds:DeleteDBClusterParameterGroup',
        'rds:ModifyDBCluster',
        'rds:ModifyDBClusterParameterGroup',
        'rds:ResetDBClusterParameterGroup',
      ],
    },
    // The parameter is static: https://docs.aws.amazon.com/documentdb/latest/devguide/security.encryption.ssl.html
    messages: without(messages, 'reboot-due-dynamic'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/docdb-cluster-encrypted-in-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html',
      'https://docs.aws.amazon.com/documentdb/latest/devguide/security.encryption.ssl.html',
      'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_Parameter.html',
      'https://docs.aws.amazon.com/documentdb/latest/developerguide/monitoring_docdb-cluster_status.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html',
    ],
  },
  settings: parameterSettings,
  ...parts,
});
