import { ModifyClusterCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import type { Attaching } from '../../../families/parameter/fields.ts';
import { clusterNameIn, defaultGroupOf } from '../facts/names.ts';
import { clusterNamed } from './clusters.ts';
import { parameterGroups } from './parameter-groups.ts';

const nameOf = (arn: string): string => {
  const name = clusterNameIn(arn);
  if (name === undefined) throw new TypeError(`${arn} is no Redshift cluster`);
  return name;
};

/** How a cluster gets another parameter group. It takes effect with the owner's reboot, and nothing else with it. */
export const attaching: Attaching = {
  groups: parameterGroups,
  defaultOf: defaultGroupOf,
  attached: async (arn, aws) => {
    const [group] = (await clusterNamed(nameOf(arn), aws))?.ClusterParameterGroups ?? [];
    return group?.ParameterGroupName;
  },
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html
  attach: async (arn, ClusterParameterGroupName, aws) => {
    const asked = { ClusterIdentifier: nameOf(arn), ClusterParameterGroupName };
    await aws.use(RedshiftClient).send(new ModifyClusterCommand(asked));
  },
};
