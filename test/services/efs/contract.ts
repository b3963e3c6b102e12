import type { Contract } from '../../kit/contract.ts';
import { statementContract } from '../../kit/statement-contract.ts';
import type { Flat } from '../../simulation/flat.ts';
import { turnedPolicy } from '../../kit/turned-policy.ts';

const remediation = 'efs-file-system-tls-only';
const arn = 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0';

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

const ours = statements.promises?.[remediation];
if (!ours) throw new Error(`nothing is promised of ${remediation}`);

/** File systems, by what stands in their policies: `Allow` and `Deny`, as a flat account has them. */
const effectsIn = (account: Flat): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const path of account.keys()) {
    const [, name = '', effect = ''] =
      /^efs\.FileSystems\[(.*?)\]\.Policy .*"Effect":"(\w+)"/.exec(path) ?? [];
    if (name !== '') found.set(name, (found.get(name) ?? new Set()).add(effect));
  }
  return found;
};

/** What AWS lets in without a policy, written into the first one. */
const defaultAccess =
  /\.Policy \{.*"elasticfilesystem:AccessedViaMountTarget":.*"Effect":"Allow".*"Principal":\{"AWS":"\*"\}/;

/** What the tests must know of each file system. Every member: `test/kit/contract.ts`. */
export const contract: Contract = {
  ...statements,
  promises: {
    [remediation]: {
      ...ours,
      mayFix: (operation, difference) =>
        ours.mayFix(operation, difference) ||
        (operation === 'efs:PutFileSystemPolicy' &&
          difference.before === undefined &&
          defaultAccess.test(difference.path)),
      // It goes with the policy, as it came with it.
      isConsequence: (path) => defaultAccess.test(path),
      // A Deny alone ends what AWS lets in without a policy: everybody is shut out.
      disaster: (account) =>
        (typeof ours.disaster === 'function' && ours.disaster(account)) ||
        [...effectsIn(account).values()].some((effects) => !effects.has('Allow')),
    },
  },
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
