// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetListener: { access: 'read', on: ['Listener'] },
    GetRule: { access: 'read', on: ['Rule'] },
    GetService: { access: 'read', on: ['Service'] },
    GetTargetGroup: { access: 'read', on: ['TargetGroup'] },
    ListListeners: { access: 'read', on: [], lists: true },
    ListRules: { access: 'read', on: [], lists: true },
    ListServices: { access: 'read', on: [], lists: true },
    ListTagsForResource: { access: 'read', on: [] },
  },
  arns: {
    Listener: 'arn:{partition}:vpc-lattice:{region}:{account}:service/*/listener/*',
    Rule: 'arn:{partition}:vpc-lattice:{region}:{account}:service/*/listener/*/rule/*',
    Service: 'arn:{partition}:vpc-lattice:{region}:{account}:service/*',
    TargetGroup: 'arn:{partition}:vpc-lattice:{region}:{account}:targetgroup/*',
  },
};
