import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const id = 'tgw-0123456789abcdef0';

/** What the tests must know of transit gateways. */
export const transitGatewayEncrypted: Contract = {
  ...evaluatedContract({
    type: 'AWS::EC2::TransitGateway',
    remediation: 'transit-gateway-encrypted',
    arn: `arn:aws:ec2:eu-west-1:111122223333:transit-gateway/${id}`,
    isRemediated: (target, account) => {
      const state = account.get(`ec2.TransitGateways[${target.id}].EncryptionSupport.EncryptionState`);
      return state === undefined || state === '"enabled"';
    },
    scene: {
      target: id,
      account: { ec2: { TransitGateways: [{ TransitGatewayId: id, Tags: { team: 'network' } }] } },
    },
  }),
  sets: { 'ec2:DescribeTransitGateways': ['TransitGateways', 'TransitGateways.Tags'] },
};
