import type { Aws } from '../../core/model/remediation.ts';
import { saying } from '../../core/say/said.ts';
import type { Target } from '../../core/model/target.ts';
import { keyOf } from './facts.ts';

interface Encrypted {
  readonly isEncrypted: boolean;
}

/**
 * Of a service that documents that whatever it encrypts at rest takes requests over HTTPS only: there the statement should
 * meet nobody, and the plan says so. Parts of `StatementFacts`.
 */
export const httpsWhereEncrypted = (
  thing: string,
  isEncrypted: (target: Target, aws: Aws) => Promise<boolean>,
) => ({
  messages: {
    'encrypted-already': {
      says: `${thing.charAt(0).toUpperCase()}${thing.slice(1)} {${keyOf(thing)}} is encrypted at rest. AWS documents that all requests to such a ${thing} must use HTTPS and Signature Version 4, so this statement should meet nobody while that stays so.`,
    },
  } as const,
  around: async (_policy: unknown, target: Target, aws: Aws): Promise<Encrypted> => ({
    isEncrypted: await isEncrypted(target, aws),
  }),
  besides: ({ around }: { readonly around: Encrypted | undefined }, { id }: Pick<Target, 'id'>) => ({
    notes: saying('encrypted-already' as const, around?.isEncrypted === true, { [keyOf(thing)]: id }),
  }),
});
