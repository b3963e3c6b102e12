import { describe, expect, test } from 'vitest';
import { newIdAt, portsFromEnv } from '../../../src/adapters/deployment/deployed-ports.ts';
import { catalogOf } from '../../../src/core/model/catalog-of.ts';

const catalog = catalogOf({ listings: [], remediations: {}, resources: {} });
const good = { WAXSEAL_JOURNAL: 'sqlite::memory:', WAXSEAL_POLICY: 'waxseal.yaml' };
const ssm = {
  ...good,
  WAXSEAL_APPROVALS: 'ssm:Approve:3',
  WAXSEAL_APPROVAL_ROLE: 'arn:aws:iam::111122223333:role/approvals',
  WAXSEAL_APPROVAL_FUNCTION: 'apply',
};

describe('a bad environment is refused with the name of what is wrong', () => {
  test.each([
    [{}, /WAXSEAL_POLICY is not set/],
    [{ ...good, WAXSEAL_POLICY: '' }, /WAXSEAL_POLICY is not set/],
    [{ ...good, WAXSEAL_JOURNAL: undefined }, /WAXSEAL_JOURNAL is not set/],
    [{ ...good, WAXSEAL_JOURNAL: 'dynamo:x' }, /WAXSEAL_JOURNAL is "dynamo:x"/],
    [{ ...good, WAXSEAL_JOURNAL: 'sqlite:' }, /WAXSEAL_JOURNAL is "sqlite:"/],
    [{ ...good, WAXSEAL_APPROVALS: 'ssm' }, /WAXSEAL_APPROVALS is "ssm"/],
    [{ ...good, WAXSEAL_APPROVALS: 'ssm:Approve' }, /WAXSEAL_APPROVALS is "ssm:Approve"/],
    [{ ...ssm, WAXSEAL_APPROVAL_ROLE: undefined }, /WAXSEAL_APPROVAL_ROLE is not set/],
    [{ ...ssm, WAXSEAL_APPROVAL_FUNCTION: undefined }, /WAXSEAL_APPROVAL_FUNCTION is not set/],
  ])('%o', async (env, says) => {
    const asked = portsFromEnv(env, { catalog });
    await expect(asked).rejects.toMatchObject({ code: 'bad-environment', says: expect.stringMatching(says) });
  });
});

test.each([[good], [ssm]])('a good environment is taken: %o', async (env) => {
  const ports = await portsFromEnv(env, { catalog });
  expect(await ports.journal.read('run', 'none')).toBeUndefined();
  await expect(ports.policy()).rejects.toMatchObject({ code: 'policy-missing' });
  await ports.journal.close();
});

test('new ids sort by time and never repeat', () => {
  const at = Date.parse('2026-01-01T00:00:00Z');
  const ids = [0, 0, 1, 60_000, 3.2e10].map((later) => newIdAt(new Date(at + later)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.slice(1).toSorted()).toEqual(ids.slice(1));
});
