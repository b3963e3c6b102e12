import { describe, expect, test } from 'vitest';
import { stage, type Answering } from '../../../kit/account.ts';
import { deep } from '../../../kit/junk-answers.ts';

describe('policies of buckets', () => {
  const odd: Readonly<Record<string, string>> = {
    empty: '',
    'not JSON': '{"Version":',
    null: 'null',
    list: '[]',
    'nested 1000 deep': JSON.stringify(deep(1000)),
    'nested 100000 lists deep': '['.repeat(100_000) + ']'.repeat(100_000),
    '10 MB': `{"Version":"2012-10-17","Statement":[],"Id":"${'a'.repeat(10 * 1024 * 1024)}"}`,
    '10 MB of quotes': '"'.repeat(10 * 1024 * 1024),
    'quotes and backslashes': `{"Id":"${'\\\\'.repeat(90_000)}`,
    'a name twice': '{"Version":"2012-10-17","Statement":[],"Statement":[{}]}',
    'a prototype': '{"__proto__":{"Statement":[]},"Version":"2012-10-17","Statement":[]}',
    'a constructor': '{"constructor":{"prototype":{}},"Version":"2012-10-17","Statement":[]}',
    'a statement that is a text': '{"Version":"2012-10-17","Statement":"Deny"}',
    'two statements of our name':
      '{"Version":"2012-10-17","Statement":[{"Sid":"WaxsealTlsOnly","Effect":"Maybe"},{"Sid":"WaxsealTlsOnly"}]}',
  };
  test.each(Object.entries(odd))('%s', async (_name, text) => {
    const on = await stage('s3-bucket-tls-only');
    const policy: Answering = (request, answer) =>
      request.operation === 's3:GetBucketPolicy' ? { Policy: text } : answer();
    const { outcome, host } = await on.live(policy, true);
    expect(outcome).toMatchObject({ is: 'unknown', why: { id: 'policy-unreadable' } });
    expect(host.writes()).toEqual([]);
    expect(JSON.stringify(outcome).length).toBeLessThan(2000);
  });
});
