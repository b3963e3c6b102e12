import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { elasticsearch } from '../../facts/domain.ts';

const cdkPolicies: Readonly<Record<string, string>> = {
  'Policy-Min-TLS-1-0-2019-07': 'TLS_1_0',
  'Policy-Min-TLS-1-2-2019-07': 'TLS_1_2',
  'Policy-Min-TLS-1-2-PFS-2023-10': 'TLS_1_2_PFS',
};

/** What a change is in code, where a domain is written as its engine demands. */
export const source = ({ on, after }: Change, { id, type }: Target): Source => {
  const isOld = type === elasticsearch;
  const resource = isOld ? 'AWS::Elasticsearch::Domain' : 'AWS::OpenSearchService::Domain';
  const construct = isOld ? 'elasticsearch.Domain' : 'opensearchservice.Domain';
  const block = isOld ? 'aws_elasticsearch_domain' : 'aws_opensearch_domain';
  const beside = 'beside what its endpoint options say already';
  const isPolicy = on.endsWith('#TLSSecurityPolicy');
  const [member, argument] = isPolicy
    ? ['TLSSecurityPolicy', `tls_security_policy = "${String(after)}"`]
    : ['EnforceHTTPS', `enforce_https = ${String(after)}`];
  const policy = cdkPolicies[String(after)];
  const module = construct.split('.')[0] ?? '';
  const property = !isPolicy
    ? `enforceHttps: ${String(after)},`
    : policy === undefined || (isOld && policy === 'TLS_1_2_PFS')
      ? `// The construct has no name for it:\n(domain.node.defaultChild as ${module}.CfnDomain).addPropertyOverride('DomainEndpointOptions.TLSSecurityPolicy', '${String(after)}');`
      : `tlsSecurityPolicy: ${module}.TLSSecurityPolicy.${policy},`;
  return {
    cloudformation: `# In the ${resource} ${id}, ${beside}:\nDomainEndpointOptions:\n  ${member}: ${String(after)}`,
    cdk: `// In the ${construct} ${id}:\n${property}`,
    terraform: `# In the ${block} ${id}, ${beside}:\ndomain_endpoint_options {\n  ${argument}\n}`,
  };
};
