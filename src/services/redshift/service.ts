import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';
import { groupsOf } from './facts/concerns.ts';

/** Clusters that somebody provisions, and their parameter groups. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonredshift.html */
export default service({
  client: 'RedshiftClient',
  prefix: 'redshift',
  iam,
  reads: ['DescribeClusterParameterGroups', 'DescribeClusterParameters', 'DescribeClusters'],
  writes: [
    'CreateClusterParameterGroup',
    'CreateTags',
    'DeleteClusterParameterGroup',
    'ModifyCluster',
    'ModifyClusterParameterGroup',
    'RebootCluster',
    'ResetClusterParameterGroup',
  ],
  // What we create carries a tag, and a tag given at creation needs its own permission.
  needs: {
    CreateClusterParameterGroup: ['redshift:CreateClusterParameterGroup', 'redshift:CreateTags'],
  },
  narrowed: {
    CreateTags: { on: ['parametergroup'], because: 'Groups that we make are tagged, and nothing else is.' },
  },
  concerns: { parametergroup: groupsOf },
});
