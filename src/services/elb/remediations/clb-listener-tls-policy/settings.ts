import * as z from 'zod/mini';
import { tlsPolicySettings } from '../../../../families/tls-policy/settings.ts';
import { predefinedNames, securityHubPolicy } from '../../facts/ssl-policy.ts';

export const settings = z.extend(
  tlsPolicySettings({
    accepted: [securityHubPolicy],
    target: securityHubPolicy,
    fipsTarget: securityHubPolicy,
    known: predefinedNames,
  }),
  {
    acceptedProtocolsAndCiphers: z
      ._default(z.array(z.string()), [])
      .check(
        z.describe(
          'What a policy may let in, as the Config rule lists it: Protocol-TLSv1.2, ECDHE-RSA-AES128-GCM-SHA256. A policy that lets in nothing else is accepted, whatever its name, and no other one is. Empty: accepted by name.',
        ),
      ),
  },
);
export type Settings = z.infer<typeof settings>;
