import {
  DescribeDBParameterGroupsCommand,
  ListTagsForResourceCommand,
  paginateDescribeDBInstances,
  paginateDescribeDBParameters,
  RDSClient,
  type DBInstance,
  type Parameter as RdsParameter,
  type Tag,
} from '@aws-sdk/client-rds';
import { isNamed } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Group, Parameter } from '../../../families/parameter/groups.ts';

export const noGroup = ['DBParameterGroupNotFoundFault', 'DBParameterGroupNotFound'] as const;

export const parameterOf = ({
  ParameterValue,
  Source,
  ApplyType,
  IsModifiable,
  MinimumEngineVersion,
}: RdsParameter): Parameter => ({
  value: ParameterValue ?? null,
  set: Source === 'user' || Source === 'system' ? (ParameterValue ?? null) : null,
  // So RDS calls what holds by default, even where somebody has set it.
  ...(Source === 'system' && { unsaid: true }),
  // Where RDS does not say so, a change is taken to need a reboot: that is refused for neither kind.
  isStatic: ApplyType !== 'dynamic',
  isModifiable: IsModifiable ?? false,
  sinceVersion: MinimumEngineVersion ?? '',
});

/** Every parameter of a group by name, all pages. `undefined`: there is no such group. */
export const parametersOf = async (
  group: string,
  aws: Aws,
): Promise<ReadonlyMap<string, Parameter> | undefined> => {
  const found = new Map<string, Parameter>();
  const paging = { client: aws.use(RDSClient) };
  try {
    for await (const page of bounded(paginateDescribeDBParameters(paging, { DBParameterGroupName: group })))
      for (const parameter of page.Parameters ?? [])
        if (parameter.ParameterName !== undefined) found.set(parameter.ParameterName, parameterOf(parameter));
  } catch (error) {
    if (isNamed(error, ...noGroup)) return undefined;
    throw error;
  }
  return found;
};

type Tags = Readonly<Record<string, string>>;

export const tagsIn = (list: readonly Tag[] = []): Tags => tagsByKey(list);

export const tagsOf = async (arn: string, aws: Aws): Promise<Tags> => {
  const answer = await aws.use(RDSClient).send(new ListTagsForResourceCommand({ ResourceName: arn }));
  return tagsIn(answer.TagList);
};

/** `undefined`: there is no such group. */
export const groupOf = async (name: string, aws: Aws): Promise<Group | undefined> => {
  try {
    const asked = new DescribeDBParameterGroupsCommand({ DBParameterGroupName: name });
    const [found] = (await aws.use(RDSClient).send(asked)).DBParameterGroups ?? [];
    if (!found) return undefined;
    const {
      DBParameterGroupFamily: family = '',
      Description: description = '',
      DBParameterGroupArn: arn,
    } = found;
    return { name, family, description, tags: arn === undefined ? {} : await tagsOf(arn, aws) };
  } catch (error) {
    if (isNamed(error, ...noGroup)) return undefined;
    throw error;
  }
};

/** Names of all DB instances that a group is attached to, sorted. RDS has no filter for this: all are listed. */
export const usersOf = async (group: string, aws: Aws): Promise<readonly string[]> => {
  const users: string[] = [];
  const paging = { client: aws.use(RDSClient) };
  for await (const { DBInstances = [] } of bounded(paginateDescribeDBInstances(paging, {})))
    for (const { DBInstanceIdentifier, DBParameterGroups = [] } of DBInstances)
      if (DBParameterGroups.some(({ DBParameterGroupName }) => DBParameterGroupName === group))
        users.push(DBInstanceIdentifier ?? '(no name)');
  return users.toSorted();
};

/** By `DbiResourceId`, so that another instance under an old name is not mistaken for it. */
export const instanceById = async (id: string, aws: Aws): Promise<DBInstance | undefined> => {
  const Filters = [{ Name: 'dbi-resource-id', Values: [id] }];
  const paging = { client: aws.use(RDSClient) };
  try {
    for await (const { DBInstances = [] } of bounded(paginateDescribeDBInstances(paging, { Filters })))
      for (const instance of DBInstances) if (instance.DbiResourceId === id) return instance;
  } catch (error) {
    if (!isNamed(error, 'DBInstanceNotFoundFault', 'DBInstanceNotFound')) throw error;
  }
  return undefined;
};
