import { yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { instanceNameOf } from '../../facts/names.ts';
import { keyOf } from '../../facts/oracle-options.ts';

/** What is set of one option: its name, its port, its settings. */
export interface Wanted {
  readonly option: string;
  readonly port?: number;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * TLS on a port of its own, with a cipher suite that the instance's certificate can do: RDS refuses the group otherwise.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.SSL.html
 */
export const sslFor = (authority: string | null, port: number | null = null): Wanted => ({
  option: 'SSL',
  port: port ?? 2484,
  settings: {
    'SQLNET.SSL_VERSION': '1.2',
    'SQLNET.CIPHER_SUITE': `TLS_ECDHE_${keyOf(authority) ?? 'RSA'}_WITH_AES_256_GCM_SHA384`,
  },
});
export const sslOnly12 = (port: number | null): Wanted => ({
  option: 'SSL',
  port: port ?? 2484,
  settings: { 'SQLNET.SSL_VERSION': '1.2' },
});
export const required: Wanted = {
  option: 'NATIVE_NETWORK_ENCRYPTION',
  settings: { 'SQLNET.ENCRYPTION_SERVER': 'REQUIRED' },
};
export const strong: Wanted = {
  option: 'NATIVE_NETWORK_ENCRYPTION',
  settings: { 'SQLNET.ENCRYPTION_TYPES_SERVER': 'AES256,AES192' },
};

/** Where it is set: AWS's own groups cannot be changed, so that an instance with one needs another. */
interface Place {
  readonly group: string;
  readonly engine: string;
  readonly version: string;
  /** Of the instance: they are to let clients reach the port. */
  readonly securityGroups: readonly string[];
}

const isWanted = (value: unknown): value is Wanted & Place =>
  typeof value === 'object' && value !== null && 'option' in value && 'group' in value;

/** The same option in every language that people describe groups in, and as commands. */
export const optionIn = ({ after }: Pick<Change, 'after'>, { arn, region }: Target): Required<Source> => {
  if (!isWanted(after)) throw new TypeError('an option and its group');
  const { option, port, settings, group, engine, version, securityGroups } = after;
  const instance = instanceNameOf(arn) ?? arn;
  const isDefault = group.startsWith('default:');
  const name = isDefault ? `${instance}-encrypted` : group;
  const major = /^\d+/.exec(version)?.[0] ?? version;
  const each = Object.entries(settings);
  const options = JSON.stringify([
    {
      OptionName: option,
      ...(port !== undefined && { Port: port, VpcSecurityGroupMemberships: securityGroups }),
      OptionSettings: each.map(([Name, Value]) => ({ Name, Value })),
    },
  ]);
  const at = `--region ${region}`;
  const made = `aws rds create-option-group ${at} --option-group-name ${name} --engine-name ${engine} --major-engine-version ${major} --option-group-description "Encrypts in transit"`;
  const added = `aws rds add-option-to-option-group ${at} --option-group-name ${name} --options '${options}' --apply-immediately`;
  const attached = `aws rds modify-db-instance ${at} --db-instance-identifier ${instance} --option-group-name ${name} --no-apply-immediately`;
  return {
    cloudformation: [
      `# In the AWS::RDS::OptionGroup of ${instance} (${name}):`,
      'OptionConfigurations:',
      `  - OptionName: ${option}`,
      ...(port === undefined
        ? []
        : [`    Port: ${port}`, `    VpcSecurityGroupMemberships: ${yamlValue(securityGroups)}`]),
      '    OptionSettings:',
      ...each.flatMap(([Name, Value]) => [`      - Name: ${Name}`, `        Value: "${Value}"`]),
    ].join('\n'),
    cdk: [
      `// In the rds.OptionGroup of ${instance} (${name}):`,
      `configurations: [{ name: '${option}', ${port === undefined ? '' : `port: ${port}, vpc, `}settings: { ${each.map(([key, value]) => `'${key}': '${value}'`).join(', ')} } }],`,
    ].join('\n'),
    terraform: [
      `# In the aws_db_option_group of ${instance} (${name}):`,
      'option {',
      `  option_name = "${option}"`,
      ...(port === undefined
        ? []
        : [`  port = ${port}`, `  vpc_security_group_memberships = ${JSON.stringify(securityGroups)}`]),
      ...each.flatMap(([key, value]) => [
        '  option_settings {',
        `    name  = "${key}"`,
        `    value = "${value}"`,
        '  }',
      ]),
      '}',
    ].join('\n'),
    cli: (isDefault ? [made, added, attached] : [added]).join('\n'),
  };
};
