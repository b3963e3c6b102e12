import { describe, expect, test } from 'vitest';
import { isApprover, principalArn, principalsIn, samePrincipal } from '../../src/aws/principal.ts';

const account = '111122223333';
const iam = (resource: string, of = account, partition = 'aws'): string =>
  `arn:${partition}:iam::${of}:${resource}`;
const sts = (resource: string, of = account, partition = 'aws'): string =>
  `arn:${partition}:sts::${of}:${resource}`;

const sso = 'AWSReservedSSO_Approver_0123456789abcdef';
const ssoRole = iam(`role/aws-reserved/sso.amazonaws.com/${sso}`);
const ssoInRegion = iam(`role/aws-reserved/sso.amazonaws.com/eu-west-1/${sso}`);
const ssoAnn = sts(`assumed-role/${sso}/ann@example.com`);
const ssoBob = sts(`assumed-role/${sso}/bob@example.com`);

describe('one principal has many ARNs', () => {
  test.each([
    ['a role and itself', iam('role/Ops'), iam('role/Ops'), true],
    ['a role and its session', iam('role/Ops'), sts('assumed-role/Ops/ann'), true],
    ['a role with a path and its session', ssoRole, ssoAnn, true],
    ['a role of Identity Center in another home Region', ssoInRegion, ssoAnn, true],
    ['a role with a path and without', ssoRole, iam(`role/${sso}`), true],
    ['two sessions', ssoAnn, ssoBob, true],
    ['a user with a path and without', iam('user/ann'), iam('user/division/abc/ann'), true],
    ['two users', iam('user/ann'), iam('user/bob'), false],
    ['a user and a role of one name', iam('user/Ops'), iam('role/Ops'), false],
    ['a user and a session of that name', iam('user/ann'), sts('assumed-role/Ops/ann'), false],
    ['a role that begins the same', iam('role/Ops2'), sts('assumed-role/Ops/ann'), false],
    ['a role whose path is the name', iam('role/Ops/Other'), sts('assumed-role/Ops/ann'), false],
    ['the same role of another account', iam('role/Ops', '444455556666'), sts('assumed-role/Ops/ann'), false],
    [
      'the same role of another partition',
      iam('role/Ops', account, 'aws-cn'),
      sts('assumed-role/Ops/ann'),
      false,
    ],
    [
      'GovCloud',
      iam('role/Ops', account, 'aws-us-gov'),
      sts('assumed-role/Ops/a', account, 'aws-us-gov'),
      true,
    ],
    ['root and itself', iam('root'), iam('root'), true],
    ['root and a user called root', iam('root'), iam('user/root'), false],
    ['root of two accounts', iam('root'), iam('root', '444455556666'), false],
    ['federated users of one account', sts('federated-user/ann'), sts('federated-user/bob'), true],
    ['a federated user and a user', sts('federated-user/ann'), iam('user/ann'), false],
    ['a bare name and the user of that name', 'ann', iam('user/ann'), false],
    ['nothing and nothing that has a name', '', iam('user/ann'), false],
    ['a service', 'cloudformation.amazonaws.com', 'cloudformation.amazonaws.com', true],
  ])('%s', (_, one, other, same) => {
    expect(samePrincipal(one, other)).toBe(same);
    expect(samePrincipal(other, one)).toBe(same);
  });

  test('where sessions count, each is its own; a role is still none of them', () => {
    expect(samePrincipal(ssoAnn, ssoBob, 'apart')).toBe(false);
    expect(samePrincipal(ssoAnn, ssoAnn, 'apart')).toBe(true);
    expect(samePrincipal(ssoAnn, ssoRole, 'apart')).toBe(false);
    expect(samePrincipal(iam('user/ann'), iam('user/a/ann'), 'apart')).toBe(true);
    expect(samePrincipal(sts('federated-user/ann'), sts('federated-user/bob'), 'apart')).toBe(false);
  });

  test('how many there are', () => {
    const two = [ssoAnn, ssoBob, iam('user/ann'), iam('user/path/ann')];
    expect(principalsIn(two)).toBe(2);
    expect(principalsIn(two, 'apart')).toBe(3);
    expect(principalsIn([])).toBe(0);
  });
});

test.each([
  [iam('user/ann'), iam('user/ann'), true],
  [iam('user/division/ann'), iam('user/ann'), true],
  [iam('user/ann'), iam('user/bob'), false],
  [sts('assumed-role/Ops/ann'), iam('role/Ops'), true],
  [sts('assumed-role/Ops/ann'), iam('role/a/b/Ops'), true],
  [ssoAnn, ssoRole, true],
  [ssoAnn, ssoAnn, true],
  [ssoBob, ssoAnn, false],
  [sts('assumed-role/Ops2/ann'), iam('role/Ops'), false],
  [sts('assumed-role/Ops/ann', '444455556666'), iam('role/Ops'), false],
  [sts('assumed-role/Ops/ann', account, 'aws-cn'), iam('role/Ops'), false],
  [sts('assumed-role/Ops/ann'), 'Ops', false],
  [sts('assumed-role/Ops/ann'), 'ann', false],
  [sts('assumed-role/Ops/ann'), '', false],
  [sts('federated-user/bob'), sts('federated-user/ann'), false],
])('%s as %s: %s', (principal, approver, expected) => {
  expect(isApprover(principal, approver)).toBe(expected);
});

test.each([
  [iam('role/Ops'), true],
  [ssoRole, true],
  [iam('user/division/ann'), true],
  [iam('role/any:thing!/Ops'), true],
  [iam('role/*/Ops'), false],
  [iam('root'), true],
  [ssoAnn, true],
  [sts('federated-user/ann'), true],
  [iam('role/Ops', account, 'aws-us-gov'), true],
  ['ann', false],
  ['ann@example.com', false],
  [account, false],
  ['*', false],
  [iam('role/*'), false],
  [iam('role/'), false],
  [iam('group/ops'), false],
  [iam('policy/ops'), false],
  [sts('assumed-role/Ops'), false],
  [sts('assumed-role/aws-reserved/sso.amazonaws.com/Ops/ann'), false],
  [iam('role/Ops', '11112222333'), false],
])('%s names one principal: %s', (text, expected) => {
  expect(principalArn.test(text)).toBe(expected);
});
