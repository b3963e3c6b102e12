import type { CertificateDetail, CertificateSummary } from '@aws-sdk/client-acm';
import { isDenied, isNamed, orUnseen } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { isOfCertificateManager, keyAlgorithms, keyName } from '../../acm/facts/certificate.ts';

/** What Certificate Manager says of one of its certificates at the time of the look. */
interface CertificateState {
  /** `ISSUED`: it can be served. */
  readonly status: string;
  /** Such as `RSA_2048` and `EC_prime256v1`. */
  readonly key: string;
}
/** By ARN. What is not among them is not known. */
export type CertificateStates = Readonly<Record<string, CertificateState>>;

type Told = Pick<
  CertificateSummary & CertificateDetail,
  'Status' | 'KeyAlgorithm' | 'NotBefore' | 'NotAfter'
>;

/** Certificate Manager goes on to say ISSUED for a while when the time is over. */
const stateOf = ({ Status, KeyAlgorithm, NotBefore, NotAfter }: Told, now: Date): CertificateState => {
  const isEarly = NotBefore !== undefined && now < NotBefore;
  const isOver = NotAfter !== undefined && NotAfter < now;
  const status = isEarly ? 'NOT_YET_VALID' : isOver ? 'EXPIRED' : 'ISSUED';
  return { status: Status === 'ISSUED' ? status : (Status ?? ''), key: keyName(KeyAlgorithm ?? '') };
};

/** Certificates that an ACME client has asked for are in no list. */
const unlisted = async (CertificateArn: string, aws: Aws): Promise<CertificateDetail | undefined> => {
  const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
  try {
    return (await aws.use(ACMClient).send(new DescribeCertificateCommand({ CertificateArn }))).Certificate;
  } catch (error) {
    // One of another account or Region is hidden from us.
    if (isDenied(error) || isNamed(error, 'ResourceNotFoundException', 'InvalidArnException'))
      return undefined;
    throw error;
  }
};

/**
 * How the certificates of the Region are, and those that are served. `null`: we may not see them.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateSummary.html
 */
export const certificateStates = async (
  served: readonly string[],
  aws: Aws,
): Promise<CertificateStates | null> => {
  const { ACMClient, ListCertificatesCommand } = await import('@aws-sdk/client-acm');
  const now = aws.now?.() ?? new Date();
  const pages = everyPage(async (NextToken) => {
    const asked = new ListCertificatesCommand({
      Includes: { keyTypes: [...keyAlgorithms] },
      MaxItems: 1000,
      NextToken,
    });
    const answer = await aws.use(ACMClient).send(asked);
    return { items: answer.CertificateSummaryList, next: answer.NextToken };
  });
  const listed = await orUnseen(allOf(pages));
  if (listed === 'unseen') return null;
  const arns = new Set(listed.map(({ CertificateArn }) => CertificateArn));
  const missing = served.filter((arn) => isOfCertificateManager(arn) && !arns.has(arn));
  const others = await Promise.all(missing.map((arn) => unlisted(arn, aws)));
  return Object.fromEntries(
    [...listed, ...others.filter((one) => one !== undefined)]
      .map((one) => [one.CertificateArn ?? '', stateOf(one, now)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
};
