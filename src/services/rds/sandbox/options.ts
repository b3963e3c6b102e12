import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';
import type { Instance } from './records.ts';
import { api, paged, pageSize, type Paging } from './world.ts';

/** AWS's own group of an engine: `default:oracle-ee-19`. */
export const defaultOptions = ({
  Engine,
  EngineVersion,
}: Pick<Instance, 'Engine' | 'EngineVersion'>): string => `default:${Engine}-${EngineVersion.split('.')[0]}`;

const describeOptionGroups: Operation<Paging & { readonly OptionGroupName?: string }> = (world, input) => {
  const { OptionGroupName: name } = input;
  const defaults = [...new Set(world.rds.DBInstances.map(defaultOptions))].map((OptionGroupName) => ({
    OptionGroupName,
    Options: [],
  }));
  const all = [...defaults, ...world.rds.OptionGroups].filter(
    ({ OptionGroupName }) => name === undefined || OptionGroupName === name,
  );
  if (name !== undefined && all.length === 0)
    return refuse(
      'OptionGroupNotFoundFault',
      404,
      `Specified OptionGroupName: ${name} not found.`,
      `${api}API_DescribeOptionGroups.html`,
    );
  const page = paged(all, input, pageSize, 'API_DescribeOptionGroups.html');
  return 'refusal' in page ? page : { world, output: { OptionGroupsList: page.items, ...page.next } };
};

/** What the sandbox plays of option groups. */
export const rdsOptions: Operations = { DescribeOptionGroups: describeOptionGroups };
