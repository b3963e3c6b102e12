import { overPlainHttp } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';
import { urlOf } from './operations.ts';

/** Somebody sends a message over HTTP. */
export const queue: Probed = {
  ids: ({ sqs }) => sqs.Queues.map(urlOf),
  name: (id) => id.split('/').at(-1),
  probe: (id, { sqs }) => {
    const { Policy, QueueArn: resource = '' } = sqs.Queues.find((one) => urlOf(one) === id) ?? {};
    return overPlainHttp(Policy, { asks: 'message over HTTP', action: 'sqs:SendMessage', resource });
  },
};
