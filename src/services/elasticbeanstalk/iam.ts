// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeConfigurationSettings: { access: 'read', on: ['configurationtemplate', 'environment'] },
    DescribeEnvironments: { access: 'read', on: ['environment'], lists: true },
    ListTagsForResource: { access: 'read', on: ['environment'] },
  },
  arns: {
    configurationtemplate: 'arn:{partition}:elasticbeanstalk:{region}:{account}:configurationtemplate/*/*',
    environment: 'arn:{partition}:elasticbeanstalk:{region}:{account}:environment/*/*',
  },
};
