import { lists } from '../../../sandbox/kit/pages.ts';
import { putPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

/** TODO: the API reference. */
const reference = 'https://docs.aws.amazon.com/TODO';

const lastOf = (text: string | undefined): string | undefined => text?.split(/[:/]/).at(-1);

/** TODO: what it takes as a policy, with the pages that say so. */
const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 20_480,
  isAction: (action) => action === '*' || /^sqs:[\w*?]+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(`arn:${partition}:sqs:`),
  conditionKeys: ['sqs'],
  malformed: (message) => refuse('TODO', 400, message, reference),
});

const queues = recordsOf({
  all: (world) => world.sqs.Queues,
  with: (world, Queues) => ({ ...world, sqs: { ...world.sqs, Queues } }),
  is: (item, input: { readonly QueueUrl?: string }, { region }) =>
    item.Name === lastOf(input.QueueUrl) && item.Region === region,
  missing: () => refuse('QueueDoesNotExist', 400, 'There is no such queue.', reference),
});

/** What the sandbox plays of it. */
export const sqs: Operations = {
  /** TODO: the page of ListQueues in the API reference: what it answers, what it refuses. */
  ListQueues: lists({
    as: 'QueueUrls',
    token: 'NextToken',

    items: (world, _input: object, { region }) => {
      const { account } = world;
      return world.sqs.Queues.filter(({ Region }) => Region === region).map(
        ({ Name, Region }) => `https://sqs.${Region}.amazonaws.com/${account}/${Name}`,
      );
    },
  }),
  /** TODO: the page of GetQueueAttributes in the API reference: what it answers, what it refuses. */
  GetQueueAttributes: queues.reads(({ Policy }) => ({
    Attributes: { ...(Policy !== undefined && { Policy }) },
  })),
  /** TODO: the page of SetQueueAttributes in the API reference: what it answers, what it refuses. */
  SetQueueAttributes: queues.changes(
    (
      { Policy: old, ...item },
      input: { readonly QueueUrl: string } & { readonly Attributes: { readonly Policy?: string } },
      _context,
      { partition },
    ) => {
      const text = input.Attributes.Policy;
      const put = text === undefined ? { policy: old } : putPolicy(text, rules(partition));
      if ('refusal' in put) return put;
      return { item: { ...item, ...(put.policy !== undefined && { Policy: put.policy }) } };
    },
  ),
  /** TODO: the page of ListQueueTags in the API reference: what it answers, what it refuses. */
  ListQueueTags: queues.reads(({ Tags }) => ({ Tags: Tags })),
};
