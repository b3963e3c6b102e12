import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import type { Operation, Operations } from '../../../sandbox/world.ts';
import { refused } from './world.ts';

interface Described {
  readonly ParameterFilters?: readonly { readonly Key: string; readonly Values?: readonly string[] }[];
}
interface Asked {
  readonly Names: readonly string[];
  readonly WithDecryption?: boolean;
}
interface Put {
  readonly Name: string;
  readonly Value: string;
  readonly Overwrite?: boolean;
}

/** API_GetParameters.html: ten at most; those that are not there are told by name, and what is encrypted comes so. */
const getParameters: Operation<Asked> = (world, { Names, WithDecryption = false }, { region }) => {
  const page = 'GetParameters';
  if (Names.length < 1 || Names.length > 10)
    return refused('ValidationException', 'Names must have from 1 to 10 members', page);
  const here = world.ssm.Parameters.filter(({ Region }) => Region === region);
  const found = Names.flatMap((name) => here.find((one) => [one.Name, one.ARN].includes(name)) ?? []);
  return {
    world,
    output: {
      Parameters: found.map(({ Name, Type, Value, ARN }) => ({
        Name,
        Type,
        Value: Type === 'SecureString' && !WithDecryption ? 'AQICAHh…' : Value,
        ARN,
      })),
      InvalidParameters: Names.filter((name) => !found.some((one) => [one.Name, one.ARN].includes(name))),
    },
  };
};

/** API_PutParameter.html */
const putParameter: Operation<Put> = (world, { Name, Value, Overwrite = false }, { region }) => {
  const page = 'PutParameter';
  const old = world.ssm.Parameters.find((one) => one.Region === region && one.Name === Name);
  if (!old) return refused('ValidationException', 'The sandbox makes no parameters', page);
  if (!Overwrite) return refused('ParameterAlreadyExists', 'The parameter already exists', page);
  const Parameters = world.ssm.Parameters.map((one) => (one === old ? { ...one, Value } : one));
  return { world: { ...world, ssm: { ...world.ssm, Parameters } }, output: {} };
};

/** API_ListTagsForResource.html */
const listTagsForResource: Operation<{ readonly ResourceType: string; readonly ResourceId: string }> = (
  world,
  { ResourceType, ResourceId },
  { region },
) => {
  const page = 'ListTagsForResource';
  if (ResourceType !== 'Parameter')
    return refused('InvalidResourceType', 'The resource type is not valid', page);
  const found = world.ssm.Parameters.find((one) => one.Region === region && one.Name === ResourceId);
  if (!found) return refused('InvalidResourceId', 'The resource ID is not valid', page);
  return { world, output: { TagList: tagList(found.Tags) } };
};

export const parameters: Operations = {
  // API_DescribeParameters.html: no values; a filter by type takes several.
  DescribeParameters: lists({
    as: 'Parameters',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 50 },
    // As it calls a token of somebody else's.
    wrong: (message) =>
      refused(
        message.includes('oken') ? 'InvalidNextToken' : 'ValidationException',
        message,
        'DescribeParameters',
      ),
    items: ({ ssm: { Parameters } }, { ParameterFilters = [] }: Described, { region }) =>
      Parameters.filter(
        (one) =>
          one.Region === region &&
          ParameterFilters.every(({ Key, Values = [] }) => Key !== 'Type' || Values.includes(one.Type)),
      ).map(({ Name, Type, ARN }) => ({ Name, Type, ARN })),
  }),
  GetParameters: getParameters,
  ListTagsForResource: listTagsForResource,
  PutParameter: putParameter,
};
