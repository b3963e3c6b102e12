import { expect, test } from 'vitest';
import { periodicRules } from '../../src/aws/periodic-rules.ts';

/** By the page "List of AWS Config Managed Rules by Evaluation Mode": rules that our remediations answer to. */
test.each([
  ['ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', true],
  ['RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT', true],
  ['RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT', true],
  ['RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT', true],
  ['RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT', true],
  ['ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK', false],
  ['S3_BUCKET_SSL_REQUESTS_ONLY', false],
])('%s must be asked to look again after a fix: %s', (rule, is) => {
  expect(periodicRules.has(rule)).toBe(is);
});
