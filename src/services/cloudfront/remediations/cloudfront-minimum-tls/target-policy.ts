import { choosePolicy, type TlsPolicy } from '../../../../aws/tls-policies.ts';
import { securityPolicies } from '../../facts/security-policies.ts';
import type { Settings } from './settings.ts';

/** The one to change to. `undefined`: each that is accepted would be worse. */
export const targetPolicy = (from: TlsPolicy, chosen: Settings): TlsPolicy | undefined =>
  choosePolicy(from, {
    known: securityPolicies,
    accepted: chosen.acceptedPolicies,
    wished: chosen.targetPolicy,
    kind: '',
  });
