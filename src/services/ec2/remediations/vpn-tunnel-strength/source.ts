import { hclList } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { lists, within, type List } from '../../facts/vpn-tunnel.ts';

const terraformNames: Readonly<Record<List, string>> = {
  IKEVersions: 'ike_versions',
  Phase1DHGroupNumbers: 'phase1_dh_group_numbers',
  Phase1EncryptionAlgorithms: 'phase1_encryption_algorithms',
  Phase1IntegrityAlgorithms: 'phase1_integrity_algorithms',
  Phase2DHGroupNumbers: 'phase2_dh_group_numbers',
  Phase2EncryptionAlgorithms: 'phase2_encryption_algorithms',
  Phase2IntegrityAlgorithms: 'phase2_integrity_algorithms',
};
/** As the CDK has them, which begins every name small. */
const small = (list: List): string =>
  list === 'IKEVersions' ? 'ikeVersions' : `p${list.slice(1)}`.replace('DHGroup', 'DhGroup');
const isNumeric = (list: List): boolean => list.endsWith('GroupNumbers');

/** What is chosen for one tunnel; it stands beside its key and addresses, which stay. */
export const source = ({ on, after }: Change, { id }: Target): Source => {
  const address = on.split('#')[1] ?? '';
  const value: readonly string[] = Array.isArray(after) ? after.map(String) : [];
  const chosen = lists.map((list) => ({ list, values: within(value, list) }));
  const beside = 'leave PreSharedKey and the inside CIDRs there as they are';
  const yaml = chosen.map(
    ({ list, values }) => `    ${list}: [${values.map((one) => `{ Value: ${one} }`).join(', ')}]`,
  );
  const ts = chosen.map(({ list, values }) => {
    const all = values.map((one) => `{ value: ${isNumeric(list) ? one : `'${one}'`} }`);
    return `  ${small(list)}: [${all.join(', ')}],`;
  });
  const hcl = chosen.map(({ list, values }) => {
    const all = isNumeric(list) ? `[${values.join(', ')}]` : hclList(values);
    return `tunnel1_${terraformNames[list].padEnd(28)} = ${all}`;
  });
  return {
    cloudformation: `# In the AWS::EC2::VPNConnection ${id}, where tunnel ${address} is described; ${beside}. Older versions of the resource\n# are replaced by it, which gives new addresses and keys: look for Replacement in the change set before you execute it.\nVpnTunnelOptionsSpecifications:\n  - # tunnel ${address}\n${yaml.join('\n')}`,
    cdk: `// In vpnTunnelOptionsSpecifications of the ec2.CfnVPNConnection ${id}, where tunnel ${address} is described; ${beside}.\n// Look for a replacement in cdk diff before you deploy: it would give new addresses and keys.\n{\n${ts.join('\n')}\n},`,
    terraform: `# In the aws_vpn_connection ${id}; of tunnel ${address}: tunnel2_ where that is its tunnel2_address.\n${hcl.join('\n')}`,
  };
};
