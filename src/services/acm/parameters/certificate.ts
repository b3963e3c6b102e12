import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { unless } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/** `undefined`: it is gone. */
export const certificateOf = async (CertificateArn: string, aws: Aws) => {
  const asking = aws.use(ACMClient).send(new DescribeCertificateCommand({ CertificateArn }));
  return (await unless('ResourceNotFoundException', undefined, asking))?.Certificate;
};
