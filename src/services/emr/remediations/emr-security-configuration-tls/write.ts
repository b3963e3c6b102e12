import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Names may hold anything; a new one is made of what each tool takes. */
const newName = (name: string): string => `${name}-in-transit`;

/** The same security configuration anew, in every language that people describe them in, and as a command. */
export const newConfiguration = (
  { after }: Pick<Change, 'after'>,
  { id, region }: Target,
): Required<Source> => {
  const name = newName(id);
  const text = JSON.stringify(after);
  const beside = `beside ${id}, for clusters that are launched from then on; S3Object: where your certificates are`;
  return {
    cloudformation: `# A new AWS::EMR::SecurityConfiguration, ${beside}\nName: ${JSON.stringify(name)}\nSecurityConfiguration: ${text}`,
    cdk: `// A new emr.CfnSecurityConfiguration, ${beside}\nname: ${JSON.stringify(name)}, securityConfiguration: ${text},`,
    terraform: `# A new aws_emr_security_configuration, ${beside}\nname          = ${JSON.stringify(name)}\nconfiguration = jsonencode(${text})`,
    cli: [
      'read -r -p "Certificates, such as s3://bucket/certificates.zip: " CERTIFICATES',
      `aws emr create-security-configuration --region ${region} --name ${quoted(name)} --security-configuration ${quoted(text).replace('"S3Object":"CERTIFICATES"', () => `"S3Object":"'"$CERTIFICATES"'"`)}`,
    ].join('\n'),
  };
};
