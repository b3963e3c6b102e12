import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Web ACLs, read only: they see requests after TLS has ended. */
export default service({
  client: 'WAFV2Client',
  prefix: 'wafv2',
  iam,
  reads: ['GetWebACL', 'ListResourcesForWebACL', 'ListTagsForResource', 'ListWebACLs'],
  writes: [],
  narrowed: {
    ListTagsForResource: { on: ['webacl'], because: 'Nothing else of AWS WAF is looked at.' },
  },
});
