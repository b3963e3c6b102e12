// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetConfigurationSet: { access: 'read', on: ['configuration-set'] },
    GetConfigurationSetEventDestinations: { access: 'read', on: ['configuration-set'] },
    ListConfigurationSets: { access: 'read', on: [], lists: true },
    PutConfigurationSetDeliveryOptions: { access: 'write', on: ['configuration-set', 'dedicated-ip-pool'] },
  },
  arns: {
    'configuration-set': 'arn:{partition}:ses:{region}:{account}:configuration-set/*',
    'dedicated-ip-pool': 'arn:{partition}:ses:{region}:{account}:dedicated-ip-pool/*',
  },
};
