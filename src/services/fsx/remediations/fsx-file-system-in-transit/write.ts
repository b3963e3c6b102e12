import { quoted } from '../../../../core/say/shell.ts';
import { hclText, yamlValue } from '../../../../aws/source-text.ts';
import { canonical } from '../../../../core/model/json.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** As `adviceOf` wrote it. */
interface Wanted {
  readonly StorageCapacity: number;
  readonly SubnetIds: readonly string[];
  readonly FileSystemTypeVersion?: string;
  readonly LustreConfiguration: Readonly<Record<string, string | number>>;
}

const snakeCase = (name: string): string =>
  name.replaceAll(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const members = (
  of: Readonly<Record<string, string | number>>,
  line: (name: string, value: string | number) => string,
): readonly string[] => Object.entries(of).map(([name, value]) => line(name, value));

/** Pure. Always beside the old one: whoever only changes its type in code has it replaced, and what it holds deleted. */
export const newFileSystem = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
  const wanted = after as Wanted;
  const {
    StorageCapacity: capacity,
    SubnetIds,
    FileSystemTypeVersion: version,
    LustreConfiguration,
  } = wanted;
  const subnets = yamlValue(SubnetIds);
  const beside = `beside ${id} and under another name: changing the type of ${id} itself would delete what it holds.`;
  const asking = `aws fsx describe-file-systems --region ${region} --file-system-ids`;
  return {
    cloudformation: [
      `# A new AWS::FSx::FileSystem, ${beside}`,
      'FileSystemType: LUSTRE',
      ...(version === undefined ? [] : [`FileSystemTypeVersion: ${yamlValue(version)}`]),
      `StorageCapacity: ${capacity}`,
      `SubnetIds: ${subnets}`,
      '# SecurityGroupIds: those of the old one',
      `LustreConfiguration: ${yamlValue(LustreConfiguration)}`,
    ].join('\n'),
    cdk: [
      `// A new fsx.CfnFileSystem, ${beside}`,
      "fileSystemType: 'LUSTRE',",
      ...(version === undefined ? [] : [`fileSystemTypeVersion: ${yamlValue(version)},`]),
      `storageCapacity: ${capacity},`,
      `subnetIds: ${subnets},`,
      '// securityGroupIds: those of the old one',
      `lustreConfiguration: { ${members(LustreConfiguration, (name, value) => `${camelCase(name)}: ${yamlValue(value)}`).join(', ')} },`,
    ].join('\n'),
    terraform: [
      `# A new aws_fsx_lustre_file_system, ${beside}`,
      ...(version === undefined ? [] : [`file_system_type_version = ${hclText(version)}`]),
      `storage_capacity = ${capacity}`,
      `subnet_ids = ${subnets}`,
      '# security_group_ids: those of the old one',
      ...members(
        LustreConfiguration,
        (name, value) => `${snakeCase(name)} = ${typeof value === 'string' ? hclText(value) : value}`,
      ),
    ].join('\n'),
    cli: [
      `interface=$(${asking} ${id} --query 'FileSystems[0].NetworkInterfaceIds[0]' --output text)`,
      `groups=$(aws ec2 describe-network-interfaces --region ${region} --network-interface-ids "$interface" \\`,
      "  --query 'NetworkInterfaces[0].Groups[].GroupId' --output text)",
      `new=$(aws fsx create-file-system --region ${region} --file-system-type LUSTRE \\`,
      ...(version === undefined ? [] : [`  --file-system-type-version ${version} \\`]),
      `  --storage-capacity ${capacity} --subnet-ids ${SubnetIds.join(' ')} \\`,
      '  --security-group-ids $(echo "$groups") \\',
      `  --lustre-configuration ${quoted(canonical(LustreConfiguration))} \\`,
      '  --query FileSystem.FileSystemId --output text)',
      '# When this says AVAILABLE, mount it by the two names beside that, copy the files, and move the clients:',
      `${asking} "$new" \\`,
      "  --query 'FileSystems[0].[Lifecycle,DNSName,LustreConfiguration.MountName]' --output text",
    ].join('\n'),
  };
};
