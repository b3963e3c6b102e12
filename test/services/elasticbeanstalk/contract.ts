import type { Contract } from '../../kit/contract.ts';
import { evaluatedContract } from '../../kit/evaluated-contract.ts';
import { joined } from '../../kit/joined.ts';

const own: Contract = {
  sets: {
    'elasticbeanstalk:DescribeEnvironments': 'Environments',
    'elasticbeanstalk:DescribeConfigurationSettings': [
      'ConfigurationSettings',
      'ConfigurationSettings.OptionSettings',
    ],
    'elasticbeanstalk:ListTagsForResource': 'ResourceTags',
  },
  unpaged: ['elasticbeanstalk:DescribeConfigurationSettings', 'elasticbeanstalk:ListTagsForResource'],
};

/** What the tests must know of each environment. Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  own,
  evaluatedContract({
    type: 'AWS::ElasticBeanstalk::Environment',
    remediation: 'beanstalk-environment-https',
    arn: 'arn:aws:elasticbeanstalk:eu-west-1:111122223333:environment/shop/orders',
    // The scene has one environment, and a listener is what it lacks.
    isRemediated: (_target, account) =>
      ![...account.keys()].some((path) => path.startsWith('elasticbeanstalk.Environments[')) ||
      [...account.keys()].some((path) => path.includes('SSLCertificateArns')),
    scene: {
      target: 'orders',
      account: {
        elasticbeanstalk: {
          Environments: [
            {
              EnvironmentName: 'orders',
              Options: { 'aws:elasticbeanstalk:environment': { LoadBalancerType: 'application' } },
              Tags: { team: 'shop' },
            },
          ],
        },
      },
    },
  }),
);
