import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';
import { balanced, listenerArn, secure } from '../balancers.ts';

const arn = listenerArn(443);

/** What the tests must know of certificates of clients: they are only looked at. */
export const albListenerMutualTls: Contract = evaluatedContract({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  remediation: 'alb-listener-mutual-tls',
  arn,
  isRemediated: ({ arn: on }, account) =>
    account.get(`elbv2.Listeners[${on}].MutualAuthentication.IgnoreClientCertificateExpiry`) !== 'true',
  scene: {
    target: arn,
    account: balanced({
      listeners: [
        secure(443, {
          MutualAuthentication: {
            Mode: 'verify',
            TrustStoreArn:
              'arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/partners/0123456789abcdef',
            IgnoreClientCertificateExpiry: true,
          },
        }),
      ],
    }),
  },
});
