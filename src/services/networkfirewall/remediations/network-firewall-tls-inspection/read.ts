import {
  DescribeFirewallCommand,
  DescribeFirewallPolicyCommand,
  DescribeTLSInspectionConfigurationCommand,
  NetworkFirewallClient,
  type ServerCertificateConfiguration,
} from '@aws-sdk/client-network-firewall';
import { orUnseen, unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const missing = 'ResourceNotFoundException';
const unseen = 'unseen' as const;

const partOf = ({
  ServerCertificates = [],
  CertificateAuthorityArn,
  CheckCertificateRevocationStatus: check,
  Scopes = [],
}: ServerCertificateConfiguration) => ({
  isInbound: ServerCertificates.length > 0,
  isOutbound: CertificateAuthorityArn !== undefined,
  revoked: check?.RevokedStatusAction ?? 'not checked',
  unsure: check?.UnknownStatusAction ?? 'not checked',
  scopes: Scopes.length,
});

/** `unseen`: it is not there, we may not see it, or AWS does not answer what it holds. */
const inspectionOf = async (arn: string, aws: Aws) => {
  const asking = aws
    .use(NetworkFirewallClient)
    .send(new DescribeTLSInspectionConfigurationCommand({ TLSInspectionConfigurationArn: arn }));
  const answer = await orUnseen(unless(missing, unseen, asking));
  const parts =
    answer === unseen ? undefined : answer.TLSInspectionConfiguration?.ServerCertificateConfigurations;
  if (answer === unseen || !parts) return unseen;
  const {
    Certificates = [],
    CertificateAuthority,
    NumberOfAssociations = null,
  } = answer.TLSInspectionConfigurationResponse ?? {};
  const certificates = [...Certificates, ...(CertificateAuthority ? [CertificateAuthority] : [])];
  return {
    arn,
    /** How many policies use it. */
    uses: NumberOfAssociations,
    parts: parts.map(partOf),
    certificates: certificates
      .map(({ CertificateArn, Status }) => `${CertificateArn ?? '(no ARN)'}: ${Status ?? 'not told'}`)
      .toSorted(),
  };
};

/** `null`: its policy has none. */
const policySeen = async (FirewallPolicyArn: string | undefined, aws: Aws) => {
  if (FirewallPolicyArn === undefined) return unseen;
  const asking = aws
    .use(NetworkFirewallClient)
    .send(new DescribeFirewallPolicyCommand({ FirewallPolicyArn }));
  const answer = await orUnseen(unless(missing, unseen, asking));
  if (answer === unseen || !answer.FirewallPolicy) return unseen;
  const arn = answer.FirewallPolicy.TLSInspectionConfigurationArn;
  return arn === undefined ? null : inspectionOf(arn, aws);
};

export const readFirewall = async ({ arn: FirewallArn }: Target, aws: Aws) => {
  const asking = aws.use(NetworkFirewallClient).send(new DescribeFirewallCommand({ FirewallArn }));
  const answer = await unless(missing, undefined, asking);
  if (!answer?.Firewall) return undefined;
  const { FirewallStatus: status, Firewall: firewall } = answer;
  return {
    state: status?.Status ?? 'not told',
    sync: status?.ConfigurationSyncStateSummary ?? 'not told',
    policy: firewall.FirewallPolicyArn ?? 'not told',
    inspection: await policySeen(firewall.FirewallPolicyArn, aws),
  };
};
export type Seen = NonNullable<Awaited<ReturnType<typeof readFirewall>>>;
