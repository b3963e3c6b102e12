import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { write } from '../../../../../src/services/cloudfront/remediations/cloudfront-custom-certificate/write.ts';
import { id } from '../../distributions.ts';

const advised = (before: string, partition = 'aws') => write({ before }, { id, partition });

test('a certificate of ACM for the names that it has', () => {
  const { cloudformation, cdk, terraform, cli } = advised('shop.example.com, www.example.com');
  expect(cloudformation).toBe(
    '# AWS::CloudFront::Distribution\nDistributionConfig:\n  Aliases: ["shop.example.com","www.example.com"]\n  ViewerCertificate:\n    AcmCertificateArn: "arn:aws:acm:us-east-1:ACCOUNT:certificate/ID"\n    SslSupportMethod: "sni-only"\n    MinimumProtocolVersion: "TLSv1.2_2021"',
  );
  expect(cdk).toBe(
    "// new cloudfront.Distribution\ndomainNames: ['shop.example.com', 'www.example.com'],\ncertificate: acm.Certificate.fromCertificateArn(this, 'Certificate', 'arn:aws:acm:us-east-1:ACCOUNT:certificate/ID'),\nsslSupportMethod: cloudfront.SSLMethod.SNI,\nminimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,",
  );
  expect(terraform).toBe(
    '# aws_cloudfront_distribution\naliases = ["shop.example.com", "www.example.com"]\nviewer_certificate {\n  acm_certificate_arn = "arn:aws:acm:us-east-1:ACCOUNT:certificate/ID"\n  ssl_support_method = "sni-only"\n  minimum_protocol_version = "TLSv1.2_2021"\n}',
  );
  expect(cli.split('\n')).toEqual([
    `certificate=$(aws acm request-certificate --region us-east-1 --domain-name 'shop.example.com' --subject-alternative-names 'www.example.com' --validation-method DNS --query CertificateArn --output text)`,
    '# Add the DNS records that this shows, then wait until it is issued:',
    'aws acm describe-certificate --region us-east-1 --certificate-arn "$certificate" --query "Certificate.DomainValidationOptions[].ResourceRecord"',
    'aws acm wait certificate-validated --region us-east-1 --certificate-arn "$certificate"',
    `aws cloudfront get-distribution-config --id ${id} >current.json`,
    `jq --arg certificate "$certificate" --argjson names '["shop.example.com","www.example.com"]' '.DistributionConfig | .Aliases = {Quantity: ($names | length), Items: $names} | .ViewerCertificate = {ACMCertificateArn: $certificate, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021"}' current.json >wanted.json`,
    `aws cloudfront update-distribution --id ${id} --if-match "$(jq --raw-output .ETag current.json)" --distribution-config file://wanted.json`,
  ]);
});

test('one that has no name gets an example', () => {
  expect(advised('').cli).toContain("--domain-name 'www.example.com' --validation-method DNS");
});

test('in China a server certificate of IAM', () => {
  const { cloudformation, cdk, terraform, cli } = advised('*.example.com.cn', 'aws-cn');
  expect(cloudformation).toContain('IamCertificateId: "ASCAEXAMPLE"');
  expect(cdk).toContain("ViewerCertificate.fromIamCertificate('ASCAEXAMPLE', {");
  expect(terraform).toContain('iam_certificate_id = "ASCAEXAMPLE"');
  expect(cli).toContain("--server-certificate-name 'any.example.com.cn' --path /cloudfront/");
  expect(cli).toContain('.ViewerCertificate = {IAMCertificateId: $certificate,');
  expect(cli).toContain(`aws cloudfront get-distribution-config --region cn-northwest-1 --id ${id}`);
  expect(cli).not.toContain('acm');
});

test.each(['', 'shop.example.com, www.example.com', "it's.example.com"])(
  'a shell understands it: %s',
  (names) => {
    for (const partition of ['aws', 'aws-cn']) {
      const { status, stderr } = spawnSync('sh', ['-n'], {
        input: advised(names, partition).cli,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
    }
  },
);
