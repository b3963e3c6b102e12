import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';

const page = 'https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html';
const pageSize = 3;

/** Read strictly: where there is nothing to list, DMS says that nothing was found. */
const describeEndpoints: Operation<{ readonly Marker?: string }> = (world, { Marker }) => {
  const { Endpoints: all } = world.dms;
  if (all.length === 0)
    return refuse('ResourceNotFoundFault', 400, 'No Endpoints found matching provided filters.', page);
  const from = Number(Marker ?? 0);
  const next = from + pageSize;
  return {
    world,
    output: { Endpoints: all.slice(from, next), ...(all.length > next && { Marker: String(next) }) },
  };
};

export const dms: Operations = { DescribeEndpoints: describeEndpoints };
