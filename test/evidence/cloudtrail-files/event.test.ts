import { describe, expect, test } from 'vitest';
import { eventOf } from '../../../src/evidence/cloudtrail-files/event.ts';
import { event } from './kit.ts';

const meaning = (more: Parameters<typeof event>[0]) => {
  const found = eventOf('arn:aws:s3:::orders')(JSON.stringify(event(more)));
  return found === 'broken' || found === undefined ? found : found.is;
};
const plain = { tls: undefined };
const of = (userIdentity: object, more: object = {}) => ({ ...plain, more: { userIdentity, ...more } });

describe('an event of a trail', () => {
  test.each(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])('%s is TLS', (tls) => {
    expect(meaning({ tls })).toBe('secure');
  });
  test.each<[string, Parameters<typeof event>[0]]>([
    ['neither TLS nor a cipher', plain],
    ['details that are null', { ...plain, more: { tlsDetails: null, additionalEventData: null } }],
    ['our name in the agent, without TLS', { ...plain, agent: 'aws-sdk-js/3 app/waxseal' }],
    ['an anonymous reader that was let in', of({ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' })],
    ['a principal that is refused today', { ...plain, more: { errorCode: 'AccessDenied' } }],
    [
      'by an access point',
      { ...plain, more: { requestParameters: { bucketName: 'arn:aws:s3:eu-west-1:1:accesspoint/a' } } },
    ],
    ['an old event, without category', { ...plain, more: { eventCategory: undefined } }],
  ])('%s: somebody whom the change would break', (_, more) => {
    expect(meaning(more)).toBe('offending');
  });
  test.each<[string, Parameters<typeof event>[0]]>([
    ['of another bucket', { ...plain, bucket: 'other' }],
    ['of a bucket whose name begins alike', { ...plain, bucket: 'orders-archive' }],
    ['a probe of ours', { ...plain, agent: 'waxseal-probe' }],
    ['a probe of ours, in brackets', { ...plain, agent: '[waxseal-probe/1]' }],
    ['our own reading of logs', { agent: '[aws-sdk-js/3.9 ua/2.1 os/linux app/waxseal]' }],
    [
      'a scanner that is refused',
      of({ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' }, { errorCode: 'AccessDenied' }),
    ],
    [
      'CloudTrail itself, which writes its files',
      of({ type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' }),
    ],
    ['a service, over TLS', { more: { userIdentity: { type: 'AWSService' } } }],
    ['a management event', { ...plain, more: { eventCategory: 'Management' } }],
    ['an old management event', { ...plain, more: { eventCategory: undefined, managementEvent: true } }],
    ['of another service', { ...plain, more: { eventSource: 'sqs.amazonaws.com' } }],
  ])('%s is no client', (_, more) => expect(meaning(more)).toBe('apart'));
  test.each<[string, Parameters<typeof event>[0]]>([
    ['without a time', { more: { eventTime: 'yesterday' } }],
    ['without a source', { more: { eventSource: undefined } }],
    ['that names no bucket', { ...plain, more: { requestParameters: null, resources: undefined } }],
    ['with another word for TLS', { tls: 'none' }],
    [
      'with details of a connection that name no version',
      { ...plain, more: { tlsDetails: { cipherSuite: 'X' }, additionalEventData: {} } },
    ],
  ])('%s cannot be read', (_, more) => expect(meaning(more)).toBe('broken'));
  test('what is no JSON cannot be read', () => {
    expect(eventOf('arn:aws:s3:::orders')('{"eventTime"')).toBe('broken');
    expect(eventOf('arn:aws:s3:::orders')('null')).toBe('broken');
  });
  test('tells who, and nothing of what was asked for', () => {
    const found = eventOf('arn:aws:s3:::orders')(JSON.stringify(event(plain)));
    expect(found).toEqual({
      at: Date.parse('2026-11-10T08:00:00Z'),
      is: 'offending',
      principal: 'arn:aws:iam::111122223333:user/importer',
      address: '10.0.0.7',
      agent: '[aws-cli/2.15]',
    });
  });
});
