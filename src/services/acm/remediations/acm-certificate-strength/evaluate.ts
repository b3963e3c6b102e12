import { saying, type Said, type SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { certificateNameIn, hashStrength, keyStrength } from '../../facts/certificate.ts';
import type { Chain } from './chain.ts';
import type { Id } from './messages.ts';

export interface StrengthSeen {
  readonly domain: string;
  readonly names: readonly string[];
  readonly status: string;
  readonly key: string;
  readonly signature: string;
  readonly users: readonly string[];
  /** From its first moment to its last, whole ones. */
  readonly days: number | null;
  /** Of what was imported: ACM itself makes the chain of all others. `unseen`: we may not read it. */
  readonly chain: Chain | 'unseen' | null;
}

export interface Settings {
  readonly maximumDays: number;
}

const issued = new Set(['ISSUED', 'EXPIRED', 'REVOKED', 'INACTIVE']);
/** What only another certificate corrects. */
const needsAnother = new Set<Id>(['weak-key', 'weak-hash', 'self-signed', 'lasts-too-long']);

const ofChain = (chain: Chain, days: number | null, most: number): readonly Id[] => {
  switch (chain.is) {
    case 'complete':
      return chain.isPublic && (days ?? 0) > most ? ['lasts-too-long'] : [];
    case 'self-signed':
      return ['self-signed'];
    case 'missing':
    case 'broken':
    case 'ended':
      return [`chain-${chain.is}`];
    case 'unreadable':
      return [];
  }
};

/** Pure. The worst comes first, and all that there is beside it is a note. */
export const evaluate = (
  seen: StrengthSeen,
  { arn, region }: Target,
  { maximumDays: most }: Settings,
): Evaluated<Id> => {
  const { domain, names, status, key, signature, users, days, chain } = seen;
  const link = chain === 'unseen' || chain === null ? undefined : chain;
  const id = certificateNameIn(arn) ?? arn;
  const data: SaidData = {
    id,
    arn,
    region,
    domain,
    status,
    key,
    signature,
    days: days ?? 0,
    most,
    ...(link && 'at' in link && { at: link.at, until: link.until }),
  };
  if (!issued.has(status)) return { is: 'not-applicable', message: 'not-issued', data };
  const [ofKey, ofHash] = [keyStrength(key), hashStrength(signature)];
  const found: readonly Id[] = [
    ...(ofKey === 'weak' ? (['weak-key'] as const) : []),
    ...(ofHash === 'weak' ? (['weak-hash'] as const) : []),
    ...(link ? ofChain(link, days, most) : []),
  ];
  const isUnread = chain === 'unseen' || link?.is === 'unreadable';
  const beside: readonly Said<Id>[] = [
    ...saying('own-authority' as const, link?.is === 'complete' && !link.isPublic, data),
    ...saying('used-by' as const, users.length > 0, { id, users: users.join(', ') }),
  ];
  const [worst, ...others] = found;
  if (worst === undefined) {
    if (ofKey === undefined || ofHash === undefined) return { is: 'unknown', message: 'key-unknown', data };
    if (isUnread) return { is: 'unknown', message: 'chain-unread', data };
    return { is: 'good', notes: beside.filter(({ message }) => message === 'own-authority') };
  }
  return {
    is: 'advised',
    message: worst,
    data,
    advises: found.some((one) => needsAnother.has(one))
      ? [{ set: 'certificate', on: arn, before: { key, signature }, after: { domain, names } }]
      : [],
    notes: [
      ...others.map((message) => ({ message, data })),
      ...saying('chain-unread' as const, isUnread, data),
      ...beside,
    ],
  };
};
