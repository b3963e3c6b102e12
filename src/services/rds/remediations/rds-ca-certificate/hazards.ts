import { saying, type Said } from '../../../../core/say/said.ts';
import type { messages } from './messages.ts';
import type { Verifying } from './verifying.ts';

/** Who may be shut out once the certificate is replaced. */
export const verifyingHazards = (
  trust: { readonly name: string; readonly authority: string; readonly bundle: string },
  { dms, glue, unseen }: Verifying,
): readonly Said<keyof typeof messages>[] => [
  ...saying<keyof typeof messages>('clients-verify', true, trust),
  ...saying<keyof typeof messages>('dms-verifies', dms.length > 0, { ...trust, names: dms.join(', ') }),
  ...saying<keyof typeof messages>('glue-verifies', glue.length > 0, { ...trust, names: glue.join(', ') }),
  ...saying<keyof typeof messages>('dependants-unseen', unseen.length > 0, {
    name: trust.name,
    what: unseen.join(', '),
  }),
];
