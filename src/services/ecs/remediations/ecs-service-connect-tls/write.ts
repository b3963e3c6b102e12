import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Wanted } from './evaluate.ts';

const isWanted = (value: unknown): value is Wanted =>
  typeof value === 'object' && value !== null && 'ports' in value && 'cluster' in value;

/** The configuration that is there with TLS for these ports; others, aliases, timeouts and logs stay. Names of ports have no quotes in them. */
const filterOf = (ports: readonly string[]): string =>
  [
    '.services[0].deployments[] | select(.status == "PRIMARY") | .serviceConnectConfiguration',
    `.services |= map(if .portName | IN(${ports.map((port) => JSON.stringify(port)).join(', ')})`,
  ].join(' | ') +
  ' then .tls = ({issuerCertificateAuthority: {awsPcaAuthorityArn: $ca}, roleArn: $role} + (if $key == "" then {} else {kmsKey: $key} end)) else . end)';

/** Pure. What Service Connect has besides goes from ECS to ECS and is not shown. */
export const withTls = ({ after }: Pick<Change, 'after'>, { region }: Target): Required<Source> => {
  if (!isWanted(after)) throw new TypeError('what a service offers with TLS');
  const { cluster, name, ports } = after;
  const names = ports.join(', ');
  const of = `of service ${name}, for each of ${names}; the rest of it stays`;
  const authority = 'arn:aws:acm-pca:…';
  const role = 'arn:aws:iam::…:role/…';
  return {
    cloudformation: [
      `# In ServiceConnectConfiguration.Services of the AWS::ECS::Service ${of}.`,
      'Tls:',
      `  IssuerCertificateAuthority: { AwsPcaAuthorityArn: ${yamlValue(authority)} }`,
      `  RoleArn: ${yamlValue(role)}`,
    ].join('\n'),
    cdk: [
      `// In serviceConnectConfiguration.services ${of}.`,
      `tls: { awsPcaAuthorityArn: ${tsText(authority)}, role },`,
    ].join('\n'),
    terraform: [
      `# In service_connect_configuration, in each service block of the aws_ecs_service ${of}.`,
      'tls {',
      `  issuer_cert_authority { aws_pca_authority_arn = ${hclText(authority)} }`,
      `  role_arn = ${hclText(role)}`,
      '}',
    ].join('\n'),
    cli: [
      `# Put in the authority and the role; a key of KMS may stay empty.`,
      `authority='${authority}'`,
      `role='${role}'`,
      "key=''",
      // Only its owner can read such a file.
      'wanted=$(mktemp)',
      `aws ecs describe-services --region ${region} --cluster ${cluster} --services ${name} --output json |`,
      `  jq --arg ca "$authority" --arg role "$role" --arg key "$key" '${filterOf(ports)}' >"$wanted" &&`,
      `  aws ecs update-service --region ${region} --cluster ${cluster} --service ${name} --service-connect-configuration "file://$wanted" --query service.status --output text`,
      'rm "$wanted"',
    ].join('\n'),
  };
};
