import { lists } from '../../../sandbox/kit/pages.ts';
import { policyRefusal, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type World } from '../../../sandbox/world.ts';
import type { EventBus } from './records.ts';

const api = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/';

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 10_240,
  isAction: (action) => /^events:[\w*?]+$/i.test(action),
  isResource: (resource) => resource.startsWith(`arn:${partition}:events:`),
  conditionKeys: ['events'],
  malformed: (message, about) =>
    about === 'size'
      ? refuse(
          'PolicyLengthExceededException',
          400,
          message,
          `${api}API_PutPermission.html#API_PutPermission_Errors`,
        )
      : refuse('ValidationException', 400, message, `${api}CommonErrors.html`),
});

const all = {
  all: (world: World) => world.eventbridge.EventBuses,
  with: (world: World, EventBuses: EventBus[]): World => ({
    ...world,
    eventbridge: { ...world.eventbridge, EventBuses },
  }),
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      400,
      'Event bus does not exist.',
      `${api}API_DescribeEventBus.html#API_DescribeEventBus_Errors`,
    ),
};
const isIt = ({ Name, Arn, Region }: EventBus, wanted: string, region: string): boolean =>
  Region === region && [Name, Arn].includes(wanted);

/** Left out, the default bus is meant. */
const byName = recordsOf<EventBus, { readonly Name?: string }>({
  ...all,
  is: (bus, { Name = 'default' }, { region }) => isIt(bus, Name, region),
});
const byBus = recordsOf<EventBus, { readonly EventBusName?: string }>({
  ...all,
  is: (bus, { EventBusName = 'default' }, { region }) => isIt(bus, EventBusName, region),
});
const byArn = recordsOf<EventBus, { readonly ResourceARN: string }>({
  ...all,
  is: (bus, { ResourceARN }, { region }) => isIt(bus, ResourceARN, region),
});

/** What the sandbox plays of it. */
export const eventbridge: Operations = {
  // API_ListEventBuses.html
  ListEventBuses: lists({
    as: 'EventBuses',
    token: 'NextToken',
    most: { as: 'Limit', largest: 100 },
    wrong: (message) => refuse('ValidationException', 400, message, `${api}CommonErrors.html`),
    items: (world, _input: object, { region }) =>
      world.eventbridge.EventBuses.filter(({ Region }) => Region === region).map(({ Name, Arn }) => ({
        Name,
        Arn,
      })),
  }),
  // API_DescribeEventBus.html
  DescribeEventBus: byName.reads(({ Region: _region, Tags: _tags, ...rest }) => rest),
  // API_PutPermission.html: a whole policy.
  PutPermission: byBus.changes(
    (
      bus,
      { Policy: text }: { readonly EventBusName?: string; readonly Policy: string },
      _context,
      { partition },
    ) => {
      const refusal = policyRefusal(text, rules(partition));
      return refusal ?? { item: { ...bus, Policy: storedPolicy(text, partition) } };
    },
  ),
  // API_RemovePermission.html: all of it.
  RemovePermission: byBus.changes(({ Policy: _gone, ...item }) => ({ item })),
  // API_ListTagsForResource.html
  ListTagsForResource: byArn.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
};
