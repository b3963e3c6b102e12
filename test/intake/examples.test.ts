import { expect, test } from 'vitest';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { example, exampleFiles, summary } from '../kit/event-examples.ts';

const location = '111122223333/eu-west-1';
const bad = `rule NON_COMPLIANT ${location}`;
const invoices = `${bad} AWS::S3::Bucket invoices`;
const s3Rule = 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d';
const finding = `finding NON_COMPLIANT ${location} S3.5 ${s3Rule} arn:aws:s3:::invoices`;
const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188';
const listener = `${balancer.replace(':loadbalancer/', ':listener/')}/f2f7dc8efc522ab2`;

const expected: Readonly<Record<string, readonly string[]>> = {
  'config-account-level.json': ['ignored account-level'],
  'config-compliant.json': [invoices.replace('NON_', '')],
  'config-custom-rule.json': [invoices],
  'config-deleted-resource.json': [`${bad} AWS::S3::Bucket gone-bucket`],
  'config-first-evaluation.json': [invoices],
  'config-foreign-account.json': ['ignored foreign-account'],
  'config-forwarded-account.json': [invoices.replace('111122223333', '444455556666')],
  'config-listener.json': [`${bad} AWS::ElasticLoadBalancingV2::Listener ${listener}`],
  'config-load-balancer.json': [`${bad} AWS::ElasticLoadBalancingV2::LoadBalancer ${balancer}`],
  'config-noncompliant.json': [invoices],
  'config-not-applicable.json': ['ignored not-applicable'],
  'config-proactive.json': ['ignored not-detective'],
  'config-rds-instance.json': [`${bad} AWS::RDS::DBInstance db-ABCDEFGHIJKLMNOPQRSTUVWXYZ`],
  'config-unknown-rule.json': [`${bad} AWS::IAM::User AIDACKCEVSQ6C2EXAMPLE`],
  'securityhub-account-level.json': ['ignored account-level'],
  'securityhub-archived.json': ['ignored archived-finding'],
  'securityhub-custom-action.json': [finding, finding.replace('invoices', 'reports')],
  'securityhub-delegated-admin.json': ['ignored foreign-account'],
  'securityhub-former-control.json': [
    `finding NON_COMPLIANT ${location} ELB.1 securityhub-alb-http-to-https-redirection-check-9a8b7c6d ${balancer}`,
  ],
  'securityhub-imported.json': [finding],
  'securityhub-listener.json': [
    `finding NON_COMPLIANT ${location} ELB.17 securityhub-elbv2-predefined-security-policy-ssl-check-5e6f7a8b ${listener}`,
  ],
  'securityhub-ocsf-suppressed.json': ['ignored handled-finding'],
  'securityhub-ocsf.json': [finding],
  'securityhub-own-note.json': ['ignored own-update'],
  'securityhub-passed.json': [finding.replace('NON_', '')],
  'securityhub-per-standard.json': [finding],
  'securityhub-suppressed.json': ['ignored handled-finding'],
  'sns-config-message.json': [invoices],
  'sns-config-oversized.json': ['ignored other-config-message'],
  'sns-lambda.json': [invoices],
  'sns-sqs-batch.json': [invoices, invoices],
  'sns-sqs-raw-delivery.json': [invoices],
  'sns-subscription-confirmation.json': ['ignored other-sns-message'],
  'sqs-batch.json': [invoices, invoices.replace('invoices', 'reports')],
};

test('every example is expected to be something', () => {
  expect(exampleFiles).toEqual(Object.keys(expected).toSorted());
});

test.each(exampleFiles)('%s', (file) => {
  expect(parseEvent(example(file)).map(summary)).toEqual(expected[file]);
});

test.each(['config-foreign-account.json', 'securityhub-delegated-admin.json'])(
  '%s is heard from a hub that the policy names',
  (file) => {
    const hubs = ['444455556666', '999900001111'];
    expect(parseEvent(example(file), { hubs }).map(({ is }) => is)).toEqual(['named']);
    expect(parseEvent(example(file), { hubs: ['000000000000'] }).map(summary)).toEqual([
      'ignored foreign-account',
    ]);
  },
);
