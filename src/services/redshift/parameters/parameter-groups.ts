import {
  CreateClusterParameterGroupCommand,
  DeleteClusterParameterGroupCommand,
  DescribeClusterParameterGroupsCommand,
  ModifyClusterParameterGroupCommand,
  paginateDescribeClusterParameters,
  RedshiftClient,
  ResetClusterParameterGroupCommand,
} from '@aws-sdk/client-redshift';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Group, Parameter, ParameterGroups, Parameters } from '../../../families/parameter/groups.ts';
import { isDefaultGroup, ownGroupName } from '../facts/names.ts';
import { requireSsl } from '../facts/require-ssl.ts';
import { clusters } from './clusters.ts';

const none = ['ClusterParameterGroupNotFoundFault', 'ClusterParameterGroupNotFound'] as const;

const orNone = async <Answer>(asking: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await asking;
  } catch (error) {
    if (isNamed(error, ...none)) return undefined;
    throw error;
  }
};

const everyParameter = async (ParameterGroupName: string, aws: Aws): Promise<Parameters> => {
  const found = new Map<string, Parameter>();
  const pages = paginateDescribeClusterParameters(
    { client: aws.use(RedshiftClient) },
    { ParameterGroupName },
  );
  for await (const { Parameters = [] } of bounded(pages))
    for (const { ParameterName, ParameterValue, Source, ApplyType, IsModifiable } of Parameters)
      if (ParameterName !== undefined)
        found.set(ParameterName, {
          value: ParameterValue ?? null,
          set: Source === 'user' ? (ParameterValue ?? null) : null,
          isStatic: ApplyType !== 'dynamic',
          isModifiable: IsModifiable ?? false,
          sinceVersion: '',
        });
  return found;
};

const groupOf = async (name: string, aws: Aws): Promise<Group | undefined> => {
  const asked = new DescribeClusterParameterGroupsCommand({ ParameterGroupName: name });
  const answer = await orNone(aws.use(RedshiftClient).send(asked));
  const found = answer?.ParameterGroups?.find(({ ParameterGroupName }) => ParameterGroupName === name);
  if (!found) return undefined;
  const { ParameterGroupFamily: family = '', Description: description = '', Tags = [] } = found;
  return { name, family, description, tags: tagsByKey(Tags) };
};

/** Names of all clusters that a group is attached to, sorted. Redshift has no filter for this: all are listed. */
const usersOf = async (group: string, aws: Aws): Promise<readonly string[]> => {
  const users: string[] = [];
  for await (const { ClusterIdentifier, ClusterParameterGroups = [] } of clusters({}, aws))
    if (ClusterParameterGroups.some(({ ParameterGroupName }) => ParameterGroupName === group))
      users.push(ClusterIdentifier ?? '(no name)');
  return users.toSorted();
};

/** Parameter groups of Redshift, which it cannot copy. */
export const parameterGroups: ParameterGroups = {
  type: 'Cluster parameter group',
  thing: 'cluster',
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterParameterGroup.html
  parametersPerCall: 20,
  copies: false,
  isDefault: isDefaultGroup,
  ownName: ownGroupName,
  tlsParameterOfFamily: () => requireSsl,
  groupOf,
  parametersOf: (name, aws) => orNone(everyParameter(name, aws)),
  usersOf,
  set: async (ParameterGroupName, parameters, aws) => {
    const Parameters = parameters.map(({ name, value }) => ({ ParameterName: name, ParameterValue: value }));
    await aws
      .use(RedshiftClient)
      .send(new ModifyClusterParameterGroupCommand({ ParameterGroupName, Parameters }));
  },
  reset: async (ParameterGroupName, parameters, aws) => {
    // Never the whole group.
    const Parameters = parameters.map(({ name }) => ({ ParameterName: name }));
    const asked = { ParameterGroupName, ResetAllParameters: false, Parameters };
    await aws.use(RedshiftClient).send(new ResetClusterParameterGroupCommand(asked));
  },
  make: async (name, { family, description, tags }, aws) => {
    await aws.use(RedshiftClient).send(
      new CreateClusterParameterGroupCommand({
        ParameterGroupName: name,
        ParameterGroupFamily: family,
        Description: description,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  },
  drop: async (ParameterGroupName, aws) => {
    await aws.use(RedshiftClient).send(new DeleteClusterParameterGroupCommand({ ParameterGroupName }));
  },
};
