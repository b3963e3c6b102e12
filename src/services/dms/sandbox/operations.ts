import { lists } from '../../../sandbox/kit/pages.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const page = 'https://docs.aws.amazon.com/dms/latest/APIReference/API_DescribeEndpoints.html';

export const dms: Operations = {
  /** Read strictly: where there is nothing to list, DMS says that nothing was found. */
  DescribeEndpoints: lists({
    as: 'Endpoints',
    token: 'Marker',
    items: ({ dms: { Endpoints } }) =>
      Endpoints.length > 0
        ? Endpoints
        : refuse('ResourceNotFoundFault', 400, 'No Endpoints found matching provided filters.', page),
  }),
};
