// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: { PutEvents: { access: 'write', on: ['event-bus', 'event-busv2'] } },
  arns: {
    'event-bus': 'arn:{partition}:events:{region}:{account}:event-bus/*',
    'event-busv2': 'arn:{partition}:events:{region}:{account}:event-busv2/*/*',
  },
};
