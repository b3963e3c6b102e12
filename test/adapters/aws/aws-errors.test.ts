import { describe, expect, test } from 'vitest';
import { codes, explain } from '../../../src/adapters/aws/aws-errors.ts';
import { WaxsealError } from '../../../src/core/model/errors.ts';

const aws = (name: string, httpStatusCode: number, message = 'x', more: object = {}) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: 'REQ1' }, ...more });
const socket = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });

describe('an error is explained by its name', () => {
  test.each([
    ['AccessDenied', 403, 'access-denied', false],
    ['AccessDeniedException', 400, 'access-denied', false],
    ['UnauthorizedOperation', 403, 'access-denied', false],
    ['ThrottlingException', 400, 'throttled', true],
    ['SlowDown', 503, 'throttled', true],
    ['TooManyRequestsException', 429, 'throttled', true],
    ['ProvisionedThroughputExceededException', 400, 'throttled', true],
    ['RequestLimitExceeded', 503, 'throttled', true],
    ['ExpiredToken', 400, 'credentials-expired', true],
    ['ExpiredTokenException', 403, 'credentials-expired', true],
    ['InvalidClientTokenId', 403, 'credentials-refused', false],
    ['SignatureDoesNotMatch', 403, 'credentials-refused', false],
    ['RequestTimeTooSkewed', 403, 'clock-skew', false],
    ['PermanentRedirect', 301, 'wrong-region', false],
    ['NoSuchBucket', 404, 'not-found', false],
    ['ListenerNotFound', 400, 'not-found', false],
    ['InsufficientPrivilegesException', 400, 'access-denied', false],
    ['DBInstanceNotFoundFault', 404, 'not-found', false],
    ['OperationAborted', 409, 'conflict', true],
    ['InvalidDBInstanceStateFault', 400, 'conflict', true],
    ['DBParameterGroupQuotaExceededFault', 400, 'quota-reached', false],
    ['TooManyListeners', 400, 'quota-reached', false],
    ['OverLimit', 403, 'quota-reached', false],
    ['TargetGroupAssociationLimit', 400, 'quota-reached', false],
    ['MaxNumberOfConfigRulesExceededException', 400, 'quota-reached', false],
    ['MaximumNumberOfTrailsExceededException', 403, 'quota-reached', false],
    ['MaxDBShardGroupLimitReached', 400, 'quota-reached', false],
    ['DocumentPermissionLimit', 400, 'quota-reached', false],
    ['InvalidLimitException', 400, 'refused-by-aws', false],
    ['InvalidParameterException', 400, 'refused-by-aws', false],
    ['InvalidIfMatchVersion', 400, 'conflict', true],
    ['InvalidStateException', 400, 'conflict', true],
    ['InvalidDBParameterGroupState', 400, 'conflict', true],
    ['MalformedPolicy', 400, 'refused-by-aws', false],
    ['ValidationError', 400, 'refused-by-aws', false],
    ['InternalError', 500, 'aws-unavailable', true],
    ['TimeoutError', 0, 'network', true],
    ['SomethingNew', 403, 'access-denied', false],
    ['SomethingNew', 502, 'aws-unavailable', true],
    ['Unknown', 404, 'not-found', false],
    ['SomethingNew', 418, 'aws-error', false],
  ])('%s with HTTP %i is %s', (name, status, code, retry) => {
    expect(explain(aws(name, status))).toMatchObject({ code, retry });
  });

  test.each([
    ['ECONNRESET', 'network', true],
    ['ETIMEDOUT', 'network', true],
    ['EAI_AGAIN', 'network', true],
    ['ENOTFOUND', 'endpoint-unknown', false],
    ['ERR_INVALID_URL', 'endpoint-unknown', false],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failed', false],
  ])('a socket that says %s is %s', (code, expected, retry) => {
    expect(explain(socket(code))).toMatchObject({ code: expected, retry });
  });

  test('the SDK may know of throttling by another name', () => {
    const error = aws('Odd', 400, 'x', { $retryable: { throttling: true } });
    expect(explain(error)).toMatchObject({ code: 'throttled', retry: true });
  });

  test('missing credentials are said to be missing', () => {
    const error = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(explain(error).code).toBe('credentials-missing');
  });
});

