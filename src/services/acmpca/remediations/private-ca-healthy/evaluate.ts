import { saying, type SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import {
  authorityHashStrength,
  authorityKeyStrength,
  authorityNameIn,
  daysOfAcm,
} from '../../facts/certificate-authority.ts';
import type { Id } from './messages.ts';
import type { AuthoritySeen } from './read.ts';
import { renewal } from './write.ts';

export interface Settings {
  readonly daysToExpiration: number;
  readonly activeRoots: readonly string[];
}

const userNames = { acm: 'ACM of this account', others: 'accounts that it is shared with' } as const;

const dataOf = (seen: AuthoritySeen, target: Target): SaidData => ({
  id: authorityNameIn(target.arn) ?? target.arn,
  arn: target.arn,
  region: target.region,
  name: seen.name === '' ? 'no common name' : seen.name,
  kind: seen.kind,
  status: seen.status,
  why: seen.why ?? 'no reason given',
  until: seen.until ?? 'not told',
  restorable: seen.restorableUntil ?? 'a day that is not told',
  key: seen.key,
  signature: seen.signature,
  acm: daysOfAcm,
  users: Array.isArray(seen.users)
    ? seen.users.map((one: keyof typeof userNames) => userNames[one]).join(' and ')
    : '',
  bucket: seen.crl ?? '',
  renewal: renewal(seen, target),
});

/** What a status alone says; `undefined`: its certificate and keys are what counts. */
const ofStatus: ReadonlyMap<string, Id | undefined> = new Map([
  ['CREATING', 'being-made'],
  ['PENDING_CERTIFICATE', 'no-certificate'],
  ['ACTIVE', undefined],
  ['DISABLED', undefined],
  ['EXPIRED', 'expired'],
  ['DELETED', 'deleted'],
  ['FAILED', 'failed'],
]);

const ofRoot = ({ users, hasSubordinates }: AuthoritySeen): Id => {
  if (users === 'unseen' || hasSubordinates === 'unseen') return 'root-use-unread';
  if (users !== null && users.length > 0) return 'root-issues';
  return hasSubordinates === true ? 'root-active' : 'root-alone';
};

/** Everything that is wrong with one that is there, the worst first. */
const found = (seen: AuthoritySeen, { arn }: Target, settings: Settings): readonly Id[] => {
  const { kind, status, daysLeft, isShortLived, users } = seen;
  const isActive = status === 'ACTIVE';
  const left = daysLeft ?? 0;
  const endsSoon = left < settings.daysToExpiration;
  const isAcmCut = !isShortLived && left < daysOfAcm && Array.isArray(users) && users.length > 0;
  return [
    ...(authorityKeyStrength(seen.key) === 'weak' ? (['weak-key'] as const) : []),
    ...(authorityHashStrength(seen.signature) === 'weak' ? (['weak-hash'] as const) : []),
    ...(endsSoon ? (['ends-soon'] as const) : []),
    ...(isAcmCut && !endsSoon ? (['ends-before-acm'] as const) : []),
    ...(isActive || kind === 'ROOT' ? [] : (['disabled'] as const)),
    ...(isActive && kind === 'ROOT' && !settings.activeRoots.includes(arn) ? [ofRoot(seen)] : []),
  ];
};

/** Pure: what day it is was read. */
export const evaluate = (seen: AuthoritySeen, target: Target, settings: Settings): Evaluated<Id> => {
  const { kind, status, daysLeft, isShortLived, users, ocsp, crl } = seen;
  const { arn } = target;
  const data = dataOf(seen, target);
  const told = ofStatus.get(status);
  if (!ofStatus.has(status) || !['ROOT', 'SUBORDINATE'].includes(kind))
    return { is: 'unknown', message: 'state-unknown', data };
  if (told === 'being-made') return { is: 'pending', message: told, data };
  if (told !== undefined) return { is: 'advised', message: told, data, advises: [] };
  if (daysLeft === null) return { is: 'unknown', message: 'state-unknown', data };
  const all = found(seen, target, settings);
  const [worst, ...others] = all;
  const isUnreadOfAcm = users === 'unseen' && !isShortLived && daysLeft < daysOfAcm;
  const notes = [
    ...others.map((message) => ({ message, data })),
    ...saying('no-revocation' as const, !isShortLived && !ocsp && crl === null, data),
    ...saying('crl-over-http' as const, crl !== null, data),
  ];
  if (worst === undefined) {
    const isKnown = authorityKeyStrength(seen.key) && authorityHashStrength(seen.signature);
    if (!isKnown) return { is: 'unknown', message: 'algorithm-unknown', data };
    if (isUnreadOfAcm) return { is: 'unknown', message: 'users-unread', data };
    return { is: 'good', notes };
  }
  const after = all.includes('root-active') ? 'DISABLED' : all.includes('disabled') ? 'ACTIVE' : null;
  return {
    is: 'advised',
    message: worst,
    data,
    advises: after === null ? [] : [{ set: 'status', on: arn, before: status, after }],
    notes,
  };
};
