import * as z from 'zod/mini';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf } from './app-configuration-tls/evaluate.ts';
import { messages as all } from './app-configuration-tls/messages.ts';
import type { Seen } from './app-configuration-tls/seen.ts';
import { settingInstead } from './app-configuration-tls/write.ts';

type Read = (target: Target, aws: Aws) => Promise<Seen | undefined>;

/** A look loads the client of its own type alone. */
const readers: Readonly<Record<string, () => Promise<{ readonly read: Read }>>> = {
  'AWS::Lambda::Function': () => import('./app-configuration-tls/read/lambda.ts'),
  'AWS::EC2::LaunchTemplate': () => import('./app-configuration-tls/read/launch-template.ts'),
  'AWS::ECS::TaskDefinition': () => import('./app-configuration-tls/read/ecs.ts'),
  'AWS::Batch::JobDefinition': () => import('./app-configuration-tls/read/batch.ts'),
  'AWS::CodeBuild::Project': () => import('./app-configuration-tls/read/codebuild.ts'),
  'AWS::ElasticBeanstalk::Environment': () => import('./app-configuration-tls/read/elasticbeanstalk.ts'),
  'AWS::Glue::Job': () => import('./app-configuration-tls/read/glue.ts'),
  'AWS::SSM::Parameter': () => import('./app-configuration-tls/read/ssm.ts'),
};

const { messages, ...parts } = advice({
  messages: all,
  read: async (target, aws): Promise<Seen | undefined> => (await readers[target.type]?.())?.read(target, aws),
  evaluate: adviceOf,
  write: settingInstead,
});

const docs = 'https://docs.aws.amazon.com';

/** Finds what leads programs to speak plaintext in what AWS shows of their configuration, and never shows a value of it. */
export default remediation({
  meta: {
    id: 'app-configuration-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'Configurations of programs ask for TLS',
    summary:
      'Reads what AWS shows of how programs are configured (environments of Lambda functions and of the versions that aliases lead to, variables and commands of ECS task definitions, variables, sources and buildspecs of CodeBuild projects, variables of Elastic Beanstalk environments, variables and commands of AWS Batch job definitions, arguments of Glue jobs, user data of launch templates with the tag waxseal:read-user-data=yes, String parameters of Systems Manager) and finds addresses with http://, databases, caches, brokers, directories and mail servers that are spoken to without TLS, and verification that is switched off. Tells field, rule and scheme://host:port, never a value; where AWS runs the server it names what comes before and after the move. Waxseal changes nothing: configurations belong to the pipelines that deploy them. Integrations of API Gateway, SNS subscriptions, Glue connections and DMS endpoints have remediations of their own. Code is not looked at: that does waxseal scan-code.',
    resourceType: 'AWS::Lambda::Function',
    alsoTypes: [
      'AWS::Batch::JobDefinition',
      'AWS::CodeBuild::Project',
      'AWS::EC2::LaunchTemplate',
      'AWS::ECS::TaskDefinition',
      'AWS::ElasticBeanstalk::Environment',
      'AWS::Glue::Job',
      'AWS::SSM::Parameter',
    ],
    configRules: [],
    controls: [],
    services: ['lambda', 'batch', 'codebuild', 'ec2', 'ecs', 'elasticbeanstalk', 'glue', 'ssm'],
    reversible: true,
    permissions: {
      read: [
        'batch:DescribeJobDefinitions',
        'codebuild:BatchGetProjects',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:DescribeLaunchTemplates',
        'ecs:DescribeTaskDefinition',
        'elasticbeanstalk:DescribeConfigurationSettings',
        'elasticbeanstalk:DescribeEnvironments',
        'glue:GetJob',
        'lambda:GetFunctionConfiguration',
        'lambda:ListAliases',
        'ssm:GetParameters',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      `${docs}/wellarchitected/latest/security-pillar/protecting-data-in-transit.html`,
      `${docs}/lambda/latest/api/API_GetFunctionConfiguration.html`,
      `${docs}/lambda/latest/dg/configuration-envvars-encryption.html`,
      `${docs}/AmazonECS/latest/APIReference/API_ContainerDefinition.html`,
      `${docs}/codebuild/latest/APIReference/API_ProjectSource.html`,
      `${docs}/elasticbeanstalk/latest/dg/command-options-general.html`,
      `${docs}/batch/latest/APIReference/API_DescribeJobDefinitions.html`,
      `${docs}/AWSEC2/latest/UserGuide/user-data.html`,
      `${docs}/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html`,
      `${docs}/glue/latest/webapi/API_Job.html`,
      `${docs}/systems-manager/latest/APIReference/API_GetParameters.html`,
    ],
  },
  settings: z.strictObject({
    allowedHosts: z
      ._default(z.array(z.string()), [])
      .check(
        z.describe('Hosts to which plaintext is known and accepted, such as a printer on the premises.'),
      ),
  }),
  ...parts,
});
