import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { hostsIn } from '../../../../signs/address.ts';
import { rules, type RuleId } from '../../../../signs/rule.ts';
import { serverOf, type Server } from '../../../../signs/servers.ts';
import type { MessageId } from './messages.ts';
import type { Found, Seen } from './seen.ts';

export interface Settings {
  /** Hosts whose plaintext is let stand: `legacy.shop.internal`, `*.mesh.internal`. */
  readonly allowedHosts: readonly string[];
}

/** Told one by one; a plan is no list of hundreds. */
const shown = 20;
const listed = (all: readonly string[]): string => {
  const unique = [...new Set(all)];
  const more = unique.length - shown;
  return `${unique.slice(0, shown).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

const told = ({ field, rule, address }: Found): string =>
  `${field}: ${rule}${address === undefined ? '' : ` (${address})`}`;

const isAllowed = (host: string, allowed: readonly string[]): boolean =>
  allowed.some((one) => {
    const pattern = one.toLowerCase();
    return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
  });

/** All of its hosts: one that is not allowed is spoken to as well. */
const isLetStand = ({ address }: Found, { allowedHosts }: Settings): boolean => {
  const hosts = hostsIn(address ?? '');
  return hosts.length > 0 && hosts.every((host) => isAllowed(host, allowedHosts));
};

/** Rules by which a connection is made over TLS, and a weak one. What switches TLS off is none of them. */
const weak: ReadonlySet<RuleId> = new Set(['verification-off', 'old-tls']);

const onWay = ({ is, offers, enforces, instead }: Server): string => {
  if (instead !== undefined) return `${is} never speaks TLS: use ${instead}`;
  const before = offers ? `before the move ${offers.join(' or ')}` : 'it offers TLS';
  const after = enforces ? `after the move ${enforces.join(' or ')}` : 'nothing to do after the move';
  return `${is}: ${before}, ${after}`;
};

const serversOf = (found: readonly Found[]): readonly string[] =>
  found
    .flatMap(({ address = '' }) => hostsIn(address).flatMap((host) => serverOf(host) ?? []))
    .map(onWay)
    .toSorted();

const notesOn = (
  { unread, secrets }: Seen,
  bad: readonly Found[],
  rest: Readonly<Record<'low' | 'allowed' | 'credentials', readonly Found[]>>,
): readonly Said<MessageId>[] => {
  const { low, allowed, credentials } = rest;
  const servers = serversOf(bad);
  return [
    ...saying<MessageId>('more-findings', bad.length > shown, { count: bad.length, shown }),
    ...saying<MessageId>('servers-of-aws', servers.length > 0, { servers: listed(servers) }),
    ...saying<MessageId>('credential-shown', credentials.length > 0, {
      fields: listed(credentials.map(({ field }) => field)),
    }),
    ...saying<MessageId>('please-look', low.length > 0, { findings: listed(low.map(told)) }),
    ...saying<MessageId>('host-allowed', allowed.length > 0, { findings: listed(allowed.map(told)) }),
    ...saying<MessageId>('unread-too', unread.length > 0, { what: listed(unread) }),
    ...saying<MessageId>('secrets-not-read', secrets.length > 0, { fields: listed(secrets) }),
    ...saying<MessageId>('configuration-only', true),
  ];
};

/** Pure. What of a program's configuration leads to plaintext, and which servers it is about. */
export const adviceOf = (
  seen: Seen,
  { id: name, arn, region }: Target,
  settings: Settings,
): Evaluated<MessageId> => {
  if (seen.isClosed) return { is: 'not-applicable', message: 'not-opened', data: { name, region } };
  const [credentials, signs] = [
    seen.found.filter(({ rule }) => rule === 'credential-in-address'),
    seen.found.filter(({ rule }) => rule !== 'credential-in-address'),
  ];
  const allowed = signs.filter((one) => isLetStand(one, settings));
  const others = signs.filter((one) => !allowed.includes(one));
  const low = others.filter(({ severity }) => severity === 'low');
  const bad = others.filter(({ severity }) => severity !== 'low');
  const notes = notesOn(seen, bad, { low, allowed, credentials });
  if (bad.length > 0)
    return {
      is: 'advised',
      message: bad.every(({ rule }) => weak.has(rule)) ? 'tls-weakened' : 'configured-in-plaintext',
      data: { name, findings: listed(bad.map(told)) },
      advises: bad.slice(0, shown).map(({ field, rule, address }) => ({
        set: field,
        on: arn,
        before: { rule, ...(address !== undefined && { address }) },
        after: rules[rule].todo,
      })),
      notes,
    };
  if (seen.unread.length > 0)
    return { is: 'unknown', message: 'not-all-read', data: { name, what: listed(seen.unread) } };
  return { is: 'good', notes };
};
