import { refusedBy } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';
import { urlOf } from './operations.ts';

/** Somebody sends a message over HTTP. */
export const queue: Probed = {
  ids: ({ sqs }) => sqs.Queues.map(urlOf),
  name: (id) => id.split('/').at(-1),
  probe: (id, { sqs }) => {
    const { Policy, QueueArn: resource = '' } = sqs.Queues.find((one) => urlOf(one) === id) ?? {};
    const by = refusedBy(Policy, { action: 'sqs:SendMessage', resource, secure: false });
    const gets = by === undefined ? 'taken' : `refused by ${by}`;
    return { asks: 'message over HTTP', gets, refused: by !== undefined };
  },
};
