import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import {
  refuse,
  type Context,
  type Operation,
  type Operations,
  type Refusal,
  type World,
} from '../../../sandbox/world.ts';
import { putQueuePolicy } from './policy.ts';
import { isSettable, type Queue } from './records.ts';

const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/';

/** Queues are those of whoever calls. */
const placeOf = ({ caller }: Context): { readonly partition: string; readonly account: string } => {
  const [, partition = '', , , account = ''] = caller.split(':');
  return { partition, account };
};
const arnOf = ({ Name, Region }: Queue, context: Context): string => {
  const { partition, account } = placeOf(context);
  return `arn:${partition}:sqs:${Region}:${account}:${Name}`;
};
const urlOf = ({ Name, Region }: Queue, context: Context): string => {
  const { partition, account } = placeOf(context);
  return `https://sqs.${Region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${Name}`;
};

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
  is: (queue, { QueueUrl }, context) =>
    queue.Region === context.region && QueueUrl.endsWith(`/${placeOf(context).account}/${queue.Name}`),
});

interface ByName {
  readonly QueueName: string;
  readonly QueueOwnerAWSAccountId?: string;
}
const byName = recordsOf<Queue, ByName>({
  ...all,
  is: ({ Name, Region }, { QueueName, QueueOwnerAWSAccountId: owner }, context) => {
    const { account } = placeOf(context);
    return Name === QueueName && Region === context.region && (owner ?? account) === account;
  },
});

interface List {
  readonly MaxResults?: number;
  readonly QueueNamePrefix?: string;
}
const inPages = lists<List, string>({
  as: 'QueueUrls',
  token: 'NextToken',
  most: { as: 'MaxResults', largest: 1000 },
  items: ({ sqs: { Queues } }, { QueueNamePrefix = '' }, context) =>
    Queues.filter(({ Name, Region }) => Region === context.region && Name.startsWith(QueueNamePrefix)).map(
      (queue) => urlOf(queue, context),
    ),
});
/** Who does not say how many are wanted is given one page, and no token for more. */
const listQueues: Operation<List> = (world, input, context) => {
  const answer = inPages(world, input, context);
  if ('refusal' in answer || input.MaxResults !== undefined) return answer;
  const told = Object.entries(answer.output).filter(([name]) => name !== 'NextToken');
  return { ...answer, output: Object.fromEntries(told) };
};

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
  // API_ListQueues.html
  ListQueues: listQueues,
  // API_GetQueueUrl.html
  GetQueueUrl: byName.reads((queue, _input: ByName, context) => ({ QueueUrl: urlOf(queue, context) })),
  // API_GetQueueAttributes.html: those that are asked for, as far as the queue has them; without names none.
  GetQueueAttributes: byUrl.reads((queue, { AttributeNames: names = [] }: Asked, context) => {
    const { Policy, Attributes } = queue;
    const has: Readonly<Record<string, string>> = {
      ...Attributes,
      ...(Policy !== undefined && { Policy }),
      QueueArn: arnOf(queue, context),
    };
    const unknown = names.find((name) => !['All', 'Policy', 'QueueArn'].includes(name) && !isSettable(name));
    if (unknown !== undefined) return unknownName(unknown, 'API_GetQueueAttributes');
    const told = Object.entries(has).filter(([name]) => names.includes('All') || names.includes(name));
    // Without any the member itself is absent.
    return told.length === 0 ? {} : { Attributes: Object.fromEntries(told) };
  }),
  // API_SetQueueAttributes.html: those that are not named stay as they are.
  SetQueueAttributes: byUrl.changes(
    ({ Policy: old, ...queue }, { Attributes: { Policy, ...others } }: Put, context) => {
      const unknown = Object.keys(others).find((name) => !isSettable(name));
      if (unknown !== undefined) return unknownName(unknown, 'API_SetQueueAttributes');
      const { partition } = placeOf(context);
      const put = Policy === undefined ? { policy: old } : putQueuePolicy(Policy, partition);
      if ('refusal' in put) return put;
      const Attributes = { ...queue.Attributes, ...others };
      return { item: { ...queue, Attributes, ...(put.policy !== undefined && { Policy: put.policy }) } };
    },
  ),
  // API_ListQueueTags.html
  ListQueueTags: byUrl.reads(({ Tags }) => (Object.keys(Tags).length === 0 ? {} : { Tags })),
};
