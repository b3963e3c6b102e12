import { lists } from '../../../sandbox/kit/pages.ts';
import type { Operations } from '../../../sandbox/world.ts';

export const lambda: Operations = {
  /** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
  ListFunctions: lists({
    as: 'Functions',
    token: 'Marker',
    next: 'NextMarker',
    items: (world, _input: object, { region }) =>
      region === world.lambda.region ? world.lambda.Functions : [],
  }),
};
