import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { singleQuoted } from '../../../../core/say/shell.ts';

/** How the owner reads what stands there: by type, from the target, whose names hold nothing that a shell takes for its own. Secrets come with it. */
const asking: Readonly<Record<string, (target: Target) => string>> = {
  'AWS::Lambda::Function': ({ id }) =>
    `aws lambda get-function-configuration --function-name ${id} --query '[Environment.Variables, ImageConfigResponse.ImageConfig]'`,
  'AWS::ECS::TaskDefinition': ({ arn }) =>
    `aws ecs describe-task-definition --task-definition ${arn} --query taskDefinition.containerDefinitions`,
  'AWS::EC2::LaunchTemplate': ({ id }) =>
    `aws ec2 describe-launch-template-versions --launch-template-id ${id} --versions '$Default' '$Latest' --query 'LaunchTemplateVersions[].[VersionNumber, LaunchTemplateData.UserData]'`,
  'AWS::CodeBuild::Project': ({ arn }) =>
    `aws codebuild batch-get-projects --names ${arn} --query 'projects[].[environment.environmentVariables, source, secondarySources]'`,
  // Its ARN ends in the names of the application and of the environment.
  'AWS::ElasticBeanstalk::Environment': ({ arn }) => {
    const [, application = '', environment = ''] = arn.split('/');
    return `aws elasticbeanstalk describe-configuration-settings --application-name ${singleQuoted(application)} --environment-name ${environment} --query 'ConfigurationSettings[].OptionSettings'`;
  },
  'AWS::Batch::JobDefinition': ({ arn }) =>
    `aws batch describe-job-definitions --job-definitions ${arn} --query 'jobDefinitions[].[containerProperties, nodeProperties, ecsProperties, eksProperties]'`,
  // A job may be called about anything.
  'AWS::Glue::Job': ({ id }) =>
    `aws glue get-job --job-name ${singleQuoted(id)} --query 'Job.[DefaultArguments, NonOverridableArguments]'`,
  'AWS::SSM::Parameter': ({ id }) =>
    `aws ssm get-parameter --name ${id} --query Parameter.Value --output text`,
};

/** Where it stands in a template. */
const holders: Readonly<Record<string, { readonly cdk: string; readonly terraform: string }>> = {
  'AWS::Lambda::Function': { cdk: 'lambda.Function', terraform: 'aws_lambda_function' },
  'AWS::ECS::TaskDefinition': {
    cdk: 'ecs.ContainerDefinition',
    terraform: 'container_definitions of aws_ecs_task_definition',
  },
  'AWS::EC2::LaunchTemplate': { cdk: 'ec2.LaunchTemplate', terraform: 'aws_launch_template' },
  'AWS::CodeBuild::Project': { cdk: 'codebuild.Project', terraform: 'aws_codebuild_project' },
  'AWS::ElasticBeanstalk::Environment': {
    cdk: 'elasticbeanstalk.CfnEnvironment',
    terraform: 'aws_elastic_beanstalk_environment',
  },
  'AWS::Batch::JobDefinition': { cdk: 'batch.EcsJobDefinition', terraform: 'aws_batch_job_definition' },
  'AWS::Glue::Job': { cdk: 'glue.CfnJob', terraform: 'aws_glue_job' },
  'AWS::SSM::Parameter': { cdk: 'ssm.StringParameter', terraform: 'aws_ssm_parameter' },
};

/** Pure. The value is nowhere in it: whoever runs the command reads it where it stands. */
export const settingInstead = (
  { set: field, after }: Pick<Change, 'set' | 'after'>,
  target: Target,
): Required<Source> => {
  const { type, id, region } = target;
  const says = `${field} of ${id}: ${String(after)}`;
  const { cdk = type, terraform = type } = holders[type] ?? {};
  return {
    cloudformation: `# Of the ${type}, ${says} The rest of it stays.`,
    cdk: `// Of the ${cdk}, ${says} The rest of it stays.`,
    terraform: `# Of the ${terraform}, ${says} The rest of it stays.`,
    cli: [
      '# Shows what stands there today, secrets with it:',
      `${asking[type]?.(target) ?? ''} --region ${region}`,
      `# Change it where it is deployed from. ${says}`,
    ].join('\n'),
  };
};
