import type { Guardrail } from './guardrail.ts';

const parameter = (description: string, more: object = {}) => ({
  Type: 'String',
  Description: description,
  ...more,
});

/** The CloudFormation template of a hook that asks the rules of each resource. It warns until somebody lets it fail. */
export const guardHook = ({ file, prevents, notSaid }: Guardrail, types: readonly string[]): Guardrail => ({
  id: 'cloudformation-guard-hook',
  instrument: 'guard-rules',
  title: 'A hook asks these rules of every such resource',
  says: `Asks when CloudFormation or Cloud Control makes or changes such a resource; a deletion is never asked about. Upload ${file} to a bucket, and deploy this template in each account and Region. It warns only until FailureMode is FAIL, and says in LogBucket what it found.`,
  prevents,
  meets: 'changes',
  file: 'guard-hook.json',
  text: JSON.stringify(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'Asks the rules of Waxseal of every resource before CloudFormation makes or changes it.',
      Parameters: {
        RulesUri: parameter(`Where ${file} is: s3://BUCKET/${file}`),
        RulesBucketArn: parameter('ARN of that bucket.'),
        LogBucket: parameter('Name of the bucket that takes the results.'),
        FailureMode: parameter('WARN tells, FAIL refuses.', {
          AllowedValues: ['WARN', 'FAIL'],
          Default: 'WARN',
        }),
      },
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'hooks.cloudformation.amazonaws.com' },
                  Action: 'sts:AssumeRole',
                  Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
                },
              ],
            },
            Policies: [
              {
                PolicyName: 'rules-and-results',
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Effect: 'Allow',
                      Action: ['s3:GetObject', 's3:GetObjectVersion'],
                      Resource: { 'Fn::Sub': `\${RulesBucketArn}/${file}` },
                    },
                    { Effect: 'Allow', Action: 's3:ListBucket', Resource: { Ref: 'RulesBucketArn' } },
                    {
                      Effect: 'Allow',
                      Action: 's3:PutObject',
                      Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${LogBucket}/*' },
                    },
                  ],
                },
              },
            ],
          },
        },
        Hook: {
          Type: 'AWS::CloudFormation::GuardHook',
          Properties: {
            Alias: 'Waxseal::EncryptionInTransit::Rules',
            ExecutionRole: { 'Fn::GetAtt': ['Role', 'Arn'] },
            FailureMode: { Ref: 'FailureMode' },
            HookStatus: 'ENABLED',
            LogBucket: { Ref: 'LogBucket' },
            RuleLocation: { Uri: { Ref: 'RulesUri' } },
            // Of a stack or a change set a hook sees the template before it is resolved.
            TargetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
            // Nothing is known of a resource that is deleted: every rule would refuse it.
            TargetFilters: { Actions: ['CREATE', 'UPDATE'], TargetNames: types },
          },
        },
      },
    },
    null,
    2,
  ),
  limit: 51_200,
  rows: [],
  notSaid,
  page: 'https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/guard-hooks.html',
});
