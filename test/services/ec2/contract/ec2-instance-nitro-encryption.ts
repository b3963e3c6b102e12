import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const id = 'i-0123456789abcdef0';
/** As AWS's page has them. */
const without = new Set(['"m4.large"', '"m5.large"', '"m5d.large"']);

/** What the tests must know of instances. */
export const ec2InstanceNitroEncryption: Contract = {
  ...evaluatedContract({
    type: 'AWS::EC2::Instance',
    remediation: 'ec2-instance-nitro-encryption',
    arn: `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`,
    isRemediated: (target, account) =>
      !without.has(account.get(`ec2.Instances[${target.id}].InstanceType`) ?? ''),
    scene: {
      target: id,
      account: { ec2: { Instances: [{ InstanceId: id, InstanceType: 'm5.large', Tags: { team: 'shop' } }] } },
    },
  }),
  sets: {
    'ec2:DescribeInstances': [
      'Reservations',
      'Reservations.Instances',
      'Reservations.Instances.NetworkInterfaces',
      'Reservations.Instances.Tags',
    ],
    'ec2:DescribeInstanceTypes': 'InstanceTypes',
  },
  unpaged: ['ec2:DescribeInstanceTypes'],
};
