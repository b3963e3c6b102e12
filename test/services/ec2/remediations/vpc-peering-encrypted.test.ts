import unit from '../../../../src/services/ec2/remediations/vpc-peering-encrypted.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpcpeeringconnection.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'pcx-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/${id}`;
const far = { VpcId: 'vpc-2', OwnerId: '444455556666', Region: 'us-east-1' };
const peering = (over: object = {}) => ({
  ec2: {
    VpcPeeringConnections: [
      {
        VpcPeeringConnectionId: id,
        RequesterVpcInfo: { VpcId: 'vpc-1' },
        AccepterVpcInfo: far,
        ...over,
      },
    ],
  },
});
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const idle = { is: 'not-applicable', message: 'carries-nothing' } as const;
const untold = { is: 'unknown', message: 'not-told' } as const;

testRemediation(unit, resource, {
  'between Regions, named as AWS Config does': {
    account: peering(),
    target: id,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for VPC peering connection ${id}: all that goes over it from one Region to the other is encrypted. (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html) Seen: vpc-1 of 111122223333 in eu-west-1 with vpc-2 of 444455556666 in us-east-1.`,
      ],
    },
  },
  'another account has asked for it, by its ARN': {
    account: peering({ RequesterVpcInfo: far, AccepterVpcInfo: { VpcId: 'vpc-1' } }),
    target: arn,
    expect: {
      ...enforced,
      says: [
        `AWS enforces it for VPC peering connection ${id}: all that goes over it from one Region to the other is encrypted. (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/data-protection.html) Seen: vpc-2 of 444455556666 in us-east-1 with vpc-1 of 111122223333 in eu-west-1.`,
      ],
    },
  },
  'within one Region': {
    account: peering({ AccepterVpcInfo: { VpcId: 'vpc-2' } }),
    target: id,
    expect: { is: 'unknown', message: 'same-region' },
  },
  'a Region is not told': {
    account: peering({ AccepterVpcInfo: { VpcId: 'vpc-2', Region: null } }),
    target: id,
    expect: untold,
  },
  'the other Region is not told': {
    account: peering({ RequesterVpcInfo: { VpcId: 'vpc-1', Region: null } }),
    target: id,
    expect: untold,
  },
  'its status is not told': { account: peering({ Status: null }), target: id, expect: untold },
  'a status that no page has': {
    account: peering({ Status: { Code: 'sleeping' } }),
    target: id,
    expect: untold,
  },
  ...Object.fromEntries(
    [
      'initiating-request',
      'pending-acceptance',
      'provisioning',
      'deleting',
      'expired',
      'failed',
      'rejected',
    ].map((Code) => [
      `one that is ${Code}`,
      { account: peering({ Status: { Code } }), target: id, expect: idle },
    ]),
  ),
  'in GovCloud': {
    account: {
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      ...peering({ AccepterVpcInfo: { VpcId: 'vpc-2', Region: 'us-gov-east-1' } }),
    },
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    target: `arn:aws-us-gov:ec2:us-gov-west-1:111122223333:vpc-peering-connection/${id}`,
    expect: enforced,
  },
  'one that was deleted, and is still shown': {
    account: peering({ Status: { Code: 'deleted' } }),
    target: arn,
    gone: true,
  },
  'one that is not there': { account: peering(), target: arn.replace(/0$/, '9'), gone: true },
  'of other Regions': {
    account: peering({ RequesterVpcInfo: { VpcId: 'vpc-1', Region: 'us-west-2' } }),
    target: arn,
    gone: true,
  },
});
