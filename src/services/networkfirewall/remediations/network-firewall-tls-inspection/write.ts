import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** All of it is put at once, with the token of what was read: what anybody else wrote meanwhile is refused, not lost. */
export const updateCommand = ({ region }: Pick<Target, 'region'>, arn: string, action: string): string => {
  const filter = `.TLSInspectionConfigurationResponse as $is | {UpdateToken, TLSInspectionConfiguration} + ($is | {TLSInspectionConfigurationArn, Description, EncryptionConfiguration} | with_entries(select(.value != null))) | .TLSInspectionConfiguration.ServerCertificateConfigurations |= map(if .CertificateAuthorityArn then .CheckCertificateRevocationStatus |= ({UnknownStatusAction: "PASS"} + . + {RevokedStatusAction: "${action}"}) else . end)`;
  return `aws network-firewall describe-tls-inspection-configuration --region ${region} --tls-inspection-configuration-arn ${arn} --output json > was.json && jq '${filter}' was.json > becomes.json && aws network-firewall update-tls-inspection-configuration --region ${region} --cli-input-json file://becomes.json`;
};

/** In each part that has an authority, beside what it has: an UnknownStatusAction stays, and PASS is written where there was no check. */
export const write = ({ on, after }: Pick<Change, 'on' | 'after'>, target: Target): Required<Source> => {
  const action = String(after);
  return {
    cloudformation: `# In the AWS::NetworkFirewall::TLSInspectionConfiguration ${on}, beside each CertificateAuthorityArn\nCheckCertificateRevocationStatus:\n  RevokedStatusAction: ${action}\n  # Unless it says something else already:\n  UnknownStatusAction: PASS`,
    cdk: `// In the CfnTLSInspectionConfiguration ${on}, beside each certificateAuthorityArn\ncheckCertificateRevocationStatus: {\n  revokedStatusAction: '${action}',\n  unknownStatusAction: 'PASS', // unless it says something else already\n},`,
    terraform: `# In the aws_networkfirewall_tls_inspection_configuration ${on}, beside each certificate_authority_arn\ncheck_certificate_revocation_status {\n  revoked_status_action = "${action}"\n  unknown_status_action = "PASS" # unless it says something else already\n}`,
    cli: updateCommand(target, on, action),
  };
};
