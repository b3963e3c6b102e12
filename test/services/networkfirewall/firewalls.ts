/** Firewalls as account files carry them. */
const place = 'arn:aws:network-firewall:eu-west-1:111122223333';
export const firewallArn = `${place}:firewall/egress`;
export const policyArn = `${place}:firewall-policy/egress`;
export const inspectionArn = `${place}:tls-configuration/egress`;
const certificate = (id: string) => `arn:aws:acm:eu-west-1:111122223333:certificate/${id}`;

type Action = 'PASS' | 'DROP' | 'REJECT';
interface Check {
  readonly RevokedStatusAction?: Action;
  readonly UnknownStatusAction?: Action;
}
interface Part {
  readonly ServerCertificates?: { ResourceArn: string }[];
  readonly CertificateAuthorityArn?: string;
  readonly CheckCertificateRevocationStatus?: Check;
}

export const inbound: Part = { ServerCertificates: [{ ResourceArn: certificate('server') }] };
export const outbound = (check?: Check): Part => ({
  CertificateAuthorityArn: certificate('authority'),
  ...(check && { CheckCertificateRevocationStatus: check }),
});

/** One firewall; without `parts` it does not inspect. */
export const firewall = (
  parts?: Part[] | null,
  { over = {}, policy = {}, inspection = {} }: { over?: object; policy?: object; inspection?: object } = {},
) => ({
  networkfirewall: {
    Firewalls: [{ FirewallName: 'egress', FirewallPolicyArn: policyArn, Tags: { team: 'network' }, ...over }],
    FirewallPolicies: [
      {
        FirewallPolicyArn: policyArn,
        FirewallPolicy: parts === undefined ? {} : { TLSInspectionConfigurationArn: inspectionArn },
        ...policy,
      },
    ],
    TLSInspectionConfigurations: [
      {
        TLSInspectionConfigurationArn: inspectionArn,
        ServerCertificateConfigurations: parts ?? null,
        ...inspection,
      },
    ],
  },
});
