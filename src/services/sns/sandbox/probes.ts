import { refusedBy } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody publishes over HTTP. */
export const topic: Probed = {
  ids: ({ sns }) => sns.Topics.map(({ TopicArn }) => TopicArn),
  name: (id) => id.split(':').at(-1),
  probe: (resource, { sns }) => {
    const { Policy } = sns.Topics.find(({ TopicArn }) => TopicArn === resource) ?? {};
    const by = refusedBy(Policy, { action: 'sns:Publish', resource, secure: false });
    const gets = by === undefined ? 'taken' : `refused by ${by}`;
    return { asks: 'message over HTTP', gets, refused: by !== undefined };
  },
};
