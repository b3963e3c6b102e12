import { DescribeDBClustersCommand, ModifyDBClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import type { Attaching } from '../../../families/parameter/fields.ts';
import type { ParameterGroups } from '../../../families/parameter/groups.ts';
import { clusterNameOf } from '../facts/clusters.ts';
import { defaultGroupOf } from '../facts/names.ts';

const nameOf = (arn: string): string => {
  const name = clusterNameOf(arn);
  if (name === undefined) throw new TypeError(`${arn} is no DB cluster`);
  return name;
};

/** How a cluster gets another DB cluster parameter group. */
export const clusterAttaching = (groups: ParameterGroups): Attaching => ({
  groups,
  defaultOf: defaultGroupOf,
  attached: async (arn, aws) => {
    const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: nameOf(arn) });
    const [cluster] = (await aws.use(RDSClient).send(asked)).DBClusters ?? [];
    return cluster?.DBClusterParameterGroup;
  },
  /**
   * `ApplyImmediately` is never sent: RDS would also carry out whatever the owner has queued for the maintenance window.
   * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html
   */
  attach: async (arn, DBClusterParameterGroupName, aws) => {
    const asked = { DBClusterIdentifier: nameOf(arn), DBClusterParameterGroupName };
    await aws.use(RDSClient).send(new ModifyDBClusterCommand(asked));
  },
});
