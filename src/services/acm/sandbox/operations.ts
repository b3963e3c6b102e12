import { refuse, type Operation, type Operations } from '../../../sandbox/world.ts';

const describeCertificate: Operation<{ CertificateArn: string }> = (
  world,
  { CertificateArn },
  { region },
) => {
  const Certificate = world.acm.Certificates.find(
    ({ CertificateArn: arn }) => arn === CertificateArn && arn.split(':')[3] === region,
  );
  if (!Certificate)
    return refuse(
      'ResourceNotFoundException',
      400,
      `Could not find certificate ${CertificateArn}`,
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html',
    );
  // The first name is always one of the alternative names.
  const SubjectAlternativeNames = [
    ...new Set([Certificate.DomainName, ...(Certificate.SubjectAlternativeNames ?? [])]),
  ];
  const { NotBefore, NotAfter, ...rest } = Certificate;
  const validity = {
    ...(NotBefore !== undefined && { NotBefore: new Date(NotBefore) }),
    ...(NotAfter !== undefined && { NotAfter: new Date(NotAfter) }),
  };
  return { world, output: { Certificate: { ...rest, ...validity, SubjectAlternativeNames } } };
};

export const acm: Operations = { DescribeCertificate: describeCertificate };
