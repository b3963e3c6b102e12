import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/**
 * Domains of OpenSearch and of Elasticsearch: one API is for both, and IAM knows it by the prefix of the older one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonopensearchservice.html
 */
export default service({
  client: 'OpenSearchClient',
  prefix: 'es',
  iam,
  reads: ['DescribeDomain', 'DescribeDomainConfig', 'DescribeDomainHealth', 'ListDomainNames', 'ListTags'],
  writes: ['UpdateDomainConfig'],
  narrowed: {
    ListTags: { on: ['domain'], because: 'Nothing else of OpenSearch Service is looked at.' },
  },
});
