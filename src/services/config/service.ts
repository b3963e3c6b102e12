import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** AWS Config: what it recorded, and what its rules say. */
export default service({
  client: 'ConfigServiceClient',
  prefix: 'config',
  iam,
  reads: [
    'BatchGetResourceConfig',
    'DescribeAggregateComplianceByConfigRules',
    'DescribeComplianceByConfigRule',
    'DescribeConfigRuleEvaluationStatus',
    'DescribeConfigRules',
    'DescribeConfigurationAggregatorSourcesStatus',
    'DescribeConfigurationRecorders',
    'DescribeConfigurationRecorderStatus',
    'GetComplianceDetailsByConfigRule',
    'GetComplianceDetailsByResource',
    'GetResourceConfigHistory',
    'ListDiscoveredResources',
    'SelectResourceConfig',
  ],
  writes: ['PutEvaluations', 'StartConfigRulesEvaluation'],
  everywhere: {
    DescribeConfigurationRecorderStatus: 'To list the recorders names none.',
    DescribeConfigurationRecorders: 'To list the recorders names none.',
    GetComplianceDetailsByConfigRule:
      'Which rules an account has, and what they are called, is its own affair.',
  },
});
