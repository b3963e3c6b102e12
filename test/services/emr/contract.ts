import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  prefix: 'elasticmapreduce',
  sets: { 'elasticmapreduce:ListSecurityConfigurations': 'SecurityConfigurations' },
};

/** What the tests must know of each security configuration. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::EMR::SecurityConfiguration',
    remediation: 'emr-security-configuration-tls',
    arn: 'arn:aws:elasticmapreduce:eu-west-1:111122223333:security-configuration/orders',
    isRemediated: ({ id }, account) => {
      const text = account.get(`emr.SecurityConfigurations[${id}].SecurityConfiguration`);
      return text === undefined || text.includes(String.raw`\"EnableInTransitEncryption\":true`);
    },
    scene: {
      target: 'orders',
      account: {
        emr: {
          SecurityConfigurations: [
            {
              Name: 'orders',
              SecurityConfiguration: {
                EncryptionConfiguration: { EnableAtRestEncryption: false, EnableInTransitEncryption: false },
              },
            },
          ],
        },
      },
    },
  }),
);
