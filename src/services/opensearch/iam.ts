// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeDomain: { access: 'read', on: ['domain'] },
    DescribeDomainConfig: { access: 'read', on: ['domain'] },
    DescribeDomainHealth: { access: 'read', on: ['domain'] },
    ListDomainNames: { access: 'read', on: [], lists: true },
    ListTags: { access: 'read', on: ['domain'] },
    UpdateDomainConfig: { access: 'write', on: ['domain'] },
  },
  arns: { domain: 'arn:{partition}:es:{region}:{account}:domain/*' },
};
