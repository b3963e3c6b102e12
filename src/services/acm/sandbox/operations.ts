import { recordsOf } from '../../../sandbox/kit/records.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const certificates = recordsOf({
  all: ({ acm }) => acm.Certificates,
  with: (world, Certificates) => ({ ...world, acm: { Certificates } }),
  is: (one, { CertificateArn }: { readonly CertificateArn: string }, { region }) =>
    one.CertificateArn === CertificateArn && CertificateArn.split(':')[3] === region,
  missing: ({ CertificateArn }) =>
    refuse(
      'ResourceNotFoundException',
      400,
      `Could not find certificate ${CertificateArn}`,
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html',
    ),
});

export const acm: Operations = {
  DescribeCertificate: certificates.reads(
    ({ NotBefore, NotAfter, SubjectAlternativeNames = [], ...rest }) => ({
      Certificate: {
        ...rest,
        ...(NotBefore !== undefined && { NotBefore: new Date(NotBefore) }),
        ...(NotAfter !== undefined && { NotAfter: new Date(NotAfter) }),
        // The first name is always one of the alternative names.
        SubjectAlternativeNames: [...new Set([rest.DomainName, ...SubjectAlternativeNames])],
      },
    }),
  ),
};
