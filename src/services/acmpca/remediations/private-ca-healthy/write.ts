import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { AuthoritySeen } from './read.ts';

const ca = ({ region, arn }: Target): string => `--region ${region} --certificate-authority-arn ${arn}`;

/**
 * How its own certificate is made anew, with its key: a root signs itself, any other is signed by the one above it. The parts are
 * joined so that each waits for the one before.
 */
export const renewal = (
  { kind, status, signature }: Pick<AuthoritySeen, 'kind' | 'status' | 'signature'>,
  target: Target,
): string => {
  const of = ca(target);
  const enable =
    status === 'DISABLED' ? [`aws acm-pca update-certificate-authority ${of} --status ACTIVE`] : [];
  const csr = `aws acm-pca get-certificate-authority-csr ${of} --output text > ca.csr`;
  const put = `aws acm-pca import-certificate-authority-certificate ${of} --certificate fileb://ca.pem`;
  if (kind !== 'ROOT')
    return `have the CA above it sign its request (${[...enable, csr].join(' && ')}), and import what comes of it: ${put} --certificate-chain fileb://chain.pem`;
  const template = `arn:${target.partition}:acm-pca:::template/RootCACertificate/V1`;
  return `choose for how long, here ten years, then: ${[
    ...enable,
    csr,
    `CERTIFICATE=$(aws acm-pca issue-certificate ${of} --csr fileb://ca.csr --signing-algorithm ${signature} --template-arn ${template} --validity Value=10,Type=YEARS --query CertificateArn --output text)`,
    `aws acm-pca wait certificate-issued ${of} --certificate-arn "$CERTIFICATE"`,
    `aws acm-pca get-certificate ${of} --certificate-arn "$CERTIFICATE" --query Certificate --output text > ca.pem`,
    put,
    ...(status === 'DISABLED' ? [`aws acm-pca update-certificate-authority ${of} --status DISABLED`] : []),
  ].join(' && ')}. Clients must then be given the new root certificate.`;
};

/** Its status, in every language and as a command. */
export const write = ({ after }: Pick<Change, 'after'>, target: Target): Required<Source> => {
  const status = after === 'ACTIVE' ? 'ACTIVE' : 'DISABLED';
  return {
    cloudformation: `# In the AWS::ACMPCA::CertificateAuthorityActivation of ${target.arn}, beside its Certificate\nStatus: ${status}`,
    cdk: `// In the CfnCertificateAuthorityActivation of ${target.arn}, beside its certificate\nstatus: '${status}',`,
    terraform: `# In the aws_acmpca_certificate_authority ${target.arn}\nenabled = ${status === 'ACTIVE'}`,
    cli: `aws acm-pca update-certificate-authority ${ca(target)} --status ${status}`,
  };
};
