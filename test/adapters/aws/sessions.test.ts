import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { noSessions, sessionsOf, type AssumeRole } from '../../../src/adapters/aws/sessions.ts';
import type { Keys } from '../../../src/adapters/aws/keys.ts';
import { catalog } from '../../../src/services/index.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { WriteSession } from '../../../src/core/model/ports.ts';

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws-cn',
  type: 'AWS::S3::Bucket',
  id: 'ledger',
  arn: 'arn:aws-cn:s3:::ledger',
};
const planOf = (kind: Plan['kind']): Plan => ({
  id: 'p',
  kind,
  remediation: 's3-bucket-tls-only',
  version: 1,
  target,
  changes: [],
  why: { id: 'x', says: 'x' },
  hazards: [],
  notes: [],
});

/** A journal with one run, an STS that keeps what it is asked, and a clock that is set by hand. */
const stage = async (plan: Plan, fail?: Error) => {
  const asked: AssumeRole[] = [];
  const clock = { at: Date.parse('2026-01-01T00:00:00Z') };
  const assumeRole = (request: AssumeRole): Promise<Keys> => {
    asked.push(request);
    if (fail) return Promise.reject(fail);
    const expiration = new Date(clock.at + request.DurationSeconds * 1000);
    return Promise.resolve({ accessKeyId: `key-${asked.length}`, secretAccessKey: 's', expiration });
  };
  const journal = openSqliteJournal(':memory:');
  await journal.write({ kind: 'run', key: 'run-1', value: { id: 'run-1', plan } }, 0);
  const session = sessionsOf({
    catalog,
    journal,
    now: () => new Date(clock.at),
    rolePrefix: 'waxseal-write-',
    externalId: 'seal-of-the-hub',
    assumeRole,
  });
  return { asked, clock, session };
};

const fix: WriteSession = { run: 'run-1', remediation: 's3-bucket-tls-only', kind: 'remediate' };
const keysOf = async (given: unknown): Promise<Keys> =>
  typeof given === 'function' ? given() : Promise.reject(new Error('no provider'));

test('a session of the service’s write role, cut to the run and named after it', async () => {
  const { asked, session } = await stage(planOf('remediate'));
  await session(target, fix);
  expect(asked).toEqual([
    {
      RoleArn: 'arn:aws-cn:iam::111122223333:role/waxseal-write-s3',
      RoleSessionName: 'run-1',
      ExternalId: 'seal-of-the-hub',
      DurationSeconds: 900,
      Policy: expect.stringContaining('"Action":"s3:PutBucketPolicy","Resource":"arn:aws-cn:s3:::ledger"'),
    },
  ]);
});

test('an undo gets the actions of undoing', async () => {
  const { asked, session } = await stage(planOf('undo'));
  await session(target, { ...fix, kind: 'undo' });
  expect(asked[0]?.Policy).toContain('s3:DeleteBucketPolicy');
});

test('keys are asked for once, and again shortly before they end', async () => {
  const { asked, clock, session } = await stage(planOf('remediate'));
  const provider = await session(target, fix);
  expect((await keysOf(provider)).accessKeyId).toBe('key-1');
  clock.at += 700_000;
  expect((await keysOf(await session(target, fix))).accessKeyId).toBe('key-1');
  clock.at += 80_001;
  expect((await keysOf(provider)).accessKeyId).toBe('key-2');
  expect(asked).toHaveLength(2);
});

/** A second run, of the same bucket's name in another account: what the one was given must not serve the other. */
test('keys are of one run in one account, of one kind and remediation', async () => {
  const asked: string[] = [];
  const journal = openSqliteJournal(':memory:');
  const plan = planOf('remediate');
  const other = { ...target, account: '444455556666' };
  await journal.write({ kind: 'run', key: 'run-1', value: { id: 'run-1', plan } }, 0);
  await journal.write(
    { kind: 'run', key: 'run-2', value: { id: 'run-2', plan: { ...plan, target: other } } },
    0,
  );
  const session = sessionsOf({
    catalog,
    journal,
    now: () => new Date(0),
    rolePrefix: 'waxseal-write-',
    externalId: 'seal-of-the-hub',
    assumeRole: async ({ RoleArn, RoleSessionName }) => {
      asked.push(`${RoleArn} ${RoleSessionName}`);
      return { accessKeyId: RoleArn, secretAccessKey: 's', expiration: new Date(900_000) };
    },
  });
  const second = { ...fix, run: 'run-2' };
  const given = [await session(target, fix), await session(other, second), await session(target, fix)];
  const arns = ['111122223333', '444455556666', '111122223333'].map(
    (account) => `arn:aws-cn:iam::${account}:role/waxseal-write-s3`,
  );
  expect((await Promise.all(given.map(keysOf))).map(({ accessKeyId }) => accessKeyId)).toEqual(arns);
  expect(asked).toEqual([`${arns[0]} run-1`, `${arns[1]} run-2`]);
  // Kept keys are nobody's but those for whom the journal has decided.
  for (const [location, wrong] of [
    [other, fix],
    [target, second],
    [target, { ...fix, kind: 'undo' as const }],
    [target, { ...fix, remediation: 'other' }],
  ] as const)
    await expect(session(location, wrong)).rejects.toMatchObject({ code: 'session-without-run' });
});

describe('no credentials', () => {
  test.each<[string, Plan, WriteSession, typeof target]>([
    ['for a run that is not in the journal', planOf('remediate'), { ...fix, run: 'run-2' }, target],
    ['for another kind than was decided', planOf('remediate'), { ...fix, kind: 'undo' }, target],
    ['for another remediation', planOf('remediate'), { ...fix, remediation: 'other' }, target],
    ['in another account than the run’s', planOf('remediate'), fix, { ...target, account: '999988887777' }],
  ])('%s', async (_, plan, session, location) => {
    const at = await stage(plan);
    await expect(at.session(location, session)).rejects.toMatchObject({ code: 'session-without-run' });
    expect(at.asked).toEqual([]);
  });

  test('where the policy cannot be cut to the target', async () => {
    const elsewhere = { ...target, arn: 'arn:aws:rds:eu-west-1:111122223333:db:x' };
    const at = await stage({ ...planOf('remediate'), target: elsewhere });
    await expect(at.session(target, fix)).rejects.toMatchObject({ code: 'session-policy-impossible' });
    expect(at.asked).toEqual([]);
  });

  test('where the role is not there or does not trust us; the next write asks again', async () => {
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
    const at = await stage(planOf('remediate'), denied);
    await expect(at.session(target, fix)).rejects.toMatchObject({
      code: 'write-role-refused',
      cause: denied,
    });
    await expect(at.session(target, fix)).rejects.toMatchObject({ code: 'write-role-refused' });
    expect(at.asked).toHaveLength(2);
  });

  test('other failures stay what they are', async () => {
    const reset = Object.assign(new Error('reset'), { name: 'TimeoutError' });
    await expect((await stage(planOf('remediate'), reset)).session(target, fix)).rejects.toBe(reset);
  });

  test('in a deployment without write roles', async () => {
    await expect(noSessions(target, fix)).rejects.toMatchObject({ code: 'dry-run-deployment' });
  });
});
