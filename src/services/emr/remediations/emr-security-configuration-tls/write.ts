import { quoted } from '../../../../core/say/shell.ts';
import { hclText } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** Stands where people put their certificates. */
export const theirs = 'CERTIFICATES';
const asked = `"S3Object":"${theirs}"`;

/** Names may hold anything; a new one is made of what each tool takes. */
const newName = (name: string): string => `${name}-in-transit`;

/** The same security configuration anew, in every language that people describe them in, and as a command. */
export const newConfiguration = (
  { after }: Pick<Change, 'after'>,
  { id, region }: Target,
): Required<Source> => {
  const name = newName(id);
  const text = JSON.stringify(after);
  const isAsked = text.includes(asked);
  const beside = `beside ${id}, for clusters that are launched from then on${isAsked ? '; S3Object: where your certificates are' : ''}`;
  const create = `aws emr create-security-configuration --region ${region} --name ${quoted(name)} --security-configuration ${quoted(text)}`;
  return {
    cloudformation: `# A new AWS::EMR::SecurityConfiguration, ${beside}\nName: ${JSON.stringify(name)}\nSecurityConfiguration: ${text}`,
    cdk: `// A new emr.CfnSecurityConfiguration, ${beside}\nname: ${JSON.stringify(name)}, securityConfiguration: ${text},`,
    terraform: `# A new aws_emr_security_configuration, ${beside}\nname          = ${hclText(name)}\nconfiguration = ${hclText(text)}`,
    // In one line: what is pasted after a question would be its answer.
    cli: isAsked
      ? `printf 'Certificates, such as s3://bucket/certificates.zip: ' && read -r ${theirs} && ${create.replace(asked, () => `"S3Object":"'"\${${theirs}:?}"'"`)}`
      : create,
  };
};
