import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import unit from '../../../../../src/services/lambda/remediations/app-configuration-tls.ts';
import { adviceOf } from '../../../../../src/services/lambda/remediations/app-configuration-tls/evaluate.ts';
import { inEnvironment } from '../../../../../src/services/lambda/remediations/app-configuration-tls/fields.ts';
import { settingInstead } from '../../../../../src/services/lambda/remediations/app-configuration-tls/write.ts';
import { typesOf } from '../../../../../src/core/model/types-of.ts';
import { location } from '../../../../kit/answers.ts';

const ids: Readonly<Record<string, readonly [id: string, arn: string, asks: string]>> = {
  'AWS::Lambda::Function': [
    'orders',
    'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    'lambda get-function-configuration --function-name orders --query [Environment.Variables, ImageConfigResponse.ImageConfig] --region eu-west-1',
  ],
  'AWS::ECS::TaskDefinition': [
    'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
    'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
    'ecs describe-task-definition --task-definition arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1 --query taskDefinition.containerDefinitions --region eu-west-1',
  ],
  'AWS::Batch::JobDefinition': [
    'arn:aws:batch:eu-west-1:111122223333:job-definition/orders:3',
    'arn:aws:batch:eu-west-1:111122223333:job-definition/orders:3',
    'batch describe-job-definitions --job-definitions arn:aws:batch:eu-west-1:111122223333:job-definition/orders:3 --query jobDefinitions[].[containerProperties, nodeProperties, ecsProperties, eksProperties] --region eu-west-1',
  ],
  'AWS::Glue::Job': [
    "Ada's nightly load",
    "arn:aws:glue:eu-west-1:111122223333:job/Ada's nightly load",
    "glue get-job --job-name Ada's nightly load --query Job.[DefaultArguments, NonOverridableArguments] --region eu-west-1",
  ],
  'AWS::EC2::LaunchTemplate': [
    'lt-0123456789abcdef0',
    'arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-0123456789abcdef0',
    'ec2 describe-launch-template-versions --launch-template-id lt-0123456789abcdef0 --versions $Default $Latest --query LaunchTemplateVersions[].[VersionNumber, LaunchTemplateData.UserData] --region eu-west-1',
  ],
  'AWS::CodeBuild::Project': [
    'arn:aws:codebuild:eu-west-1:111122223333:project/orders',
    'arn:aws:codebuild:eu-west-1:111122223333:project/orders',
    'codebuild batch-get-projects --names arn:aws:codebuild:eu-west-1:111122223333:project/orders --query projects[].[environment.environmentVariables, source, secondarySources] --region eu-west-1',
  ],
  'AWS::ElasticBeanstalk::Environment': [
    'e-abcdefghij',
    "arn:aws:elasticbeanstalk:eu-west-1:111122223333:environment/Ada's shop/orders-live",
    "elasticbeanstalk describe-configuration-settings --application-name Ada's shop --environment-name orders-live --query ConfigurationSettings[].OptionSettings --region eu-west-1",
  ],
  'AWS::SSM::Parameter': [
    '/shop/REDIS_URL',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/shop/REDIS_URL',
    'ssm get-parameter --name /shop/REDIS_URL --query Parameter.Value --output text --region eu-west-1',
  ],
};

/** What a shell makes of it: every call of `aws`, and nothing besides. */
const asked = (script: string): readonly string[] =>
  execFileSync('/bin/sh', ['-euc', `aws() { printf '%s\\n' "$*"; }\n${script}`], {
    encoding: 'utf8',
    env: { PATH: '/nowhere' },
  })
    .split('\n')
    .filter((line) => line !== '');

test.each(typesOf(unit.meta))('%s: a name in two lines is no command', (type) => {
  const [id, arn, asks] = ids[type] ?? ['', '', ''];
  const found = inEnvironment('environment', [
    { name: "URL\necho pwned '`\u2028echo pwned", value: 'http://api.shop.io' },
  ]);
  const target = { ...location, type, id, arn };
  const evaluated = adviceOf({ found, unread: [], secrets: [] }, target, { allowedHosts: [] });
  const [advised] = evaluated.is === 'advised' ? evaluated.advises : [];
  if (!advised) throw new Error('nothing is advised');
  const source = settingInstead(advised, target);
  expect(asked(source.cli)).toEqual([asks]);
  for (const text of [source.cloudformation, source.cdk, source.terraform]) {
    expect(text.split(/[\n\r\u2028]/)).toHaveLength(1);
    expect(text).toContain('https://');
    expect(text).not.toMatch(/undefined|api\.shop/);
  }
});
