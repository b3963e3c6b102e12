import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const id = 'pcx-0123456789abcdef0';

/** What the tests must know of VPC peering connections. */
export const vpcPeeringEncrypted: Contract = {
  ...evaluatedContract({
    type: 'AWS::EC2::VPCPeeringConnection',
    remediation: 'vpc-peering-encrypted',
    arn: `arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/${id}`,
    isRemediated: (target, account) => {
      const regionOf = (side: string) =>
        account.get(`ec2.VpcPeeringConnections[${target.id}].${side}VpcInfo.Region`);
      const requester = regionOf('Requester');
      return requester === undefined || requester !== regionOf('Accepter');
    },
    scene: {
      target: id,
      account: {
        ec2: {
          VpcPeeringConnections: [
            {
              VpcPeeringConnectionId: id,
              RequesterVpcInfo: { VpcId: 'vpc-1' },
              AccepterVpcInfo: { VpcId: 'vpc-2', Region: 'us-east-1' },
              Tags: { team: 'network' },
            },
          ],
        },
      },
    },
  }),
  sets: { 'ec2:DescribeVpcPeeringConnections': ['VpcPeeringConnections', 'VpcPeeringConnections.Tags'] },
};
