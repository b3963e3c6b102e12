import { singleQuoted } from '../../../../core/say/shell.ts';
import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { certificateNameIn } from '../../facts/certificate.ts';
import type { Id } from './messages.ts';
import type { CertificateSeen, Renewal, Unproven } from './read.ts';
import { recordsOf } from './write.ts';

interface Settings {
  readonly daysToExpiration: number;
}

type Decided = Verdict<Id, Change<'renewal', string>>;
/** Why nothing has been renewed, as far as only people can do something about it. */
type Stuck = { readonly message: Id; readonly advises?: readonly Change[] };

/** Asks for the same certificate again. Its tags are not in it. */
const another = (seen: CertificateSeen, region: string): string => {
  const { domain, names, key, authority, isExportable } = seen;
  const others = names.filter((name) => name !== domain).map(singleQuoted);
  return [
    `aws acm request-certificate --region ${region} --domain-name ${singleQuoted(domain)}`,
    ...(others.length > 0 ? [`--subject-alternative-names ${others.join(' ')}`] : []),
    `--key-algorithm ${key}`,
    authority === null ? '--validation-method DNS' : `--certificate-authority-arn ${authority}`,
    ...(isExportable && authority === null ? ['--options Export=ENABLED'] : []),
  ].join(' ');
};

const domainsOf = (unproven: readonly Unproven[]): string => unproven.map(({ domain }) => domain).join(', ');

const dataOf = (seen: CertificateSeen, { arn, region }: Target): SaidData => {
  const { domain, names, status, kind, until, daysLeft, authority, renewal } = seen;
  const unproven = renewal?.unproven ?? [];
  const mails = unproven.map(
    (one) =>
      `aws acm resend-validation-email --region ${region} --certificate-arn ${arn} --domain ${singleQuoted(one.domain)} --validation-domain ${singleQuoted(one.mailTo)}`,
  );
  return {
    id: certificateNameIn(arn) ?? arn,
    arn,
    region,
    domain,
    bare: domain.replace(/^\*\./, ''),
    names: names.join(', '),
    status,
    kind,
    // The day and not how many are left: the plan stays the same plan.
    ends: `${(daysLeft ?? 0) < 0 ? 'ended on' : 'is valid until'} ${(until ?? '').slice(0, 10)}`,
    authority: authority ?? '(none)',
    reason: renewal?.reason ?? '(none given)',
    domains: domainsOf(unproven),
    mails: mails.join('; '),
    another: another(seen, region),
  };
};

/** What keeps a renewal that ACM takes care of from being made. */
const stuckBy = ({ status, reason, unproven }: Renewal, arn: string): Stuck => {
  if (reason === 'CAA_ERROR') return { message: 'caa-forbids' };
  if (reason?.startsWith('PCA_') === true) return { message: 'authority-fails' };
  if (status === 'FAILED' || reason !== null) return { message: 'renewal-failed' };
  const advises = recordsOf(unproven, arn);
  if (advises.length > 0) return { message: 'records-missing', advises };
  if (unproven.some(({ method }) => method === 'EMAIL')) return { message: 'mail-unanswered' };
  if (unproven.some(({ method }) => method === 'HTTP')) return { message: 'redirect-missing' };
  return { message: status === 'SUCCESS' ? 'not-begun' : 'renewal-lasts' };
};

/** Why it has come so far, of a certificate that has ended or is about to. */
const stuckAt = (seen: CertificateSeen, arn: string): Stuck => {
  const { kind, daysLeft, isEligible, users, renewal } = seen;
  if (kind === 'IMPORTED') return { message: 'imported' };
  if ((daysLeft ?? 0) < 0) return { message: 'ended' };
  if (!isEligible) return { message: users.length === 0 ? 'not-used' : 'ineligible' };
  return renewal === null ? { message: 'not-begun' } : stuckBy(renewal, arn);
};

/**
 * Whether it is told to renew: what a private CA has issued and somebody has exported. One that is eligible though nothing
 * uses it has been exported since. What Amazon has issued costs a fee each time, which nobody but people spends.
 * https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
 */
const canBeRenewed = ({ kind, daysLeft, isEligible, users, renewal }: CertificateSeen): boolean =>
  kind === 'PRIVATE' &&
  isEligible &&
  users.length === 0 &&
  (daysLeft ?? -1) >= 0 &&
  renewal?.status !== 'PENDING_AUTO_RENEWAL';

const renewedOne = (seen: CertificateSeen, arn: string, data: SaidData): Decided => ({
  is: 'non-compliant',
  message: 'renewal-due',
  data,
  changes: [
    { set: 'renewal', on: `${arn}#${seen.until ?? ''}`, before: null, after: 'renewed', impact: ['none'] },
  ],
  hazards: [
    { message: 'copies-stay', data },
    ...saying('failed-before' as const, seen.renewal?.status === 'FAILED', data),
  ],
});

/**
 * ACM says that its renewal does not go on by itself, however far the end is: it has failed, or waits for its owner. Not one whose
 * names are all proven since today, nor one that nobody has.
 * https://docs.aws.amazon.com/acm/latest/userguide/check-certificate-renewal-status.html
 */
const isStuck = ({ kind, isEligible, users, renewal }: CertificateSeen): boolean =>
  kind !== 'IMPORTED' &&
  (isEligible || users.length > 0) &&
  (renewal?.status === 'FAILED' ||
    (renewal?.status === 'PENDING_VALIDATION' &&
      (!renewal.isFresh || renewal.reason !== null || renewal.unproven.length > 0)));

/** Pure: what time it is was read. */
export const decide = (seen: CertificateSeen, target: Target, { daysToExpiration }: Settings): Decided => {
  const { status, kind, until, daysLeft, isOfAcme, users, renewal } = seen;
  const { arn } = target;
  const data = dataOf(seen, target);
  const notes = saying('used-by' as const, users.length > 0, {
    id: certificateNameIn(arn) ?? arn,
    users: users.join(', '),
  });
  if (isOfAcme) return { is: 'not-applicable', message: 'of-acme', data };
  switch (status) {
    case 'PENDING_VALIDATION':
      return { is: 'pending', message: 'not-issued-yet', data };
    case 'FAILED':
    case 'VALIDATION_TIMED_OUT':
      return { is: 'not-applicable', message: 'never-issued', data };
    case 'REVOKED':
      return { is: 'non-compliant', message: 'revoked', data, changes: [], notes };
    case 'ISSUED':
    case 'EXPIRED':
      break;
    default:
      return { is: 'unknown', message: 'status-unknown', data };
  }
  if (!['AMAZON_ISSUED', 'IMPORTED', 'PRIVATE'].includes(kind))
    return { is: 'unknown', message: 'status-unknown', data };
  if (until === null || daysLeft === null) return { is: 'unknown', message: 'end-unknown', data };
  const open: Decided = { is: 'non-compliant', ...stuckAt(seen, arn), data, changes: [], notes };
  // Nothing is ordered so early: who puts the cause right has the time for it.
  if (daysLeft >= daysToExpiration) return isStuck(seen) ? open : { is: 'compliant' };
  if (daysLeft >= 0 && renewal?.status === 'PENDING_AUTO_RENEWAL' && renewal.isFresh)
    return { is: 'pending', message: 'renewing', data };
  if (canBeRenewed(seen)) return renewedOne(seen, arn, data);
  return open;
};
