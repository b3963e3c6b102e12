import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** As `adviceOf` wrote it. */
interface Wanted {
  readonly environment: string;
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Pure. The certificate is never guessed: whoever runs the command names it. */
export const httpsListener = (
  { after }: Pick<Change, 'after'>,
  { region, partition }: Target,
): Required<Source> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
  const { environment, options } = after as Wanted;
  const all = Object.entries(options).flatMap(([namespace, values]) =>
    Object.entries(values).map(([name, value]) => ({ namespace, name, value })),
  );
  const [listener = ''] = Object.keys(options);
  const certificate = {
    namespace: listener,
    name: listener.startsWith('aws:elbv2:') ? 'SSLCertificateArns' : 'SSLCertificateId',
    value: `arn:${partition}:acm:${region}:ACCOUNT:certificate/ID`,
  };
  const each = [...all, certificate];
  const update = `aws elasticbeanstalk update-environment --region ${region} --environment-name ${environment}`;
  const remark = `of ${environment}; the certificate must be for the names by which clients reach it`;
  return {
    cloudformation: [
      `# AWS::ElasticBeanstalk::Environment, ${remark}`,
      'OptionSettings:',
      ...each.map(
        ({ namespace, name, value }) =>
          `  - { Namespace: ${yamlValue(namespace)}, OptionName: ${yamlValue(name)}, Value: ${yamlValue(value)} }`,
      ),
    ].join('\n'),
    cdk: [
      `// elasticbeanstalk.CfnEnvironment, ${remark}`,
      'optionSettings: [',
      ...each.map(
        ({ namespace, name, value }) =>
          `  { namespace: ${tsText(namespace)}, optionName: ${tsText(name)}, value: ${tsText(value)} },`,
      ),
      '],',
    ].join('\n'),
    terraform: [
      `# aws_elastic_beanstalk_environment, ${remark}`,
      ...each.map(
        ({ namespace, name, value }) =>
          `setting {\n  namespace = ${hclText(namespace)}\n  name      = ${hclText(name)}\n  value     = ${hclText(value)}\n}`,
      ),
    ].join('\n'),
    cli: [
      `# Elastic Beanstalk works with the permissions of who runs this: AdministratorAccess-AWSElasticBeanstalk has them all.`,
      `# For its names, choose from: aws acm list-certificates --region ${region} --certificate-statuses ISSUED`,
      `: "\${certificate:?the ARN of a certificate for the names by which clients reach ${environment}}"`,
      `${update} --option-settings \\`,
      ...all.map(
        ({ namespace, name, value }) =>
          `  'Namespace=${namespace},OptionName=${name},Value=${value.includes(',') ? `"${value}"` : value}' \\`,
      ),
      `  "Namespace=${listener},OptionName=${certificate.name},Value=$certificate"`,
      `aws elasticbeanstalk wait environment-updated --region ${region} --environment-names ${environment}`,
      // Nothing was in these namespaces. A policy that is left for a port without a listener would make the update fail.
      `# To take it back: ${update} --options-to-remove ${each.map(({ namespace, name }) => `'Namespace=${namespace},OptionName=${name}'`).join(' ')}`,
    ].join('\n'),
  };
};
