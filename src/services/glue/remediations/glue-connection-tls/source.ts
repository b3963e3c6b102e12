import { quoted } from '../../../../core/say/shell.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** `SparkProperties` → `sparkProperties`, `spark_properties`. */
const inCdk = (map: string): string => map.charAt(0).toLowerCase() + map.slice(1);
const inTerraform = (map: string): string =>
  inCdk(map).replaceAll(/[A-Z]/g, (one) => `_${one.toLowerCase()}`);

/** What UpdateConnection takes of what GetConnection tells. */
const taken =
  'Name, Description, ConnectionType, MatchCriteria, ConnectionProperties, SparkProperties, AthenaProperties, PythonProperties, PhysicalConnectionRequirements, AuthenticationConfiguration, ValidateForComputeEnvironments: .CompatibleComputeEnvironments';

/**
 * The whole connection through a pipe: the password is in no file, and in no argument. One that Glue shows encrypted would be stored
 * as if it were the password, so that jq stops there and nothing is sent.
 */
const commandFor = (path: string, { id, region }: Target): string => {
  const brokers = path.endsWith('KAFKA_SSL_ENABLED')
    ? ' | .ConnectionProperties.KAFKA_BOOTSTRAP_SERVERS = "<host>:<port>,<host>:<port>"'
    : '';
  const filter = [
    '.Connection',
    'if [.. | objects | keys[] | select(startswith("ENCRYPTED_"))] != [] then error("its password is shown encrypted: change it in the console") else . end',
    `{${taken}}`,
    'with_entries(select(.value != null))',
    `.${path} = "true"${brokers}`,
  ].join(' | ');
  const name = `--name=${quoted(id)} --region ${region}`;
  return [
    `connection=$(aws glue get-connection ${name} --output json | jq ${quoted(filter)}) &&`,
    `  printf '%s' "$connection" | aws glue update-connection ${name} --connection-input file:///dev/stdin`,
  ].join('\n');
};

/** `null`: it was not said, which means false. */
export const source = ({ on, after, impact }: Change, target: Target): Source => {
  const path = on.slice(target.arn.length + 1);
  const [map = '', property = ''] = path.split('.');
  const value = typeof after === 'string' ? after : 'false';
  const where = `connection ${target.id}, beside what its ${map} say already`;
  return {
    cloudformation: `# In the AWS::Glue::Connection of ${where}:\nConnectionInput:\n  ${map}:\n    ${property}: "${value}"`,
    cdk: `// In the glue.CfnConnection of ${where}:\nconnectionInput: { ${inCdk(map)}: { ${property}: '${value}' } },`,
    terraform: `# In the aws_glue_connection of ${where}:\n${inTerraform(map)} = {\n  ${property} = "${value}"\n}`,
    ...(impact.includes('none') && { cli: commandFor(path, target) }),
  };
};
