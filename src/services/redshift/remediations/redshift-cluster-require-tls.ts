import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { environmentNotes } from '../../../dependants/words.ts';
import { forceTls } from '../../../families/parameter.ts';
import { without } from '../../../families/typed.ts';
import { meaningOf } from '../facts/statuses.ts';
import { attaching } from '../parameters/attaching.ts';
import { dependantsOf } from '../parameters/dependants.ts';
import { findCluster } from '../parameters/reading.ts';
import { hazards } from './redshift-cluster-require-tls/hazards.ts';
import { messages as own } from './redshift-cluster-require-tls/messages.ts';
import { source } from './redshift-cluster-require-tls/source.ts';

const { messages, plan, ...parts } = forceTls({
  thing: 'cluster',
  service: 'Redshift',
  value: 'true',
  off: 'false',
  reboot: 'Reboot it (aws redshift reboot-cluster --region {region} --cluster-identifier {cluster})',
  inTemplate:
    'an AWS::Redshift::ClusterParameterGroup with {parameter} among its Parameters, named by ClusterParameterGroupName of the cluster',
  attachment: 'clusterGroup',
  ...attaching,
  find: findCluster,
  around: ({ thing: { addresses } }, aws) => dependantsOf(addresses, aws),
  messages: own,
  meaningOf,
  outside: ({ name }) => {
    throw new TypeError(`cluster ${name} has no parameter, as every cluster has`);
  },
  hazards,
  notes: ({ thing, around }) => environmentNotes({ cluster: thing.name }, around),
  source,
});

/** Makes a provisioned cluster of Redshift refuse connections without TLS. */
export default remediation({
  meta: {
    id: 'redshift-cluster-require-tls',
    version: 1,
    family: 'parameter',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Redshift clusters refuse connections without TLS',
    summary:
      'Sets require_ssl to true in the parameter group of a cluster; a cluster with a default group gets a group of its own first. Always asks: the parameter is static, and whoever connects without TLS is shut out by the reboot. Never reboots and never sets off what the owner has queued. Where AWS Config reports a parameter group, every cluster that has it is looked at.',
    resourceType: 'AWS::Redshift::Cluster',
    configRules: ['REDSHIFT_REQUIRE_TLS_SSL'],
    // https://docs.aws.amazon.com/config/latest/developerguide/redshift-require-tls-ssl.html
    managedRules: { REDSHIFT_REQUIRE_TLS_SSL: { regions: { lacking: ['mx-central-1'] } } },
    controls: ['Redshift.2'],
    services: ['redshift'],
    impacts: ['breaks-plaintext', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'redshift:DescribeClusterParameterGroups',
        'redshift:DescribeClusterParameters',
        'redshift:DescribeClusters',
      ],
      write: [
        'redshift:CreateClusterParameterGroup',
        'redshift:CreateTags',
        'redshift:ModifyCluster',
        'redshift:ModifyClusterParameterGroup',
      ],
      undo: [
        'redshift:DeleteClusterParameterGroup',
        'redshift:ModifyCluster',
        'redshift:ModifyClusterParameterGroup',
        'redshift:ResetClusterParameterGroup',
      ],
    },
    // The parameter is static, and nothing waits for an upgrade.
    messages: without(messages, 'reboot-due-dynamic', 'group-awaits-upgrade'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/redshift-require-tls-ssl.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-2',
      'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
      'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html',
      'https://docs.aws.amazon.com/redshift/latest/APIReference/API_Cluster.html',
      'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ClusterParameterStatus.html',
      'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html',
      'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterParameterGroup.html',
      'https://docs.aws.amazon.com/redshift/latest/APIReference/API_RebootCluster.html',
      'https://docs.aws.amazon.com/redshift/latest/dg/SYS_CONNECTION_LOG.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  // Redshift copies no groups.
  plan: (state, target) => plan(state, target, { sharedGroup: 'ask' }),
});
