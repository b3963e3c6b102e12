import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import unit from '../../../../src/services/cloudfront/remediations/cloudfront-viewer-https.ts';
import { testRemediation } from '../../../kit/tester.ts';

// A row for each way in which it can be: an account, and what the unit must say of it. Every sentence is said in one.
testRemediation(unit, resource, {
  'as it should be': {
    account: { cloudfront: { Distributions: [] } },
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'TODO: not as it should be': {
    account: { cloudfront: { Distributions: [] } },
    target: 'orders',
    expect: { is: 'non-compliant', changes: 1 },
  },
  // TODO: a row for each hazard, with `hazards: ['its-id']`.
  'TODO: what cannot be evaluated': {
    account: { cloudfront: { Distributions: [] }, denied: ['cloudfront:GetDistributionConfig'] },
    target: 'orders',
    expect: { is: 'unknown' },
  },
  'a distribution that is gone': {
    account: {},
    target: 'arn:aws:cloudfront::111122223333:distribution/gone',
    gone: true,
  },
});
