import { describe, expect, test } from 'vitest';
import { parseS3Url, policyFromS3 } from '../../../src/adapters/policy/source-s3.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** An object that answers one after the other: a text, `same` for still the same one, or a failure. */
const stage = (answers: readonly (string | Error)[]) => {
  const clock = { at: 0 };
  const asked: (string | undefined)[] = [];
  const parsed: string[] = [];
  const policy = policyFromS3({
    url: 's3://b/waxseal.yaml',
    now: () => new Date(clock.at),
    parse: (text) => {
      parsed.push(text);
      if (text === 'broken') throw new Error('broken');
      return defaultPolicy;
    },
    get: (etag) => {
      asked.push(etag);
      const answer = answers[asked.length - 1] ?? 'same';
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(answer === 'same' ? undefined : { text: answer, etag: `etag-${asked.length}` });
    },
  });
  return { clock, asked, parsed, policy };
};

test('fetched once a minute, parsed only when it is another', async () => {
  const { clock, asked, parsed, policy } = stage(['one', 'same', 'two']);
  await policy();
  clock.at = 59_999;
  await policy();
  expect(asked).toEqual([undefined]);
  clock.at = 60_000;
  await policy();
  clock.at = 120_000;
  await policy();
  expect(asked).toEqual([undefined, 'etag-1', 'etag-1']);
  expect(parsed).toEqual(['one', 'two']);
});

test.each([
  [named('NoSuchKey'), 'policy-missing'],
  [named('AccessDenied'), 'policy-unreadable'],
  // Unchanged, says somebody whom we never asked about a version.
  ['same', 'policy-unreadable'],
])('%s: %s, and the next look tries again', async (answer, code) => {
  const { policy } = stage([answer, 'one']);
  await expect(policy()).rejects.toMatchObject({ code });
  await expect(policy()).resolves.toBe(defaultPolicy);
});

/** Without s3:ListBucket S3 does not tell what is missing from what may not be read. */
test.each([
  [named('NoSuchKey'), 'There is no policy file at s3://b/waxseal.yaml.'],
  [
    named('AccessDenied'),
    'S3 refuses the policy file s3://b/waxseal.yaml (AccessDenied): it is not there, or the function may not read it. To a role that may not list the bucket, S3 says the same of both.',
  ],
  [named('SlowDown'), 'The policy file s3://b/waxseal.yaml cannot be read.'],
])('%s: %s', async (answer, says) => {
  await expect(stage([answer]).policy()).rejects.toMatchObject({ says });
});

test('an earlier policy never stands in for one that cannot be read', async () => {
  const { clock, policy } = stage(['one', named('SlowDown'), 'broken']);
  await policy();
  clock.at = 60_000;
  await expect(policy()).rejects.toMatchObject({ code: 'policy-unreadable' });
  await expect(policy()).rejects.toThrow('broken');
});

describe('addresses', () => {
  test.each([
    ['s3://bucket/waxseal.yaml', { bucket: 'bucket', key: 'waxseal.yaml' }],
    ['s3://bucket/a/b.yaml', { bucket: 'bucket', key: 'a/b.yaml' }],
    ['s3://bucket/', undefined],
    ['s3://bucket', undefined],
    ['/etc/waxseal.yaml', undefined],
  ])('%s', (url, location) => {
    expect(parseS3Url(url)).toEqual(location);
  });
});
