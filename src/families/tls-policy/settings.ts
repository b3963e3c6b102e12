import * as z from 'zod/mini';
import { nameAmong } from '../../core/model/known-names.ts';

/** Which policies are good enough, and which ones are wished for. */
export const tlsPolicySettings = ({
  accepted,
  target,
  fipsTarget,
  known,
}: {
  readonly accepted: readonly string[];
  readonly target: string;
  readonly fipsTarget: string;
  /** The names that AWS's page has: a policy file with another one is warned of. */
  readonly known: readonly string[];
}) =>
  z.strictObject({
    acceptedPolicies: z
      ._default(z.array(nameAmong(known)), [...accepted])
      .check(z.describe('Names of policies that are good enough.')),
    targetPolicy: z._default(nameAmong(known), target).check(z.describe('What is changed to.')),
    fipsTargetPolicy: z
      ._default(nameAmong(known), fipsTarget)
      .check(z.describe('What is changed to where the policy is a FIPS one: it stays so.')),
    lostCiphers: z
      ._default(z.enum(['ask', 'accept']), 'ask')
      .check(
        z.describe(
          'accept: an owner knows that no client needs the ciphers that go; nobody is asked for their sake.',
        ),
      ),
  });
export type TlsPolicySettings = z.infer<ReturnType<typeof tlsPolicySettings>>;
