import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';
import { seed } from './seed.ts';

/** What the tests must know of each repository. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statementContract({
    type: 'AWS::ECR::Repository',
    remediation: 'ecr-repository-tls-only',
    at: 'ecr.Repositories',
    holders: ({ ecr: { Repositories } }) =>
      Repositories.map(({ Name: name, Arn: arn, Policy: policy }) => ({ name, arn, policy })),
    actions: ['ecr:*'],
    allowed: 'ecr:BatchGetImage',
    resourceless: true,
    reads: 'ecr:GetRepositoryPolicy',
    put: ({ name: repositoryName }, policyText) => ({
      operation: 'ecr:SetRepositoryPolicy',
      input: { repositoryName, policyText },
    }),
    remove: ({ name: repositoryName }) => ({
      operation: 'ecr:DeleteRepositoryPolicy',
      input: { repositoryName },
    }),
    // Much around what is changed: nothing of it may become otherwise.
    scene: {
      target: 'orders',
      account: {
        ecr: {
          Repositories: [
            {
              Name: 'orders',
              Tags: { team: 'shop' },
              Policy: {
                Version: '2008-10-17',
                Statement: [
                  {
                    Sid: 'LambdaECRImageRetrievalPolicy',
                    Effect: 'Allow',
                    Principal: { Service: 'lambda.amazonaws.com' },
                    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
                    Condition: {
                      StringLike: { 'aws:sourceArn': 'arn:aws:lambda:eu-west-1:111122223333:function:*' },
                    },
                  },
                ],
              },
            },
            { Name: 'bills', Tags: { team: 'shop' } },
          ],
        },
      },
    },
  }),

  sets: {
    'ecr:DescribeRepositories': 'repositories',
    'ecr:ListTagsForResource': 'tags',
    'ecr:GetRepositoryPolicy': turnedPolicy('policyText'),
  },
  unpaged: ['ecr:ListTagsForResource'],
  seed,
  globalNames: ({ ecr: { Repositories } }) => Repositories.map(({ Name }) => Name),
  named: {
    repositoryName: (name, { partition, region, account }) =>
      `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
  },
  withoutEvidence: {
    'ecr-repository-tls-only': {
      not: 'The endpoints take HTTPS only: no record could show a request without it.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::ECR::Repository': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/orders',
        changes: [],
      },
    ],
  },
};
