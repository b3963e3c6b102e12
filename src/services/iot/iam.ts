// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeDomainConfiguration: { access: 'read', on: ['domainconfiguration'] },
    ListDomainConfigurations: { access: 'read', on: [], lists: true },
    ListTagsForResource: { access: 'read', on: ['domainconfiguration'] },
    UpdateDomainConfiguration: { access: 'write', on: ['domainconfiguration'] },
  },
  arns: {},
};
