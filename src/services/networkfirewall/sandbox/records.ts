import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const firewall = z.strictObject({
  FirewallName: z.string(),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  /** Whose it is; default: the account's. */
  Owner: z.optional(z.string()),
  FirewallPolicyArn: z.string(),
  VpcId: z._default(z.string(), 'vpc-0123456789abcdef0'),
  FirewallStatus: z._default(
    z.strictObject({ Status: z.string(), ConfigurationSyncStateSummary: z.string() }),
    { Status: 'READY', ConfigurationSyncStateSummary: 'IN_SYNC' },
  ),
  Tags: tagRecords,
});

const policy = z.strictObject({
  FirewallPolicyArn: z.string(),
  /** `null`: AWS does not answer it. */
  FirewallPolicy: z._default(
    z.nullable(z.strictObject({ TLSInspectionConfigurationArn: z.optional(z.string()) })),
    {},
  ),
});

const action = z.optional(z.enum(['PASS', 'DROP', 'REJECT']));
const certificate = z.strictObject({ CertificateArn: z.string(), Status: z._default(z.string(), 'ACTIVE') });
const inspection = z.strictObject({
  TLSInspectionConfigurationArn: z.string(),
  /** `null`: AWS does not answer it. */
  ServerCertificateConfigurations: z._default(
    z.nullable(
      z.array(
        z.strictObject({
          ServerCertificates: z.optional(z.array(z.strictObject({ ResourceArn: z.string() }))),
          CertificateAuthorityArn: z.optional(z.string()),
          CheckCertificateRevocationStatus: z.optional(
            z.strictObject({ RevokedStatusAction: action, UnknownStatusAction: action }),
          ),
          Scopes: z._default(z.array(z.strictObject({ Protocols: z.array(z.number()) })), [
            { Protocols: [6] },
          ]),
        }),
      ),
    ),
    [],
  ),
  Certificates: z.optional(z.array(certificate)),
  CertificateAuthority: z.optional(certificate),
});

/** What an account holds of Network Firewall. */
export const networkfirewallRecords = z.strictObject({
  Firewalls: z._default(z.array(firewall), []),
  FirewallPolicies: z._default(z.array(policy), []),
  TLSInspectionConfigurations: z._default(z.array(inspection), []),
});
type Records = z.output<typeof networkfirewallRecords>;

type Firewall = Records['Firewalls'][number] & { readonly Region: string; readonly FirewallArn: string };
export interface Networkfirewall extends Omit<Records, 'Firewalls'> {
  readonly Firewalls: readonly Firewall[];
}

/** The records with AWS's defaults. */
export const loadNetworkfirewall = (
  { Firewalls, ...others }: Records,
  { partition, region, account }: Where,
): Networkfirewall => ({
  ...others,
  Firewalls: Firewalls.map((one) => {
    const { FirewallName, Region = region, Owner = account } = one;
    return {
      ...one,
      Region,
      FirewallArn: `arn:${partition}:network-firewall:${Region}:${Owner}:firewall/${FirewallName}`,
    };
  }),
});
