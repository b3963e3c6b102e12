import { expect, test } from 'vitest';
import resource from '../../../../src/services/cloudtrail/resources/aws--account.ts';
import unit from '../../../../src/services/cloudtrail/remediations/aws-api-endpoint.ts';
import { answering } from '../../../kit/answering.ts';
import { testRemediation } from '../../../kit/tester.ts';

const by = (tlsVersion: string, over: object = {}) => ({
  EventName: 'GetUser',
  CloudTrailEvent: JSON.stringify({ tlsDetails: { tlsVersion } }),
  ...over,
});
/** As of a call that AWS made itself. */
const own = { EventName: 'AssumeRole' };
const called = (...Earlier: readonly { EventName: string }[]) => ({
  region: 'us-east-1',
  cloudtrail: { Earlier: [...Earlier] },
});
const home = { region: 'us-east-1' };
const row = { location: home, target: '111122223333' };
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;
const unknown = { is: 'unknown', message: 'proof-missing' } as const;

testRemediation(unit, resource, {
  'by TLS 1.3 and 1.2': { ...row, account: called(by('TLSv1.3'), by('TLSv1.2')), expect: enforced },
  'by its ARN': {
    ...row,
    account: called(by('TLSv1.3'), own),
    target: 'arn:aws:iam::111122223333:root',
    expect: enforced,
  },
  'by AWS itself alone': { ...row, account: called(own), expect: unknown },
  'by nobody': { ...row, account: called(), expect: unknown },
  'in another Region only': {
    ...row,
    account: called(by('TLSv1.3', { Region: 'eu-west-1' })),
    expect: unknown,
  },
  'more than a page ago': {
    ...row,
    account: called(
      by('TLSv1.3', { EventTime: '2026-01-01T00:00:00Z' }),
      ...Array.from({ length: 50 }, () => own),
    ),
    expect: unknown,
  },
  'by TLS 1.1, which AWS says that it does not take': {
    ...row,
    account: called(by('TLSv1.3'), by('TLSv1.1')),
    expect: { is: 'non-compliant', message: 'not-as-documented', changes: 0 },
  },
  'in China': {
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    account: {
      partition: 'aws-cn',
      region: 'cn-north-1',
      cloudtrail: { Earlier: [by('TLSv1.2', { Region: 'cn-north-1' })] },
    },
    target: 'arn:aws-cn:iam::111122223333:root',
    expect: enforced,
  },
});

const target = {
  account: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  type: 'AWS::::Account',
  id: '111122223333',
  arn: 'arn:aws:iam::111122223333:root',
};

test('one page is asked, and only versions are kept of it', async () => {
  const { aws, asked } = answering({
    LookupEvents: () => ({
      Events: [by('TLSv1.3'), { CloudTrailEvent: '{"userIdentity":{"arn":"a-secret"}}' }],
      NextToken: 'more',
    }),
  });
  const state = await unit.read(target, aws);
  expect(asked).toEqual([{ operation: 'LookupEvents', input: { MaxResults: 50 } }]);
  expect(state).toEqual({ value: 'TLSv1.3 (1), not recorded (1)' });
  const verdict = state && unit.plan(state, target, {});
  expect(verdict).toMatchObject({
    is: 'compliant',
    notes: [
      { data: { name: '111122223333', seen: 'tlsDetails.tlsVersion TLSv1.3 (1), not recorded (1)' } },
      {},
    ],
  });
});
