import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { certificatesTold, claimNote, digestDays } from '../../../src/adapters/notify/certificates.ts';
import { digestsTo } from '../../../src/adapters/notify/digest.ts';
import type { CertificateSeen } from '../../../src/core/model/certificate-seen.ts';
import type { Journal } from '../../../src/core/journal/journal.ts';
import type { Holder } from '../../../src/report/certificates.ts';

const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const aDay = 24 * 60 * 60_000;
let journal: Journal;
let now: Date;
const pass = (days: number): void => void (now = new Date(now.getTime() + days * aDay));
beforeEach(() => {
  journal = openSqliteJournal(':memory:');
  now = new Date('2026-03-01T06:00:00.000Z');
});
afterEach(() => journal.close());

const seen = (id: string, days?: number, more: Partial<CertificateSeen> = {}): CertificateSeen => ({
  id,
  name: `${id}.example`,
  kind: 'ACM, imported',
  ...(days !== undefined && { ends: new Date(now.getTime() + days * aDay).toISOString() }),
  renews: 'no',
  why: 'imported',
  serves: [],
  ...more,
});
const holder = (one: CertificateSeen, more: Partial<Holder> = {}): Holder => ({
  target: { ...place, type: 'AWS::ACM::Certificate', id: one.id, arn: one.id },
  certificates: [one],
  ...more,
});
const note = async (
  holders: readonly Holder[],
  where = place,
  unlisted: readonly { id: string; says: string }[] = [],
) => {
  const write = await claimNote(where, { journal, now: () => now });
  await write?.(holders, unlisted);
  return write !== undefined;
};
const told = async (days = 30) => (await certificatesTold(journal, now, days)).text.split('\n');

describe('what is told of certificates', () => {
  test('nothing was read: that is no "none"', async () => {
    expect(await told()).toEqual([
      'Certificates: none has been read yet, so that it is not known which end soon.',
    ]);
    await claimNote(place, { journal, now: () => now });
    expect(await told(), 'one who has only begun has read nothing').toHaveLength(1);
  });

  test('what ends, when, whose, what it serves, who renews it; the first comes first', async () => {
    await note([
      holder(
        seen('b', 20, { renews: 'yes', why: 'ACM renews it', serves: ['arn:a:lb/one', 'arn:a:lb/two'] }),
        { owner: 'shop' },
      ),
      holder(seen('a', 3)),
      holder(seen('c', 29.9), { ownerUnread: true }),
      holder(seen('later', 31)),
    ]);
    expect(await told()).toEqual([
      'Certificates that end within 30 days, as read since 2026-03-01 06:00 UTC: 3.',
      '2026-03-04  a.example (ACM, imported, 111122223333/eu-west-1). Renewed automatically: no (imported). Owner: nobody named. Serves: nothing.',
      '2026-03-21  b.example (ACM, imported, 111122223333/eu-west-1). Renewed automatically: yes (ACM renews it). Owner: shop. Serves: lb/one, lb/two.',
      expect.stringContaining('Owner: tags not read.'),
    ]);
    expect((await told(32))[0]).toMatch(/32 days.*: 4\.$/);
    expect((await told(3))[0]).toMatch(/: none\.$/);
    pass(2);
    expect((await told(30))[0], 'days are those of the message, not of the look').toMatch(/: 4\.$/);
  });

  test('what was not read, has no end, or is long over is counted, never left out', async () => {
    await note(
      [
        holder(seen('endless')),
        holder(seen('old', -31)),
        holder(seen('over', -2)),
        holder(seen('x', 1), { certificates: [], unread: 'Access denied.' }),
      ],
      place,
      [{ id: 'AWS::IAM::ServerCertificate', says: 'Access denied.' }],
    );
    expect((await told()).slice(1)).toEqual([
      expect.stringMatching(/^2026-02-27 {2}over\.example/),
      '1 is over for more than 30 days.',
      '1 has no end that is known.',
      'Not read, there may be more: 2, such as 111122223333/eu-west-1: AWS::IAM::ServerCertificate: Access denied.',
    ]);
  });

  test('the same one in two places is two; more than a message takes are counted', async () => {
    const many = Array.from({ length: 310 }, (_, index) =>
      holder(seen(`n${String(index).padStart(3, '0')}`, 5)),
    );
    await note(many);
    await note([holder(seen('n000', 5))], { ...place, account: '444455556666' });
    const lines = await told();
    expect(lines[0]).toMatch(/: 301\.$/);
    expect(lines.filter((line) => line.startsWith('2026-'))).toHaveLength(25);
    expect(lines.filter((line) => line.includes('n000.example'))).toHaveLength(2);
    expect(lines.slice(-2)).toEqual([
      '… and 276 more; waxseal certificates shows all.',
      '10 more end within 90 days and are not named here.',
    ]);
  });

  test('what was read long ago is said to be, and forgotten after 30 days', async () => {
    await note([holder(seen('a', 20))]);
    await note([], { ...place, region: 'us-east-1' });
    pass(3);
    await note([], { ...place, region: 'us-east-1' });
    expect((await told()).at(-1)).toBe(
      'Not read in the last two days, what is there may be over: 1 place, such as 111122223333/eu-west-1.',
    );
    pass(28);
    expect((await told())[0]).toMatch(/: none\.$/);
  });

  test('names act on no terminal', async () => {
    await note([holder(seen('a', 3, { name: '\u001b[2Jevil\n2026-01-01  fake' }))]);
    const lines = await told();
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('\u001b');
  });
});

