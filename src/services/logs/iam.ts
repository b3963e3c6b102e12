// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    CreateDelivery: { access: 'write', on: ['delivery', 'delivery-destination', 'delivery-source'] },
    CreateLogGroup: { access: 'write', on: ['log-group'] },
    DeleteDelivery: { access: 'write', on: ['delivery'] },
    DeleteDeliveryDestination: { access: 'write', on: ['delivery-destination'] },
    DeleteDeliverySource: { access: 'write', on: ['delivery-destination'] },
    DescribeConfigurationTemplates: { access: 'read', on: [], lists: true },
    DescribeDeliveries: { access: 'read', on: [], lists: true },
    DescribeDeliveryDestinations: { access: 'read', on: [], lists: true },
    DescribeDeliverySources: { access: 'read', on: [], lists: true },
    DescribeLogGroups: { access: 'read', on: [], lists: true },
    GetQueryResults: { access: 'read', on: ['log-group'] },
    PutDeliveryDestination: { access: 'write', on: ['delivery-destination'] },
    PutDeliverySource: { access: 'write', on: ['delivery-source'] },
    PutRetentionPolicy: { access: 'write', on: ['log-group'] },
    StartQuery: { access: 'read', on: ['log-group'] },
    StopQuery: { access: 'read', on: [] },
  },
  arns: {
    delivery: 'arn:{partition}:logs:{region}:{account}:delivery:*',
    'delivery-destination': 'arn:{partition}:logs:{region}:{account}:delivery-destination:*',
    'delivery-source': 'arn:{partition}:logs:{region}:{account}:delivery-source:*',
    'log-group': 'arn:{partition}:logs:{region}:{account}:log-group:*',
  },
};
