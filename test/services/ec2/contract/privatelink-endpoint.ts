import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

const id = 'vpce-0123456789abcdef0';

const evaluated = evaluatedContract({
  type: 'AWS::EC2::VPCEndpoint',
  remediation: 'privatelink-endpoint',
  arn: `arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/${id}`,
  isRemediated: (target, account) => {
    const service = account.get(`ec2.VpcEndpoints[${target.id}].ServiceName`);
    return service === undefined || !service.includes('.vpce.');
  },
  scene: {
    target: id,
    account: { ec2: { VpcEndpoints: [{ VpcEndpointId: id, Tags: { team: 'shop' } }] } },
  },
});

/** What the tests must know of VPC endpoints that are only looked at; the rest is said where their policies are. */
export const privatelinkEndpoint: Contract = { promises: evaluated.promises ?? {} };
