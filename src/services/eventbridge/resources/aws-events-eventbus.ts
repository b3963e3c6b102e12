import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { isThere } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { busArn, busNamed, busNameIn } from '../facts/event-bus.ts';

const type = 'AWS::Events::EventBus';

const targetOf = targetsOf(type, busArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListEventBusesCommand({ Limit: 100, NextToken });
    const answer = await aws.use(EventBridgeClient).send(asked);
    return { items: answer.EventBuses, next: answer.NextToken };
  });
  for await (const { Name } of pages) if (Name !== undefined) yield targetOf(Name, place);
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const Name = busNamed(id, place);
  if (Name === undefined) return undefined;
  const asking = aws.use(EventBridgeClient).send(new DescribeEventBusCommand({ Name }));
  return (await isThere('ResourceNotFoundException', asking)) ? targetOf(Name, place) : undefined;
};

/** Event buses, the default one and those of partners among them. AWS Config names them by name, people also by ARN. */
const bus: Resource = {
  type,
  arn: 'arn:{partition}:events:{region}:{account}:event-bus/{bus}',
  configRecords: true,
  permissions: ['events:DescribeEventBus', 'events:ListEventBuses', 'events:ListTagsForResource'],
  idOf: busNameIn,
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceARN }, aws) => {
    const asked = new ListTagsForResourceCommand({ ResourceARN });
    const { Tags = [] } = await aws.use(EventBridgeClient).send(asked);
    return tagsByKey(Tags);
  },
};

export default bus;
