import * as z from 'zod/mini';
import { nameAmong } from '../../../core/model/known-names.ts';
import { tlsPolicySettings } from '../../../families/tls-policy/settings.ts';
import { policiesFor, undescribed } from '../facts/security-policies.ts';

const namesOf = (kind: 'EDGE' | 'REGIONAL'): readonly string[] => policiesFor(kind).map(({ name }) => name);

/** With what is changed to at the edge, where other policies are. */
export const securityPolicySettings = (accepted: readonly string[]) =>
  z.extend(
    tlsPolicySettings({
      accepted,
      target: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      fipsTarget: 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09',
      known: [...new Set([...namesOf('REGIONAL'), ...namesOf('EDGE'), ...undescribed])],
    }),
    {
      edgeTargetPolicy: z
        ._default(nameAmong(namesOf('EDGE')), 'SecurityPolicy_TLS12_PFS_2025_EDGE')
        .check(z.describe('What is changed to at edge-optimized endpoints.')),
    },
  );
export type SecurityPolicySettings = z.infer<ReturnType<typeof securityPolicySettings>>;

/** As the family takes them. */
export const settingsAt = (
  kind: 'EDGE' | 'REGIONAL',
  { edgeTargetPolicy, ...chosen }: SecurityPolicySettings,
) => (kind === 'EDGE' ? { ...chosen, targetPolicy: edgeTargetPolicy } : chosen);
