import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const id = 'cvpn-endpoint-0123456789abcdef0';

/** What the tests must know of Client VPN endpoints. */
export const clientVpnEndpoint: Contract = {
  ...evaluatedContract({
    type: 'AWS::EC2::ClientVpnEndpoint',
    remediation: 'client-vpn-endpoint',
    arn: `arn:aws:ec2:eu-west-1:111122223333:client-vpn-endpoint/${id}`,
    isRemediated: (target, account) => {
      const protocol = account.get(`ec2.ClientVpnEndpoints[${target.id}].VpnProtocol`);
      return protocol === undefined || protocol === '"openvpn"';
    },
    scene: {
      target: id,
      account: { ec2: { ClientVpnEndpoints: [{ ClientVpnEndpointId: id, Tags: { team: 'network' } }] } },
    },
  }),
  sets: { 'ec2:DescribeClientVpnEndpoints': ['ClientVpnEndpoints', 'ClientVpnEndpoints.Tags'] },
};
