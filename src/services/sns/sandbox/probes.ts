import { overPlainHttp } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody publishes over HTTP. */
export const topic: Probed = {
  ids: ({ sns }) => sns.Topics.map(({ TopicArn }) => TopicArn),
  name: (id) => id.split(':').at(-1),
  probe: (resource, { sns }) => {
    const { Policy } = sns.Topics.find(({ TopicArn }) => TopicArn === resource) ?? {};
    return overPlainHttp(Policy, { asks: 'message over HTTP', action: 'sns:Publish', resource });
  },
};
