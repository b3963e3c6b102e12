import type { CertificateSummary } from '@aws-sdk/client-acm';
import { isDenied, isNamed, orUnseen } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { servesHost } from '../../elbv2/facts/certificate-names.ts';

/** A certificate of Certificate Manager that a Classic Load Balancer of the Region can serve. */
export interface Certificate {
  readonly arn: string;
  /** Sorted. A certificate may have more of them than a list tells. */
  readonly names: readonly string[];
}

/** What is issued may have run out all the same: its end is compared with the time of the look. */
const isInTime = (
  { NotBefore, NotAfter }: Pick<CertificateSummary, 'NotBefore' | 'NotAfter'>,
  now: Date,
): boolean => (NotBefore ?? now) <= now && now <= (NotAfter ?? now);

/** How one that is served is now. `null`: Certificate Manager does not tell us of it. */
export const servedCertificate = async (
  CertificateArn: string,
  aws: Aws,
): Promise<{ readonly isInForce: boolean; readonly names: readonly string[] } | null> => {
  const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
  try {
    const asked = new DescribeCertificateCommand({ CertificateArn });
    const { Certificate: found } = await aws.use(ACMClient).send(asked);
    if (!found) return null;
    const { Status, SubjectAlternativeNames = [] } = found;
    return {
      isInForce: Status === 'ISSUED' && isInTime(found, aws.now?.() ?? new Date()),
      names: SubjectAlternativeNames.toSorted(),
    };
  } catch (error) {
    if (isDenied(error) || isNamed(error, 'ResourceNotFoundException', 'InvalidArnException')) return null;
    throw error;
  }
};

/**
 * Those that are issued, have not run out, and have RSA keys of 2048 bits: of others no page says that Classic Load
 * Balancers take them from Certificate Manager. `null`: we may not see them. Sorted.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateSummary.html
 */
export const servableCertificates = async (aws: Aws): Promise<readonly Certificate[] | null> => {
  const { ACMClient, ListCertificatesCommand } = await import('@aws-sdk/client-acm');
  const pages = everyPage(async (NextToken) => {
    const asked = new ListCertificatesCommand({
      CertificateStatuses: ['ISSUED'],
      Includes: { keyTypes: ['RSA_2048'] },
      NextToken,
    });
    const answer = await aws.use(ACMClient).send(asked);
    return { items: answer.CertificateSummaryList, next: answer.NextToken };
  });
  const issued = await orUnseen(allOf(pages));
  if (issued === 'unseen') return null;
  const now = aws.now?.() ?? new Date();
  return issued
    .filter((one) => one.Status === 'ISSUED' && one.KeyAlgorithm === 'RSA_2048' && isInTime(one, now))
    .map(({ CertificateArn: arn = '', DomainName, SubjectAlternativeNameSummaries = [] }) => ({
      arn,
      names: [
        ...new Set([...(DomainName === undefined ? [] : [DomainName]), ...SubjectAlternativeNameSummaries]),
      ].toSorted(),
    }))
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
};

/** Pure. Whether clients that come by any of these names are served. A wildcard is covered by the same one only. */
export const covers = ({ names }: Certificate, wanted: readonly string[]): boolean =>
  wanted.every((name) => servesHost(names, name));
