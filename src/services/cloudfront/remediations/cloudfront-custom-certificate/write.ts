import { singleQuoted } from '../../../../core/say/shell.ts';
import { hclList, hclText, indented, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** Which names, from the advised change. One that has none is given an example to be replaced. */
const namesIn = (before: unknown): readonly string[] =>
  typeof before === 'string' && before !== '' ? before.split(', ') : ['www.example.com'];

/** CloudFront in China takes server certificates of IAM alone. */
const issuing = ([first = '', ...others]: readonly string[], isChina: boolean): readonly string[] =>
  isChina
    ? [
        '# With a certificate of a public authority for all of these names, its chain and its key in files:',
        `certificate=$(aws iam upload-server-certificate --server-certificate-name ${singleQuoted(first.replaceAll('*', 'any'))} --path /cloudfront/ --certificate-body file://certificate.pem --certificate-chain file://chain.pem --private-key file://key.pem --query ServerCertificateMetadata.ServerCertificateId --output text)`,
      ]
    : [
        `certificate=$(aws acm request-certificate --region us-east-1 --domain-name ${singleQuoted(first)}${others.length > 0 ? ` --subject-alternative-names ${others.map(singleQuoted).join(' ')}` : ''} --validation-method DNS --query CertificateArn --output text)`,
        '# Add the DNS records that this shows, then wait until it is issued:',
        'aws acm describe-certificate --region us-east-1 --certificate-arn "$certificate" --query "Certificate.DomainValidationOptions[].ResourceRecord"',
        'aws acm wait certificate-validated --region us-east-1 --certificate-arn "$certificate"',
      ];

const command = (id: string, names: readonly string[], isChina: boolean): string => {
  const member = isChina ? 'IAMCertificateId' : 'ACMCertificateArn';
  const region = isChina ? ' --region cn-northwest-1' : '';
  return [
    ...issuing(names, isChina),
    `aws cloudfront get-distribution-config${region} --id ${id} >current.json`,
    `jq --arg certificate "$certificate" --argjson names ${singleQuoted(JSON.stringify(names))} '.DistributionConfig | .Aliases = {Quantity: ($names | length), Items: $names} | .ViewerCertificate = {${member}: $certificate, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021"}' current.json >wanted.json`,
    `aws cloudfront update-distribution${region} --id ${id} --if-match "$(jq --raw-output .ETag current.json)" --distribution-config file://wanted.json`,
  ].join('\n');
};

/**
 * A certificate of its own, where the distribution is described and by hand.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-procedures.html
 */
export const write = (
  { before }: Pick<Change, 'before'>,
  { id, partition }: Pick<Target, 'id' | 'partition'>,
): Required<Source> => {
  const names = namesIn(before);
  const isChina = partition === 'aws-cn';
  const [inYaml, inHcl, example] = isChina
    ? ['IamCertificateId', 'iam_certificate_id', 'ASCAEXAMPLE']
    : ['AcmCertificateArn', 'acm_certificate_arn', 'arn:aws:acm:us-east-1:ACCOUNT:certificate/ID'];
  const inCdk = isChina
    ? `const viewerCertificate = cloudfront.ViewerCertificate.fromIamCertificate(${tsText(example)}, {\n  aliases: [${names.map(tsText).join(', ')}],\n  sslMethod: cloudfront.SSLMethod.SNI,\n  securityPolicy: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,\n});`
    : `domainNames: [${names.map(tsText).join(', ')}],\ncertificate: acm.Certificate.fromCertificateArn(this, 'Certificate', ${tsText(example)}),\nsslSupportMethod: cloudfront.SSLMethod.SNI,\nminimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,`;
  return {
    cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  Aliases: ${yamlValue(names)}\n  ViewerCertificate:\n    ${inYaml}: ${yamlValue(example)}\n    SslSupportMethod: "sni-only"\n    MinimumProtocolVersion: "TLSv1.2_2021"`,
    cdk: `// new cloudfront.${isChina ? 'CloudFrontWebDistribution' : 'Distribution'}\n${inCdk}`,
    terraform: `# aws_cloudfront_distribution\naliases = ${hclList(names)}\nviewer_certificate {\n${indented(`${inHcl} = ${hclText(example)}\nssl_support_method = "sni-only"\nminimum_protocol_version = "TLSv1.2_2021"`, 2)}\n}`,
    cli: command(id, names, isChina),
  };
};