test("Waxseal's own errors pass as they are", () => {
  const failure = { code: 'bad-policy', says: 'Says.', todo: 'Do.', retry: false };
  expect(explain(new WaxsealError(failure))).toEqual(failure);
});

test.each([['text'], [undefined], [null], [42], [{}], [new TypeError('x of undefined')]])(
  'anything thrown has an explanation: %o',
  (thrown) => {
    expect(explain(thrown)).toMatchObject({ code: 'unexpected', retry: false });
  },
);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const refusing = (context: string): string =>
  'User: arn:aws:sts::111122223333:assumed-role/reader/secret-name is not authorized to perform: ' +
  `s3:GetBucketPolicy on resource: "arn:aws:s3:::payroll" ${context}`;
const saysNobody = 'because no policy allows it';
test.each([
  ['with an explicit deny in a service control policy', 'a service control policy'],
  ['with an explicit deny in a resource control policy', 'a resource control policy'],
  ['with an explicit deny in a VPC endpoint policy', 'a VPC endpoint policy'],
  ['with an explicit deny in a permissions boundary', 'a permissions boundary'],
  ['with an explicit deny in a session policy', 'a session policy'],
  ['with an explicit deny in a resource-based policy', 'a resource-based policy'],
  ['with an explicit deny in an identity-based policy', 'an identity-based policy'],
  ['with an explicit deny in the role trust policy', 'a role trust policy'],
  ['with an explicit deny in a declarative policy that is new', 'a policy'],
  // With the policy's ARN, as IAM and STS say it within an organization.
  [
    'with an explicit deny in a service control policy: arn:aws:organizations::777788889999:policy/o-a/service_control_policy/p-payroll',
    'a service control policy',
  ],
  ['with an explicit deny', 'a policy'],
])('%s', (context, kind) => {
  const because = `because ${kind} denies it explicitly`;
  expect(explain(aws('AccessDenied', 403, refusing(context))).says).toBe(
    `AWS refused the action s3:GetBucketPolicy (AccessDenied) ${because}. Request REQ1.`,
  );
});

test('an action whose name has digits is named whole', () => {
  const message =
    'User: arn:aws:sts::111122223333:assumed-role/reader/name is not authorized to perform: kafka:DescribeClusterV2 on resource: *';
  expect(explain(aws('AccessDeniedException', 403, message)).says).toContain(
    'the action kafka:DescribeClusterV2 (',
  );
});

test.each([
  ['no service control policy allows the', 'because no service control policy allows it'],
  ['no VPC endpoint policy allows the', 'because no VPC endpoint policy allows it'],
  ['no permissions boundary allows the', 'because no permissions boundary allows it'],
  ['no session policy allows the', 'because no session policy allows it'],
  ['no resource-based policy allows the', 'because no resource-based policy allows it'],
  ['no identity-based policy allows the', 'because no identity-based policy allows it'],
  ['no role trust policy allows the', 'because no role trust policy allows it'],
  ['no payroll policy allows the', saysNobody],
])('because %s … action', (context, because) => {
  const { says } = explain(
    aws('AccessDenied', 403, refusing(`because ${context} s3:GetBucketPolicy action`)),
  );
  expect(says).toBe(`AWS refused the action s3:GetBucketPolicy (AccessDenied) ${because}. Request REQ1.`);
});

test('without a word of why, none is made up; names of resources are no policies', () => {
  const { says } = explain(
    aws('AccessDenied', 403, refusing('and a permissions boundary may or may not be the reason')),
  );
  expect(says).toBe('AWS refused the action s3:GetBucketPolicy (AccessDenied). Request REQ1.');
});

test.each(['AccessDenied', 'MalformedPolicy', 'NoSuchKey', 'Strange', 'SlowDown'])(
  '%s repeats nothing of a message that may hold policy text',
  (name) => {
    const { says, todo } = explain(aws(name, 400, '{"Statement":[{"Sid":"payroll-777788889999"}]}'));
    expect(`${says} ${todo}`).not.toMatch(/payroll|777788889999/);
  },
);

test('codes are written once', () => {
  expect(new Set(codes).size).toBe(codes.length);
});
