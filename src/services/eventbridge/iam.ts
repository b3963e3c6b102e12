// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeEventBus: { access: 'read', on: ['event-bus', 'event-busv2'] },
    ListEventBuses: { access: 'read', on: [], lists: true },
    ListTagsForResource: {
      access: 'read',
      on: [
        'event-bus',
        'event-busv2',
        'event-sourcev2',
        'rule-on-custom-event-bus',
        'rule-on-default-event-bus',
        'subscriber',
      ],
      lists: true,
    },
    PutEvents: { access: 'write', on: ['event-bus', 'event-busv2'] },
    PutPermission: { access: 'write', on: [] },
    RemovePermission: { access: 'write', on: [] },
  },
  arns: {
    'event-bus': 'arn:{partition}:events:{region}:{account}:event-bus/*',
    'event-busv2': 'arn:{partition}:events:{region}:{account}:event-busv2/*/*',
  },
};
