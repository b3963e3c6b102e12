import { describe, expect, test } from 'vitest';
import { killSwitch, withKillSwitch } from '../../../src/adapters/deployment/kill-switch.ts';
import { policyFromEnv } from '../../../src/adapters/deployment/deployment.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';

const stage = (answers: readonly (string | undefined | Error)[]) => {
  const clock = { at: 0 };
  const calls = { count: 0 };
  const read = (): Promise<string | undefined> => {
    const answer = answers[calls.count];
    calls.count += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const why = killSwitch({ name: '/waxseal/kill-switch', read, now: () => new Date(clock.at) });
  return { clock, calls, isOn: async () => (await why()) !== undefined, why };
};

describe('only the word off lets anything be written', () => {
  test.each([
    ['off', false],
    [' OFF\n', false],
    ['on', true],
    ['', true],
    ['false', true],
    ['offf', true],
    [undefined, true],
    [new Error('AccessDenied'), true],
  ])('%s: %s', async (value, on) => {
    expect(await stage([value]).isOn()).toBe(on);
  });
});

test.each([
  ['on', 'kill-switch', /\/waxseal\/kill-switch says "on", not off/, /Set .*kill-switch to off/],
  [undefined, 'kill-switch', /kill-switch has no value/, /to off/],
  [
    Object.assign(new Error('not authorized to perform: ssm:GetParameter'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
    }),
    'kill-switch-unreadable',
    /cannot be read, so nothing is written: AWS refused the action ssm:GetParameter/,
    /whether the parameter \/waxseal\/kill-switch is there and ssm:GetParameter is allowed/,
  ],
])('and why it is on is said: %s', async (answer, check, says, todo) => {
  const because = await stage([answer]).why();
  expect(because?.check).toBe(check);
  expect(because?.says).toMatch(says);
  expect(because?.todo).toMatch(todo);
});

test('an answer is trusted for 30 seconds', async () => {
  const { clock, calls, isOn } = stage(['off', 'on']);
  expect(await isOn()).toBe(false);
  clock.at = 29_999;
  expect(await isOn()).toBe(false);
  expect(calls.count).toBe(1);
  clock.at = 30_000;
  expect(await isOn()).toBe(true);
});

test('a failure is on, is not remembered, and no earlier answer stands in for it', async () => {
  const { clock, isOn } = stage(['off', new Error('throttled'), 'off']);
  expect(await isOn()).toBe(false);
  clock.at = 30_000;
  expect(await isOn()).toBe(true);
  expect(await isOn()).toBe(false);
});

describe('the switch over the policy', () => {
  const policy = (on: boolean) => () => Promise.resolve({ ...defaultPolicy, killSwitch: on });
  test.each([
    [false, false, false],
    [true, false, true],
    [false, true, true],
    [true, true, true],
  ])('file %s, parameter %s: %s', async (file, parameter, stopped) => {
    const because = { check: 'kill-switch', says: 'The parameter says so.' };
    const both = await withKillSwitch(policy(file), async () => (parameter ? because : undefined))();
    expect(both.killSwitch).toBe(stopped);
    // What the file says must be changed there, first.
    expect(both.stoppedBy).toEqual(parameter && !file ? because : undefined);
  });

  test('a policy that cannot be read stays unreadable', async () => {
    const broken = withKillSwitch(
      () => Promise.reject(new Error('no policy')),
      async () => undefined,
    );
    await expect(broken()).rejects.toThrow('no policy');
  });
});

describe('as deployed', () => {
  const source = {
    path: 'package.json',
    now: () => new Date(0),
    parse: () => ({ ...defaultPolicy, mode: 'auto' as const }),
  };
  test.each([
    [{}, false],
    [{ WAXSEAL_READ_ROLE: 'waxseal-read', WAXSEAL_WRITE_ROLE: 'waxseal-write-' }, false],
    // No write roles: whatever the file says, nothing is written.
    [{ WAXSEAL_READ_ROLE: 'waxseal-read' }, true],
  ])('%o: stopped %s', async (env, stopped) => {
    const policy = await policyFromEnv(env, source);
    expect((await policy()).killSwitch).toBe(stopped);
  });

  test('a deployment without write roles says so, and names no switch that nobody threw', async () => {
    const { stoppedBy } = await (await policyFromEnv({ WAXSEAL_READ_ROLE: 'waxseal-read' }, source))();
    expect(stoppedBy).toMatchObject({
      check: 'dry-run-deployment',
      says: expect.stringContaining('without roles for writing'),
    });
  });
});
