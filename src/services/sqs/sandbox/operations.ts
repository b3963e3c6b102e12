import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { putQueuePolicy } from './policy.ts';
import { isSettable, type Queue } from './records.ts';

const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/';

const partsOf = ({ QueueArn }: Queue): { readonly partition: string; readonly account: string } => {
  const [, partition = '', , , account = ''] = QueueArn.split(':');
  return { partition, account };
};
const pathOf = (queue: Queue): string => `/${partsOf(queue).account}/${queue.Name}`;
export const urlOf = (queue: Queue): string =>
  `https://sqs.${queue.Region}.amazonaws.com${partsOf(queue).partition === 'aws-cn' ? '.cn' : ''}${pathOf(queue)}`;

const all = {
  all: (world: World) => world.sqs.Queues,
  with: (world: World, Queues: Queue[]): World => ({ ...world, sqs: { ...world.sqs, Queues } }),
  missing: (): Refusal =>
    refuse(
      'QueueDoesNotExist',
      400,
      'The specified queue does not exist.',
      `${api}API_GetQueueUrl.html#Errors`,
    ),
};

interface ByUrl {
  readonly QueueUrl: string;
}
/** Whatever the host is called: an endpoint of the Region, or one from before. */
const byUrl = recordsOf<Queue, ByUrl>({
  ...all,
  is: (queue, { QueueUrl }, { region }) => queue.Region === region && QueueUrl.endsWith(pathOf(queue)),
});

interface ByName {
  readonly QueueName: string;
  readonly QueueOwnerAWSAccountId?: string;
}
const byName = recordsOf<Queue, ByName>({
  ...all,
  is: (queue, { QueueName, QueueOwnerAWSAccountId: owner }, { region }) =>
    queue.Name === QueueName &&
    queue.Region === region &&
    (owner ?? partsOf(queue).account) === partsOf(queue).account,
});

interface List {
  readonly MaxResults?: number;
  readonly QueueNamePrefix?: string;
}
// API_ListQueues.html
const listQueues = lists<List, string>({
  as: 'QueueUrls',
  token: 'NextToken',
  most: { as: 'MaxResults', largest: 1000 },
  tokenOnlyWhenAsked: true,
  items: ({ sqs: { Queues } }, { QueueNamePrefix = '' }, { region }) =>
    Queues.filter(({ Name, Region }) => Region === region && Name.startsWith(QueueNamePrefix)).map(urlOf),
});

const unknownName = (name: string, page: string): Refusal =>
  refuse('InvalidAttributeName', 400, `Unknown Attribute ${name}.`, `${api}${page}.html`);

interface Asked extends ByUrl {
  readonly AttributeNames?: readonly string[];
}
interface Put extends ByUrl {
  readonly Attributes: Readonly<Record<string, string>>;
}

/** What the sandbox plays of it. */
export const sqs: Operations = {
  ListQueues: listQueues,
  // API_GetQueueUrl.html
  GetQueueUrl: byName.reads((queue) => ({ QueueUrl: urlOf(queue) })),
  // API_GetQueueAttributes.html: those that are asked for, as far as the queue has them; without names none.
  GetQueueAttributes: byUrl.reads((queue, { AttributeNames: names = [] }: Asked) => {
    const { Policy, QueueArn, Attributes } = queue;
    const has: Readonly<Record<string, string>> = {
      ...Attributes,
      ...(Policy !== undefined && { Policy }),
      QueueArn,
    };
    const unknown = names.find((name) => !['All', 'Policy', 'QueueArn'].includes(name) && !isSettable(name));
    if (unknown !== undefined) return unknownName(unknown, 'API_GetQueueAttributes');
    const told = Object.entries(has).filter(([name]) => names.includes('All') || names.includes(name));
    // Without any the member itself is absent.
    return told.length === 0 ? {} : { Attributes: Object.fromEntries(told) };
  }),
  // API_SetQueueAttributes.html: those that are not named stay as they are.
  SetQueueAttributes: byUrl.changes(
    ({ Policy: old, ...queue }, { Attributes: { Policy, ...others } }: Put, _context, { partition }) => {
      const unknown = Object.keys(others).find((name) => !isSettable(name));
      if (unknown !== undefined) return unknownName(unknown, 'API_SetQueueAttributes');
      const put = Policy === undefined ? { policy: old } : putQueuePolicy(Policy, partition);
      if ('refusal' in put) return put;
      const Attributes = { ...queue.Attributes, ...others };
      return { item: { ...queue, Attributes, ...(put.policy !== undefined && { Policy: put.policy }) } };
    },
  ),
  // API_ListQueueTags.html
  ListQueueTags: byUrl.reads(({ Tags }) => (Object.keys(Tags).length === 0 ? {} : { Tags })),
};
