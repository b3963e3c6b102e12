// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchGetResourceConfig: { access: 'read', on: [] },
    DescribeAggregateComplianceByConfigRules: { access: 'read', on: ['ConfigurationAggregator'] },
    DescribeComplianceByConfigRule: { access: 'read', on: [] },
    DescribeConfigRuleEvaluationStatus: { access: 'read', on: [] },
    DescribeConfigRules: { access: 'read', on: [], lists: true },
    DescribeConfigurationAggregatorSourcesStatus: { access: 'read', on: ['ConfigurationAggregator'] },
    DescribeConfigurationRecorderStatus: { access: 'read', on: ['ConfigurationRecorder'] },
    DescribeConfigurationRecorders: { access: 'read', on: ['ConfigurationRecorder'] },
    GetComplianceDetailsByConfigRule: { access: 'read', on: ['ConfigRule'] },
    GetComplianceDetailsByResource: { access: 'read', on: [] },
    GetResourceConfigHistory: { access: 'read', on: [] },
    ListDiscoveredResources: { access: 'read', on: [], lists: true },
    PutEvaluations: { access: 'write', on: [] },
    SelectResourceConfig: { access: 'read', on: [] },
    StartConfigRulesEvaluation: { access: 'write', on: ['ConfigRule'] },
  },
  arns: {
    ConfigRule: 'arn:{partition}:config:{region}:{account}:config-rule/*',
    ConfigurationAggregator: 'arn:{partition}:config:{region}:{account}:config-aggregator/*',
  },
};
