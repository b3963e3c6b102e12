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
    /** Names of policies that are good enough. */
    acceptedPolicies: z._default(z.array(z.string()), [...accepted]),
    /** What is changed to. */
    targetPolicy: z._default(z.string(), target),
    /** The same where the policy is a FIPS one: it stays so. */
    fipsTargetPolicy: z._default(z.string(), fipsTarget),
    /** `accept`: an owner knows that no client needs the ciphers that go; nobody is asked for their sake. */
    lostCiphers: z._default(z.enum(['ask', 'accept']), 'ask'),
  });
export type TlsPolicySettings = z.infer<ReturnType<typeof tlsPolicySettings>>;
