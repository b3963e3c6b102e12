import { describe, expect, test } from 'vitest';
import type { Reading } from '../../src/core/evidence/verdict.ts';
import { defaultEvidence } from '../../src/core/evidence/rules.ts';
import { evidenceFrom } from '../../src/evidence/evidence.ts';
import { evidencePermissions, sources } from '../../src/evidence/sources.ts';
import type { Source } from '../../src/evidence/source.ts';
import { answering, awsError } from '../kit/answering.ts';
import { bucket, now, plaintext, window } from './kit.ts';

const reading: Reading = {
  is: 'read',
  source: 's',
  complete: true,
  onSince: window.from.toISOString(),
  until: now.toISOString(),
  secure: 1,
  offending: 0,
  callers: [],
  unread: 0,
  silentHours: 0,
  cutOff: false,
};
const asked: string[] = [];
const source = (name: string, read: Source['read']): Source => ({
  name,
  permissions: [],
  answers: () => true,
  read: async (asking) => {
    asked.push(name);
    return read(asking);
  },
});
const ask = async (own: readonly Source[], questions = [plaintext], rules = { rules: defaultEvidence }) => {
  asked.length = 0;
  const { aws } = answering({});
  const evidence = evidenceFrom({ now: () => now, pause: async () => {}, look: () => aws, sources: own });
  return evidence({ target: bucket, questions, ...rules });
};
const clean = source('complete', async () => reading);
const bestEffort = source('best effort', async () => ({ ...reading, complete: false }));
const seen = source('seen', async () => ({ ...reading, offending: 2 }));
const failing = (name: string) =>
  source(name, async () => {
    throw awsError(name);
  });

describe('asking sources in turn', () => {
  test('one that is complete and clean is enough', async () => {
    expect(await ask([clean, seen])).toMatchObject({ is: 'clean' });
    expect(asked).toEqual(['complete']);
  });
  test('one that is not complete is not: whoever sees somebody is right', async () => {
    expect(await ask([bestEffort, seen, clean])).toMatchObject({ is: 'seen', count: 2 });
    expect(asked).toEqual(['best effort', 'seen']);
  });
  test.each([
    ['AccessDenied', 'no-access'],
    ['AccessDeniedException', 'no-access'],
    ['NoSuchBucket', 'off'],
    ['OptInRequired', 'region'],
    ['ThrottlingException', 'gaps'],
  ])('%s shows nothing, and ends nothing', async (name, why) => {
    expect(await ask([failing(name)])).toMatchObject({ is: 'unknown', why });
    expect(await ask([failing(name), clean])).toMatchObject({ is: 'clean' });
  });
  test('all questions must be clean', async () => {
    const half: Source = { ...clean, answers: ({ of }) => of === plaintext.of };
    expect(await ask([half], [plaintext, { ...plaintext, of: 'arn:aws:sqs:eu-west-1:1:q' }])).toMatchObject({
      is: 'unknown',
      why: 'not-observable',
    });
  });
  test('no questions: no log can tell', async () => {
    expect(await ask([clean], [])).toMatchObject({ is: 'unknown', why: 'not-observable' });
  });
  test('without rules of the policy nothing is read', async () => {
    const evidence = evidenceFrom({
      now: () => now,
      pause: async () => {},
      look: () => answering({}).aws,
      sources: [clean],
    });
    asked.length = 0;
    expect(await evidence({ target: bucket, questions: [plaintext] })).toEqual({ is: 'unknown' });
    expect(asked).toEqual([]);
  });
});

test('every source says what it needs, by single actions', () => {
  expect(sources.map(({ permissions }) => permissions.length > 0)).toEqual(sources.map(() => true));
  expect(evidencePermissions.filter((action) => !/^[a-z0-9]+:[A-Z]\w+$/.test(action))).toEqual([]);
});
