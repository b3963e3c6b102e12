import {
  ACMPCAClient,
  DescribeCertificateAuthorityCommand,
  GetPolicyCommand,
  ListCertificateAuthoritiesCommand,
  ListPermissionsCommand,
} from '@aws-sdk/client-acm-pca';
import { isNamed, orUnseen, unless } from '../../../../aws/error-names.ts';
import { everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { daysBetween } from '../../../acm/facts/certificate.ts';
import { daysOfAcm } from '../../facts/certificate-authority.ts';

/** ACM of its own account, and accounts that it is shared with. */
type User = 'acm' | 'others';

export interface AuthoritySeen {
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly why: string | null;
  /** A day. */
  readonly until: string | null;
  /** Whole ones, so that a state stays the same for a day. */
  readonly daysLeft: number | null;
  readonly restorableUntil: string | null;
  readonly key: string;
  readonly signature: string;
  readonly isShortLived: boolean;
  readonly ocsp: boolean;
  /** The bucket of its CRL; `null`: it makes none. */
  readonly crl: string | null;
  /** Who may have it issue, as far as it is known by its permissions and its policy; `null`: it makes no difference. */
  readonly users: readonly User[] | 'unseen' | null;
  /** Whether an active subordinate of the account and Region could issue instead; `null`: it makes no difference. */
  readonly hasSubordinates: boolean | 'unseen' | null;
}

const dayOf = (date: Date | undefined): string | null => date?.toISOString().slice(0, 10) ?? null;

/**
 * ACM needs the permission for an authority of its own account; without it, nothing is renewed.
 * https://docs.aws.amazon.com/privateca/latest/userguide/assign-permissions.html
 */
const servesAcm = async (CertificateAuthorityArn: string, aws: Aws): Promise<boolean> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListPermissionsCommand({ CertificateAuthorityArn, NextToken });
    const answer = await aws.use(ACMPCAClient).send(asked);
    return { items: answer.Permissions, next: answer.NextToken };
  });
  for await (const { Principal, Actions = [] } of pages)
    if (Principal === 'acm.amazonaws.com' && Actions.includes('IssueCertificate')) return true;
  return false;
};

/** What RAM shares has a policy, and what is not shared usually none. */
const isShared = async (ResourceArn: string, aws: Aws): Promise<boolean> => {
  const asking = aws.use(ACMPCAClient).send(new GetPolicyCommand({ ResourceArn }));
  return (await unless('ResourceNotFoundException', undefined, asking)) !== undefined;
};

const usersOf = async (arn: string, aws: Aws): Promise<readonly User[]> => [
  ...((await servesAcm(arn, aws)) ? (['acm'] as const) : []),
  ...((await isShared(arn, aws)) ? (['others'] as const) : []),
];

const hasSubordinates = async (aws: Aws): Promise<boolean> => {
  const pages = everyPage(async (NextToken) => {
    const asked = new ListCertificateAuthoritiesCommand({ ResourceOwner: 'SELF', NextToken });
    const answer = await aws.use(ACMPCAClient).send(asked);
    return { items: answer.CertificateAuthorities, next: answer.NextToken };
  });
  for await (const { Type, Status } of pages) if (Type === 'SUBORDINATE' && Status === 'ACTIVE') return true;
  return false;
};

/** Of something that may have changed since it was described. */
const unlessChanged = async <Answer>(asking: Promise<Answer>): Promise<Answer | 'unseen'> => {
  try {
    return await orUnseen(asking);
  } catch (error) {
    if (isNamed(error, 'InvalidStateException', 'ResourceNotFoundException')) return 'unseen';
    throw error;
  }
};

/** `undefined`: it is gone. What else is asked is asked only where it matters. */
export const readAuthority = async ({ arn }: Target, aws: Aws): Promise<AuthoritySeen | undefined> => {
  const asked = new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn: arn });
  const answer = await unless('ResourceNotFoundException', undefined, aws.use(ACMPCAClient).send(asked));
  const found = answer?.CertificateAuthority;
  if (!found) return undefined;
  const {
    Type: kind = '',
    Status: status = '',
    NotAfter,
    UsageMode,
    CertificateAuthorityConfiguration,
  } = found;
  const { CrlConfiguration: crl, OcspConfiguration: ocsp } = found.RevocationConfiguration ?? {};
  const daysLeft = NotAfter ? daysBetween(aws.now?.() ?? new Date(), NotAfter) : null;
  const isActive = status === 'ACTIVE';
  const isRoot = kind === 'ROOT';
  const isShortLived = UsageMode === 'SHORT_LIVED_CERTIFICATE';
  return {
    name: CertificateAuthorityConfiguration?.Subject?.CommonName ?? '',
    kind,
    status,
    why: found.FailureReason ?? null,
    until: dayOf(NotAfter),
    daysLeft,
    restorableUntil: dayOf(found.RestorableUntil),
    key: CertificateAuthorityConfiguration?.KeyAlgorithm ?? '',
    signature: CertificateAuthorityConfiguration?.SigningAlgorithm ?? '',
    isShortLived,
    ocsp: ocsp?.Enabled === true,
    crl: crl?.Enabled === true ? (crl.S3BucketName ?? '') : null,
    users:
      isActive && (isRoot || (!isShortLived && (daysLeft ?? 0) < daysOfAcm))
        ? await unlessChanged(usersOf(arn, aws))
        : null,
    hasSubordinates: isActive && isRoot ? await unlessChanged(hasSubordinates(aws)) : null,
  };
};
