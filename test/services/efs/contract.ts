import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';

const remediation = 'efs-file-system-tls-only';
const arn = 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0';

/** What AWS lets in without a policy, written into the first one. */
const defaultAccess =
  /\.Policy \{.*"elasticfilesystem:AccessedViaMountTarget":.*"Effect":"Allow".*"Principal":\{"AWS":"\*"\}/;

const statements = statementContract({
  type: 'AWS::EFS::FileSystem',
  remediation,
  at: 'efs.FileSystems',
  holders: ({ efs: { FileSystems } }) =>
    FileSystems.map(({ FileSystemId: name, FileSystemArn, Policy: policy }) => ({
      name,
      arn: FileSystemArn,
      policy,
    })),
  actions: [
    'elasticfilesystem:ClientMount',
    'elasticfilesystem:ClientRootAccess',
    'elasticfilesystem:ClientWrite',
  ],
  allowed: 'elasticfilesystem:ClientMount',
  reads: 'efs:DescribeFileSystemPolicy',
  put: ({ name: FileSystemId }, Policy) => ({
    operation: 'efs:PutFileSystemPolicy',
    input: { FileSystemId, Policy },
  }),
  remove: ({ name: FileSystemId }) => ({ operation: 'efs:DeleteFileSystemPolicy', input: { FileSystemId } }),
  standing: defaultAccess,
  scene: {
    target: 'fs-0123456789abcdef0',
    account: {
      efs: {
        FileSystems: [
          {
            FileSystemId: 'fs-0123456789abcdef0',
            Tags: { team: 'shop' },
            Policy: {
              Version: '2012-10-17',
              Id: 'orders',
              Statement: [
                {
                  Sid: 'App',
                  Effect: 'Allow',
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
                  Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
                  Resource: arn,
                  Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
                },
              ],
            },
          },
          { FileSystemId: 'fs-0123456789abcdef1', Tags: { team: 'shop' } },
        ],
      },
    },
  },
});

/** What the tests must know of each file system. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statements,
  sets: {
    'efs:DescribeFileSystems': ['FileSystems', 'FileSystems.Tags'],
    'efs:DescribeFileSystemPolicy': turnedPolicy('Policy'),
  },
  seed: { not: 'The server chooses the id of a file system, and with it the ARN.' },
  named: {
    FileSystemId: (id, { partition, region, account }) =>
      `arn:${partition}:elasticfilesystem:${region}:${account}:file-system/${id}`,
  },
  withoutEvidence: {
    'efs-file-system-tls-only': {
      not: 'CloudTrail records mounts with IAM authorization alone, and nothing of TLS in them; flow logs see the same port with TLS and without.',
    },
  },
  resolvedBy: [],
  aims: {
    'AWS::EFS::FileSystem': [
      { partition: 'aws', account: '111122223333', region: 'eu-west-1', arn, changes: [] },
    ],
  },
};
