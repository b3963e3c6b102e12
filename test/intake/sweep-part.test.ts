import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { mostTurns, sweepPartOf } from '../../src/intake/sweep-part.ts';

const part = {
  waxseal: 'sweep/v1',
  location: { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
  started: '2026-03-02T09:00:00.000Z',
  rules: ['securityhub-a'],
  open: ['arn:aws:s3:::orders s3-bucket-tls-only'],
  turn: 1,
};
const { rules: _, ...allRules } = part;
const { open: __, ...nothingOpen } = part;

describe('a part of a sweep', () => {
  test.each<readonly [string, unknown, unknown]>([
    ['as it is sent', part, part],
    ['all rules of the place', allRules, allRules],
    ['nothing open', nothingOpen, { ...nothingOpen, open: [] }],
    ['no rules', { ...part, rules: [] }, { ...part, rules: [] }],
    ['its last turn', { ...part, turn: mostTurns }, { ...part, turn: mostTurns }],
    ...(
      [
        ['cn-north-1', 'aws-cn'],
        ['us-gov-west-1', 'aws-us-gov'],
      ] as const
    ).map(([region, partition]) => {
      const there = { ...part, location: { account: '444455556666', region, partition } };
      return [partition, there, there] as const;
    }),
  ])('%s', (_name, sent, read) => {
    expect(sweepPartOf(JSON.stringify(sent))).toEqual(read);
  });
});

const wrong: readonly (readonly [string, unknown])[] = [
  ['another version', { ...part, waxseal: 'sweep/v2' }],
  ['one key more', { ...part, mode: 'auto' }],
  ['one key more in its place', { ...part, location: { ...part.location, role: 'admin' } }],
  ['no place', { ...part, location: undefined }],
  ['no account', { ...part, location: { ...part.location, account: '*' } }],
  ['no Region', { ...part, location: { ...part.location, region: 'eu-west-1/../..' } }],
  ['no partition', { ...part, location: { ...part.location, partition: 'amazon' } }],
  ['no moment', { ...part, started: 'yesterday' }],
  ['a rule that is no text', { ...part, rules: [{ name: 'a' }] }],
  ['an empty rule', { ...part, rules: [''] }],
  ['a key that is no text', { ...part, open: [7] }],
  ['turn 0', { ...part, turn: 0 }],
  ['a turn too many', { ...part, turn: mostTurns + 1 }],
  ['half a turn', { ...part, turn: 1.5 }],
  ['several', [part]],
  ['a text in a text', JSON.stringify(part)],
  [
    'what EventBridge puts around it',
    {
      version: '0',
      id: '12345678-1234-1234-1234-123456789012',
      'detail-type': 'Config Rules Compliance Change',
      source: 'aws.config',
      account: '111122223333',
      time: '2026-03-02T09:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail: part,
    },
  ],
  [
    'what Amazon SNS puts around it',
    {
      Type: 'Notification',
      MessageId: 'm-1',
      TopicArn: 'arn:aws:sns:eu-west-1:111122223333:any',
      Message: JSON.stringify(part),
    },
  ],
  ['its keys beside those of an event', { ...part, source: 'aws.config', 'detail-type': 'x', detail: {} }],
];

describe('is none, and is no event either', () => {
  test.each(wrong)('%s', (_name, sent) => {
    const body = JSON.stringify(sent);
    expect(sweepPartOf(body)).toBeUndefined();
    const taken = parseEvent({ messageId: 'm0', body });
    expect(taken.map(({ is }) => is)).toEqual([expect.stringMatching(/^(malformed|ignored)$/)]);
  });

  test('what is no JSON', () => expect(sweepPartOf('{"waxseal":')).toBeUndefined());

  test('a part itself is no event: nobody is named by it', () => {
    expect(parseEvent(JSON.stringify(part)).map(({ is }) => is)).toEqual(['malformed']);
  });
});
