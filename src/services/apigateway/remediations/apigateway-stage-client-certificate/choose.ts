import type { Said } from '../../../../core/say/said.ts';
import { isOfCertificateManager, type ClientCertificate } from '../../facts/client-certificate.ts';
import type { messages } from './messages.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;
/** The certificate to use, or why people choose. */
export type Choice = { readonly certificate: ClientCertificate } | { readonly obstacle: Said<Id> };

export const isAccepted = (id: string, { acceptedCertificateIds: ids }: Settings): boolean =>
  ids.length === 0 || ids.includes(id);

const named = (
  certificate: string,
  certificates: readonly ClientCertificate[],
  settings: Settings,
): Choice => {
  const accepted = settings.acceptedCertificateIds.join(', ');
  if (!isAccepted(certificate, settings))
    return { obstacle: { message: 'named-not-accepted', data: { certificate, accepted } } };
  if (isOfCertificateManager(certificate))
    return { obstacle: { message: 'named-of-acm', data: { certificate } } };
  const found = certificates.find(({ id }) => id === certificate);
  if (!found) return { obstacle: { message: 'named-missing', data: { certificate } } };
  return found.life === 'over'
    ? { obstacle: { message: 'named-over', data: { certificate, until: found.until } } }
    : { certificate: found };
};

/** What the settings name, else the only one that is good for it: one that ends soon is chosen by people alone. */
export const choose = (certificates: readonly ClientCertificate[], settings: Settings): Choice => {
  if (settings.clientCertificateId !== '') return named(settings.clientCertificateId, certificates, settings);
  const good = certificates.filter(({ id, life }) => life === 'long' && isAccepted(id, settings));
  const [only, another] = good;
  if (only && !another) return { certificate: only };
  return another
    ? {
        obstacle: {
          message: 'several-certificates',
          data: { certificates: good.map(({ id }) => id).join(', ') },
        },
      }
    : { obstacle: { message: 'no-certificate' } };
};
