import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const id = 'fs-0123456789abcdef0';
const arn = `arn:aws:fsx:eu-west-1:111122223333:file-system/${id}`;

const own: Contract = {
  sets: {
    'fsx:DescribeFileSystems': [
      'FileSystems',
      'FileSystems.SubnetIds',
      'FileSystems.NetworkInterfaceIds',
      'FileSystems.Tags',
    ],
    'fsx:ListTagsForResource': 'Tags',
  },
};

/** What the tests must know of each file system. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::FSx::FileSystem',
    remediation: 'fsx-file-system-in-transit',
    arn,
    isRemediated: ({ id: of }, account) =>
      ![...account].some(
        ([path, value]) =>
          path === `fsx.FileSystems[${of}].LustreConfiguration.DeploymentType` && value === 'SCRATCH_1',
      ),
    scene: {
      target: id,
      account: {
        fsx: {
          FileSystems: [
            {
              FileSystemId: id,
              FileSystemType: 'LUSTRE',
              LustreConfiguration: { DeploymentType: 'SCRATCH_1', MountName: 'fsx' },
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
);
