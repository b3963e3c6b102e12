import * as z from 'zod/mini';
import { nameAmong } from '../../../../core/model/known-names.ts';
import { policies } from '../../facts/tls-policies.ts';

export const settings = z.strictObject({
  acceptedPolicies: z
    ._default(z.array(nameAmong(policies)), [
      'Policy-Min-TLS-1-2-PFS-2023-10',
      'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08',
    ])
    .check(
      z.describe(
        'Names of policies that are good enough. The second is not on the list of Security Hub, and is stronger.',
      ),
    ),
});
export type Settings = z.infer<typeof settings>;

/** Without the parameter the rule looks at EnforceHTTPS alone: what is accepted here stays so. */
export const fromRule = ({ tlsPolicies = '' }: Readonly<Record<string, string>>) => {
  const acceptedPolicies = tlsPolicies
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return acceptedPolicies.length > 0 ? { acceptedPolicies } : {};
};
