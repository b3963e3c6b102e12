import type { Said } from '../../../../core/say/said.ts';
import { servesHost } from '../../../elbv2/facts/certificate-names.ts';
import type { messages } from './messages.ts';
import type { Behind, Certificate } from './read.ts';

type Id = keyof typeof messages;
interface Chosen {
  readonly server: string;
  readonly hazards: readonly Said<Id>[];
}
/** The name of the server, or why people do something first. */
export type Choice = Chosen | { readonly obstacle: Said<Id> };

const namesOf = (certificates: readonly Certificate[]): readonly string[] => [
  ...new Set(certificates.flatMap(({ names = [] }) => names.map((name) => name.toLowerCase()))),
];

const byCertificates = (certificates: readonly Certificate[], wanted: string): Choice => {
  const names = namesOf(certificates);
  const whole = names.filter((name) => !name.startsWith('*.'));
  const unread = certificates.filter((one) => one.names === undefined).length;
  const data = { names: names.join(', ') || 'none' };
  if (wanted === '' && whole.length > 1) return { obstacle: { message: 'several-names', data } };
  const server = wanted === '' ? whole[0] : wanted;
  if (server === undefined) return { obstacle: { message: 'no-name', data } };
  const serving = certificates.filter((one) => servesHost(one.names ?? [], server));
  if (serving.length === 0)
    return unread === 0
      ? { obstacle: { message: 'name-not-covered', data: { ...data, server } } }
      : { server, hazards: [{ message: 'name-unread', data: { server, count: unread } }] };
  return {
    server,
    hazards: serving.every(({ isIssued }) => isIssued) ? [] : [{ message: 'trust-unseen', data: { server } }],
  };
};

export const choose = (behind: Behind, wanted: string): Choice => {
  switch (behind.is) {
    case 'gone':
      return { obstacle: { message: 'listener-gone' } };
    case 'other': {
      const { protocol, others } = behind;
      return {
        obstacle: { message: 'listener-not-tls', data: { protocol, others: others.join(', ') || 'none' } },
      };
    }
    case 'servers':
      return wanted === ''
        ? { obstacle: { message: 'name-needed' } }
        : { server: wanted, hazards: [{ message: 'servers-unseen', data: { server: wanted } }] };
    case 'tls':
      return behind.verifies
        ? { obstacle: { message: 'listener-verifies' } }
        : byCertificates(behind.certificates, wanted);
  }
};
