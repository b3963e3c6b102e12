import {
  CopyDBClusterParameterGroupCommand,
  CreateDBClusterParameterGroupCommand,
  DeleteDBClusterParameterGroupCommand,
  DescribeDBClusterParameterGroupsCommand,
  ModifyDBClusterParameterGroupCommand,
  paginateDescribeDBClusterParameters,
  RDSClient,
  ResetDBClusterParameterGroupCommand,
} from '@aws-sdk/client-rds';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Group, Parameter, ParameterGroups, Parameters } from '../../../families/parameter/groups.ts';
import { isDefaultGroup, ownGroupName } from '../facts/names.ts';
import { clusterPages } from './cluster-pages.ts';
import { noGroup, parameterOf, tagsOf } from './parameter-groups.ts';
import { resetsOf, settingsOf, tagList } from './parameter-inputs.ts';

/** Clusters say so by a name of their own. */
const none = [...noGroup, 'DBClusterParameterGroupNotFoundFault', 'DBClusterParameterGroupNotFound'] as const;

const parametersOf = async (
  DBClusterParameterGroupName: string,
  aws: Aws,
): Promise<Parameters | undefined> => {
  const found = new Map<string, Parameter>();
  const asked = { DBClusterParameterGroupName };
  try {
    const pages = paginateDescribeDBClusterParameters({ client: aws.use(RDSClient) }, asked);
    for await (const page of bounded(pages))
      for (const parameter of page.Parameters ?? [])
        if (parameter.ParameterName !== undefined) found.set(parameter.ParameterName, parameterOf(parameter));
  } catch (error) {
    if (isNamed(error, ...none)) return undefined;
    throw error;
  }
  return found;
};

const groupOf = async (name: string, aws: Aws): Promise<Group | undefined> => {
  try {
    const asked = new DescribeDBClusterParameterGroupsCommand({ DBClusterParameterGroupName: name });
    const [found] = (await aws.use(RDSClient).send(asked)).DBClusterParameterGroups ?? [];
    if (!found) return undefined;
    const { DBParameterGroupFamily: family = '', Description: description = '' } = found;
    const arn = found.DBClusterParameterGroupArn;
    return { name, family, description, tags: arn === undefined ? {} : await tagsOf(arn, aws) };
  } catch (error) {
    if (isNamed(error, ...none)) return undefined;
    throw error;
  }
};

/** Names of all clusters that a group is attached to, sorted. RDS has no filter for this: all are listed. */
const usersOf = async (group: string, aws: Aws): Promise<readonly string[]> => {
  const users: string[] = [];
  for await (const { DBClusterIdentifier, DBClusterParameterGroup } of clusterPages({}, aws))
    if (DBClusterParameterGroup === group) users.push(DBClusterIdentifier ?? '(no name)');
  return users.toSorted();
};

/** DB cluster parameter groups: those of clusters, which instances' groups have nothing to do with. */
export const clusterParameterGroups = (
  tlsParameterOfFamily: ParameterGroups['tlsParameterOfFamily'],
): ParameterGroups => ({
  type: 'DB cluster parameter group',
  thing: 'cluster',
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html
  parametersPerCall: 20,
  copies: true,
  isDefault: isDefaultGroup,
  ownName: ownGroupName,
  tlsParameterOfFamily,
  groupOf,
  parametersOf,
  usersOf,
  set: async (DBClusterParameterGroupName, parameters, aws) => {
    const asked = { DBClusterParameterGroupName, Parameters: settingsOf(parameters) };
    await aws.use(RDSClient).send(new ModifyDBClusterParameterGroupCommand(asked));
  },
  reset: async (DBClusterParameterGroupName, parameters, aws) => {
    const Parameters = resetsOf(parameters);
    // Never the whole group.
    const asked = { DBClusterParameterGroupName, ResetAllParameters: false, Parameters };
    await aws.use(RDSClient).send(new ResetDBClusterParameterGroupCommand(asked));
  },
  make: async (name, { family, description, tags, copyOf }, aws) => {
    const rds = aws.use(RDSClient);
    const Tags = tagList(tags);
    await (copyOf === null
      ? rds.send(
          new CreateDBClusterParameterGroupCommand({
            DBClusterParameterGroupName: name,
            DBParameterGroupFamily: family,
            Description: description,
            Tags,
          }),
        )
      : rds.send(
          new CopyDBClusterParameterGroupCommand({
            SourceDBClusterParameterGroupIdentifier: copyOf,
            TargetDBClusterParameterGroupIdentifier: name,
            TargetDBClusterParameterGroupDescription: description,
            Tags,
          }),
        ));
  },
  drop: async (DBClusterParameterGroupName, aws) => {
    await aws.use(RDSClient).send(new DeleteDBClusterParameterGroupCommand({ DBClusterParameterGroupName }));
  },
});
