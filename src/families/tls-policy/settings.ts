import * as z from 'zod/mini';

/** Which policies are good enough, and which ones are wished for. */
export const tlsPolicySettings = ({
  accepted,
  target,
  fipsTarget,
}: {
  readonly accepted: readonly string[];
  readonly target: string;
  readonly fipsTarget: string;
}) =>
  z.strictObject({
    acceptedPolicies: z
      ._default(z.array(z.string()), [...accepted])
      .check(z.describe('Names of policies that are good enough.')),
    targetPolicy: z._default(z.string(), target).check(z.describe('What is changed to.')),
    fipsTargetPolicy: z
      ._default(z.string(), fipsTarget)
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
