import { singleQuoted } from '../../../../core/say/shell.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const isAsked = (value: unknown): value is { readonly domain: string; readonly names: readonly string[] } =>
  typeof value === 'object' && value !== null && 'domain' in value && 'names' in value;

/** One with the same names that ACM issues and renews, in every language and as a command. */
export const write = ({ after }: Pick<Change, 'after'>, { region, id }: Target): Required<Source> => {
  const { domain, names } = isAsked(after) ? after : { domain: '', names: [] };
  const others = names.filter((name) => name !== domain);
  const [asDomain, asOthers] = [JSON.stringify(domain), JSON.stringify(others)];
  const beside = `beside ${id}, with its tags; it waits until DNS proves its names`;
  const shell = others.length > 0 ? ` --subject-alternative-names ${others.map(singleQuoted).join(' ')}` : '';
  return {
    cloudformation: `# A new AWS::CertificateManager::Certificate, ${beside}\nDomainName: ${asDomain}${others.length > 0 ? `\nSubjectAlternativeNames: ${asOthers}` : ''}\nValidationMethod: DNS\nKeyAlgorithm: RSA_2048`,
    cdk: `// A new acm.Certificate, ${beside}\ndomainName: ${asDomain},${others.length > 0 ? `\nsubjectAlternativeNames: ${asOthers},` : ''}\nvalidation: acm.CertificateValidation.fromDns(),\nkeyAlgorithm: acm.KeyAlgorithm.RSA_2048,`,
    terraform: `# A new aws_acm_certificate, ${beside}\ndomain_name               = ${asDomain}${others.length > 0 ? `\nsubject_alternative_names = ${asOthers}` : ''}\nvalidation_method         = "DNS"\nkey_algorithm             = "RSA_2048"`,
    cli: `aws acm request-certificate --region ${region} --domain-name ${singleQuoted(domain)}${shell} --validation-method DNS --key-algorithm RSA_2048`,
  };
};
