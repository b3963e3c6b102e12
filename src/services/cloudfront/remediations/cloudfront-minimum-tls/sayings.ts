import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { lossOf, neededOf, type TlsPolicy } from '../../../../aws/tls-policies.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Sayings } from '../../../../families/steps.ts';
import { isTemplate, kindHazards, kindNotes } from '../../facts/kinds-of-distribution.ts';
import { securityPolicy } from '../../facts/security-policies.ts';
import { hasOwnCertificate, minimumProtocolVersion } from '../../facts/viewer-certificate.ts';
import { certificateKind } from '../../facts/viewers.ts';
import type { Id } from './messages.ts';
import type { Settings } from './settings.ts';
import { looserAccepted, targetPolicy } from './target-policy.ts';

/** What viewers would miss. Only TLS 1.2 is at stake: older ones go with their protocol. */
const losses = (
  from: TlsPolicy,
  to: TlsPolicy,
  name: string,
  { lostCiphers }: Settings,
): readonly Said<Id>[] => {
  const target = to.name;
  // An owner who names such a policy may not know that, and whoever agrees must.
  if (!to.protocols.includes('TLSv1.2')) return [{ message: 'tls12-lost', data: { name, target } }];
  const ciphers = neededOf(lossOf(from, to), to).join(', ');
  return saying('ciphers-lost', ciphers !== '' && lostCiphers === 'ask', { name, target, ciphers });
};

/** Why this distribution cannot have another security policy. */
const obstaclesOf = (
  config: DistributionConfig,
  { id: name, partition }: Target,
  target: string,
): readonly Said<Id>[] => {
  const kind = certificateKind(partition);
  if (!hasOwnCertificate(config)) {
    const message = isTemplate(config) ? 'tenants-certificate' : 'default-certificate';
    return [{ message, data: { name, kind, target } }];
  }
  const method = config.ViewerCertificate?.SSLSupportMethod ?? 'not set';
  if (method === 'sni-only') return [];
  // `static-ip` is for distributions that AWS has enabled for it: of its security policies no page says anything.
  return [{ message: method === 'vip' ? 'not-sni' : 'sni-unknown', data: { name, method, target } }];
};

/** Why there is nothing to change to. */
const whyNone = (from: TlsPolicy | undefined, name: string, chosen: Settings): Said<Id> => {
  const policy = from?.name ?? 'none';
  const accepted = from && looserAccepted(from, chosen)?.name;
  return accepted === undefined
    ? { message: 'no-target', data: { name, policy } }
    : { message: 'stricter-already', data: { name, policy, accepted } };
};

/** Why nothing can be done, and who notices what is done. */
export const sayingsOf = (config: DistributionConfig, target: Target, chosen: Settings): Sayings<Id> => {
  const { id: name } = target;
  const { targetPolicy: wished } = chosen;
  const from = securityPolicy(minimumProtocolVersion(config));
  const to = from && targetPolicy(from, chosen);
  const obstacles = obstaclesOf(config, target, to?.name ?? wished);
  const tenants = saying<Id>('tenants', isTemplate(config), { name });
  if (obstacles.length > 0) return { obstacles, hazards: tenants };
  if (!from || !to) return { obstacles: [whyNone(from, name, chosen)] };
  return {
    hazards: [...losses(from, to, name, chosen), ...kindHazards(config, name)],
    notes: [
      ...saying<Id>('another-target', to.name !== wished, { wished, target: to.name }),
      ...kindNotes(config, name),
    ],
  };
};
