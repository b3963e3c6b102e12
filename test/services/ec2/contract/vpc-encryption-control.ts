import type { World } from '../../../../src/sandbox/world.ts';
import type { Contract } from '../../../kit/contract.ts';
import { arn, vpc, VpcId } from '../vpcs.ts';

const remediation = 'vpc-encryption-control';
const reads = 'ec2:DescribeVpcEncryptionControls';
const modify = 'ec2:ModifyVpcEncryptionControl';
const create = 'ec2:CreateVpcEncryptionControl';
const remove = 'ec2:DeleteVpcEncryptionControl';

const firstOf = ({ ec2 }: World) => ec2.VpcEncryptionControls[0];
const path = /^ec2\.VpcEncryptionControls\[[^\]]+\]/;
const state = /\.(State|StateMessage)$/;

/** What the tests must know of encryption controls of VPCs. */
export const vpcEncryptionControl: Contract = {
  sets: {
    [reads]: 'VpcEncryptionControls',
    'ec2:GetVpcResourcesBlockingEncryptionEnforcement': 'NonCompliantResources',
  },
  unpaged: ['ec2:DescribeAccountVpcEncryptionControl'],
  named: {
    VpcId: (name, { partition, region, account }) => `arn:${partition}:ec2:${region}:${account}:vpc/${name}`,
    VpcEncryptionControlId: (name, { partition, region, account }) =>
      `arn:${partition}:ec2:${region}:${account}:vpc-encryption-control/${name}`,
  },
  neighbours: {
    // It has nothing beside it that anybody could set while EC2 is not at work.
    'AWS::EC2::VPC': () => ({ work: () => {}, kept: () => true }),
  },
  otherValues: {
    control: ({ before }) => (before === null ? undefined : { mode: 'monitor', exclusions: ['VpcLattice'] }),
  },
  neverAbsent: ['control'],
  resolvedBy: [],
  attempted: ({ set }) => (set === 'control' ? { under: 'ec2.VpcEncryptionControls' } : undefined),
  withoutEvidence: {
    [remediation]: {
      not: 'Flow logs tell what is encrypted in a field of their own, and only since the VPC is monitored: people look at it.',
    },
  },
  writers: {
    'excludes something': (world) => {
      const first = firstOf(world);
      return (
        first && {
          operation: modify,
          input: { VpcEncryptionControlId: first.VpcEncryptionControlId, LambdaExclusion: 'enable' },
        }
      );
    },
  },
  promises: {
    [remediation]: {
      readBefore: { [create]: reads, [modify]: reads, [remove]: reads },
      mayFix: (operation, difference) =>
        path.test(difference.path) &&
        (operation === create
          ? difference.before === undefined
          : operation === modify &&
            (difference.path.endsWith('.Mode') ? difference.after === '"enforce"' : true)),
      // Monitored or enforced, as its owner has asked: that it is what is asked the table says.
      isRemediated: ({ id }, account) =>
        [...account].some(
          ([at, value]) =>
            /^ec2\.VpcEncryptionControls\[[^\]]+\]\.VpcId$/.test(at) && value === JSON.stringify(id),
        ),
      disaster: {
        not: 'EC2 takes it for a VPC in which nothing is that does not encrypt, or fails and leaves it monitored.',
      },
      isConsequence: (at) => path.test(at) && state.test(at),
      goesWithIt: (operation) => operation === remove,
      longLook: false,
      meddlers: ['excludes something'],
      scene: {
        target: VpcId,
        settings: { mode: 'monitor' },
        account: vpc({ Tags: { team: 'network' } }),
      },
    },
  },
  aims: {
    'AWS::EC2::VPC': [{ partition: 'aws', account: '111122223333', region: 'eu-west-1', arn, changes: [] }],
  },
};