describe('when a place is read', () => {
  test('once a day, by one of those who come together', async () => {
    const both = await Promise.all([note([]), note([])]);
    expect(both.filter(Boolean)).toHaveLength(1);
    pass(0.8);
    expect(await note([])).toBe(false);
    pass(0.1);
    expect(await note([])).toBe(true);
  });

  test('sooner where something was not read, or whoever began came to no end', async () => {
    await note([], place, [{ id: 'x', says: 'y' }]);
    pass(0.25);
    expect(await claimNote(place, { journal, now: () => now })).toBeDefined();
    pass(0.03);
    expect(await note([])).toBe(false);
    pass(0.02);
    expect(await note([])).toBe(true);
  });

  test('whoever comes back late takes nothing away from who came after', async () => {
    const late = await claimNote(place, { journal, now: () => now });
    pass(0.1);
    await note([holder(seen('a', 3))]);
    await late?.([], []);
    expect((await told())[0]).toMatch(/: 1\.$/);
  });

  test('what was known stays until it is read again', async () => {
    await note([holder(seen('a', 9))]);
    pass(1);
    await claimNote(place, { journal, now: () => now });
    expect((await told())[0]).toMatch(/: 1\.$/);
  });
});

test.each([
  [{}, 0],
  [{ WAXSEAL_DIGEST_DAYS: '10' }, 0],
  [{ WAXSEAL_DIGEST_TOPIC: 't' }, 30],
  [{ WAXSEAL_DIGEST_TOPIC: 't', WAXSEAL_DIGEST_DAYS: '0' }, 0],
  [{ WAXSEAL_DIGEST_TOPIC: 't', WAXSEAL_DIGEST_DAYS: '14' }, 14],
  [{ WAXSEAL_DIGEST_TOPIC: 't', WAXSEAL_DIGEST_DAYS: '365' }, 90],
  [{ WAXSEAL_DIGEST_TOPIC: 't', WAXSEAL_DIGEST_DAYS: 'x' }, 30],
  [{ WAXSEAL_DIGEST_TOPIC: 't', WAXSEAL_DIGEST_DAYS: '-1' }, 30],
])('%j: %d days', (env, days) => expect(digestDays(env)).toBe(days));

describe('in the digest', () => {
  const about = { remediation: 's3-bucket-tls-only', cause: { by: 'sweep' } } as const;
  const target = { ...place, type: 'AWS::S3::Bucket', id: 'b', arn: 'arn:aws:s3:::b' };
  const digests = (sent: string[], days = 30, isBroken = () => false) =>
    digestsTo({
      journal,
      now: () => now,
      topic: 'arn:aws:sns:eu-west-1:111122223333:waxseal',
      days,
      publish: async ({ Message }) => {
        if (isBroken()) throw new Error('AuthorizationError');
        sent.push(Message ?? '');
      },
    });

  test('a certificate is told of though nothing else happens: once, when more comes, and after 7 days', async () => {
    const sent: string[] = [];
    const { send } = digests(sent);
    await send();
    expect(sent, 'nothing read is no news').toEqual([]);
    await note([holder(seen('a', 9)), holder(seen('b', 32))]);
    await send();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^Certificates that end within 30 days/);
    pass(1);
    await send();
    expect(sent).toHaveLength(1);
    pass(1.5);
    await send();
    expect(sent[1]).toContain('b.example');
    pass(6.9);
    await send();
    expect(sent).toHaveLength(2);
    pass(0.2);
    await send();
    expect(sent).toHaveLength(3);
  });

  test('beside what happened, in short where it was told before', async () => {
    const sent: string[] = [];
    const { note: noted, send } = digests(sent);
    await noted(target, { is: 'gone' }, about);
    await send();
    expect(sent[0]).toMatch(/^What Waxseal found[^]*\n\nCertificates: none has been read yet/);
    await note([holder(seen('a', 9))]);
    for (const index of [1, 2]) {
      pass(0.05);
      await noted(target, { is: 'gone' }, about);
      await send();
      expect(sent[index]).toMatch(
        /^What Waxseal found[^]*\n\nCertificates that end within 30 days[^\n]*: 1\./,
      );
      expect(sent[index]?.includes('a.example')).toBe(index === 1);
    }
  });

  test('what could not be sent is told with the next message', async () => {
    const sent: string[] = [];
    let broken = true;
    const { send } = digests(sent, 30, () => broken);
    await note([holder(seen('a', 9))]);
    await expect(send()).rejects.toThrow('AuthorizationError');
    broken = false;
    pass(0.05);
    await send();
    expect(sent[0]).toContain('a.example');
  });

  test('0 days: nothing is told of them', async () => {
    const sent: string[] = [];
    const { note: noted, send } = digests(sent, 0);
    await note([holder(seen('a', 9))]);
    await send();
    await noted(target, { is: 'gone' }, about);
    await send();
    expect(sent.join('')).not.toContain('Certificates');
  });
});
