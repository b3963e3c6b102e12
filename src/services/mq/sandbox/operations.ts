import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/';

const brokers = recordsOf({
  all: (world) => world.mq.Brokers,
  with: (world, Brokers) => ({ ...world, mq: { ...world.mq, Brokers } }),
  is: (item, input: { readonly BrokerId?: string; readonly ResourceArn?: string }, { region }) =>
    item.Region === region && (item.BrokerId === input.BrokerId || item.BrokerArn === input.ResourceArn),
  missing: () =>
    refuse('NotFoundException', 404, "Can't find requested broker.", `${api}brokers-broker-id.html`),
});

/** What the sandbox plays of Amazon MQ. */
export const mq: Operations = {
  /** brokers.html */
  ListBrokers: lists({
    as: 'BrokerSummaries',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 100, least: 5 },
    wrong: (message) => refuse('BadRequestException', 400, message, `${api}brokers.html`),
    items: (world, _input: object, { region }) =>
      world.mq.Brokers.filter(({ Region }) => Region === region).map(
        ({ BrokerArn, BrokerId, BrokerName, BrokerState, EngineType }) => ({
          BrokerArn,
          BrokerId,
          BrokerName,
          BrokerState,
          EngineType,
        }),
      ),
  }),
  /** brokers-broker-id.html */
  DescribeBroker: brokers.reads(({ Region: _region, Endpoints, ...rest }) => ({
    ...rest,
    BrokerInstances: Endpoints.length > 0 ? [{ Endpoints }] : [],
  })),
  /** tags-resource-arn.html */
  ListTags: brokers.reads(({ Tags }) => ({ Tags })),
};
