import { describe, expect, test } from 'vitest';
import { atOnce } from '../../src/core/model/pooled.ts';
import { configCompliance, type Compliance } from '../../src/adapters/aws/config-compliance.ts';
import { WaxsealError } from '../../src/core/model/errors.ts';
import { findingKey, type Finding } from '../../src/core/journal/records.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { lookAtLocation, type LocationParts } from '../../src/entry-points/sweep-location.ts';
import type { SweepPart } from '../../src/intake/sweep-part.ts';
import { mostTurns, sweepPartOf } from '../../src/intake/sweep-part.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { auto, enter, eventAbout, type Scene } from '../kit/deliveries.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const s3 = 'AWS::S3::Bucket';
const id = 's3-bucket-tls-only';
const rule = (ConfigRuleName: string, SourceIdentifier = 'S3_BUCKET_SSL_REQUESTS_ONLY') => ({
  ConfigRuleName,
  ConfigRuleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${ConfigRuleName}`,
  Source: { Owner: 'AWS' as const, SourceIdentifier },
});
const failing = (ConfigRuleName: string, ResourceId: string) => ({
  ConfigRuleName,
  ResourceType: s3,
  ResourceId,
  ComplianceType: 'NON_COMPLIANT' as const,
});
const names = ['b00', 'b01', 'b02', 'b03', 'b04', 'b05'];
const account: AccountFile = {
  s3: { Buckets: names.map((Name) => ({ Name })) },
  config: {
    ConfigRules: [rule('a'), rule('b'), rule('other', 'IAM_PASSWORD_POLICY')],
    Evaluations: [
      ...names.slice(0, 3).map((name) => failing('a', name)),
      ...names.slice(2).map((name) => failing('b', name)),
      failing('other', 'b00'),
    ],
  },
};
const keyOf = (name: string): string => `arn:aws:s3:::${name} ${id}`;
/** A call that AWS refuses; throttled ones are worth another try. */
const failure = (name: string) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });

const throttled = failure('ThrottlingException');

const at = (scene: Scene = {}, more: Partial<LocationParts> = {}) => {
  const given = enter({ account, policy: { ...auto, mode: 'dry-run' }, ...scene });
  const { ports, entryPoint, host } = given;
  const parts: LocationParts = {
    catalog: entryPoint.catalog,
    ports,
    compliance: configCompliance(ports.clouds),
    ...more,
  };
  const part = (changes: Partial<SweepPart> = {}): SweepPart => ({
    waxseal: 'sweep/v1',
    location,
    started: ports.now().toISOString(),
    open: [],
    turn: 1,
    ...changes,
  });
  const looks = () =>
    host
      .calls()
      .filter(({ operation }) => operation === 's3:GetBucketPolicy')
      .map(({ input }) => String(Reflect.get(Object(input), 'Bucket')))
      .toSorted();
  const asked = (operation: string) => host.calls().filter((call) => call.operation === operation).length;
  const look = async (changes: Partial<SweepPart> = {}, others: Partial<LocationParts> = {}) => {
    const { outcomes, missed, again, left } = await lookAtLocation(part(changes), { ...parts, ...others });
    return {
      outcomes: outcomes.map(({ is }) => is),
      missed: missed.map(({ where, failure: { code } }) => `${where}: ${code}`),
      again: again.map(({ where, failure: { code } }) => `${where}: ${code}`),
      left,
    };
  };
  return { ...given, parts, part, look, looks, asked };
};
const done = (outcomes: readonly string[]) => ({ outcomes, missed: [], again: [], left: undefined });
const six = names.map(() => 'reported');

describe('a location', () => {
  test('is asked for all its rules, and only those that stand for something for what fails them', async () => {
    const { look, looks, asked } = at();
    expect(await look()).toEqual(done(six));
    expect(looks()).toEqual(names);
    expect(asked('config:GetComplianceDetailsByConfigRule')).toBe(2);
  });

  test.each<[string, Partial<SweepPart>, readonly string[]]>([
    ['some rules', { rules: ['b'] }, ['b02', 'b03', 'b04', 'b05']],
    ['a rule that stands for nothing', { rules: ['other'] }, []],
    ['a rule that is gone', { rules: ['gone', 'a'] }, ['b00', 'b01', 'b02']],
    ['no rules', { rules: [] }, []],
  ])('%s', async (_name, changes, seen) => {
    const { look, looks, host } = at();
    expect(await look(changes)).toEqual(done(seen.map(() => 'reported')));
    expect(looks()).toEqual(seen);
    if (changes.rules?.length === 0) expect(host.calls()).toEqual([]);
  });

  test('what the journal holds is looked at too, once, listed or not', async () => {
    const { look, looks, entryPoint, host } = at();
    for (const name of ['b00', 'b05']) await deliver(eventAbout(name), entryPoint);
    host.advance(1000);
    const before = looks().length;
    expect(await look({ rules: ['a'], open: [keyOf('b05'), keyOf('b00')] })).toEqual(
      done(['reported', 'reported', 'reported', 'reported']),
    );
    expect(looks().slice(0).length - before).toBe(4);
  });

  test('what the journal knows need not be asked who it is, and learns what the rule was told', async () => {
    const { parts, look, entryPoint, host, ports } = at();
    await deliver(eventAbout('b00'), entryPoint);
    host.advance(1000);
    const resolved: string[] = [];
    const catalog = {
      ...parts.catalog,
      resource: async (type: string) => {
        const real = await parts.catalog.resource(type);
        const resolve: typeof real.resolve = async (name, ...rest) => {
          resolved.push(name);
          return real.resolve(name, ...rest);
        };
        return { ...real, resolve };
      },
    };
    const compliance: Compliance = {
      ...parts.compliance,
      rules: async (...given) =>
        (await parts.compliance.rules(...given)).map((one) => ({ ...one, parameters: { n: 7 } })),
    };
    const found = await look({ rules: ['a'], open: [keyOf('b00')] }, { catalog, compliance });
    expect(found.outcomes).toHaveLength(3);
    expect(resolved.toSorted()).toEqual(['b01', 'b02']);
    const told = await Promise.all(
      ['b00', 'b01'].map(async (name) => (await ports.journal.read<Finding>('finding', keyOf(name)))?.value),
    );
    expect(told.map((finding) => finding?.ruleParameters)).toEqual([{ n: '7' }, { n: '7' }]);
  });

  test('a key of nothing is no work', async () => {
    const { look, host } = at();
    expect(await look({ rules: [], open: [keyOf('nowhere')] })).toEqual(done([]));
    expect(host.calls()).toEqual([]);
  });
});

describe('nothing is looked at twice', () => {
  test('when the message comes twice', async () => {
    const { look, looks, part } = at();
    const { started } = part();
    await look({ started });
    expect(await look({ started })).toEqual(done([]));
    expect(looks()).toEqual(names);
  });

  test('when an event had somebody look since the sweep began', async () => {
    const { look, entryPoint, part, host, looks } = at();
    const { started } = part();
    host.advance(1000);
    for (const name of ['b00', 'b05']) await deliver(eventAbout(name), entryPoint);
    const open = [keyOf('b00'), keyOf('b05')];
    expect(await look({ started, open })).toEqual(done(['reported', 'reported', 'reported', 'reported']));
    expect(looks()).toEqual(names);
  });

  test('when the message is days old: only what was not seen since', async () => {
    const { look, part, host } = at();
    const { started } = part();
    host.advance(3 * 24 * 3_600_000);
    await look({ rules: ['a'] });
    expect((await look({ started })).outcomes).toHaveLength(3);
  });

  test('when a rule names it otherwise than the journal does', async () => {
    const { parts, look, entryPoint, host } = at();
    await deliver(eventAbout('b00'), entryPoint);
    host.advance(1000);
    const compliance: Compliance = {
      ...parts.compliance,
      resources: async function* () {
        yield { resourceType: s3, resourceId: 'b00' };
      },
    };
    const row = await parts.ports.journal.read<Finding>('finding', keyOf('b00'));
    if (!row) throw new Error('no row');
    const value = { ...row.value, target: { ...row.value.target, id: 'otherwise' } };
    await parts.ports.journal.write({ kind: 'finding', key: row.key, value }, row.revision);
    expect(await look({ open: [keyOf('b00')], rules: ['a'] }, { compliance })).toEqual(done(['reported']));
  });

  test('when it waits for its time: that is the waker’s', async () => {
    const { look, looks, ports, entryPoint, host } = at({ policy: { ...auto, mode: 'ask' } });
    const approvals = {
      ...ports.approvals,
      open: async () => 'execution-1',
      decision: async () => ({ is: 'waiting' }) as const,
    };
    const asking = { ...ports, approvals };
    await deliver(eventAbout('b00'), { ...entryPoint, ports: asking });
    host.advance(24 * 3_600_000);
    const before = looks().length;
    const found = await look({ rules: ['a'], open: [keyOf('b00')] }, { ports: asking });
    expect(found).toEqual(done(['approval-requested', 'approval-requested']));
    // What one of the two had listed around its bucket is good enough for the other to ask by.
    expect(looks().length - before).toBe(2);
  });
});

describe('what fails', () => {
  const denied = failure('AccessDeniedException');
  const open = [keyOf('b05')];

  test.each<[string, Error, 'missed' | 'again', string]>([
    ['for good', denied, 'missed', 'access-denied'],
    ['for now', throttled, 'again', 'throttled'],
  ])(
    'when rules cannot be read %s: what is open is looked at all the same',
    async (_n, error, list, code) => {
      const { parts, look, entryPoint, host } = at();
      await deliver(eventAbout('b05'), entryPoint);
      host.advance(1000);
      const compliance = { ...parts.compliance, rules: () => Promise.reject(error) };
      expect(await look({ open }, { compliance })).toEqual({
        ...done(['reported']),
        [list]: [`111122223333/eu-west-1: ${code}`],
      });
    },
  );

  test.each<[string, Error, 'missed' | 'again', string]>([
    ['for good', failure('NoSuchConfigRuleException'), 'missed', 'not-found'],
    ['for now', throttled, 'again', 'throttled'],
  ])('when one rule cannot be read %s: the others are', async (_n, error, list, code) => {
    const { parts, look } = at();
    const compliance: Compliance = {
      ...parts.compliance,
      resources: async function* (where, name) {
        if (name === 'a') throw error;
        yield* parts.compliance.resources(where, name);
      },
    };
    const found = await look({}, { compliance });
    expect(found.outcomes).toHaveLength(4);
    expect(found[list]).toEqual([expect.stringMatching(`^111122223333/eu-west-1 a: ${code}`)]);
    expect(found.left).toBeUndefined();
  });

  test.each<[string, Error, 'missed' | 'again']>([
    ['for good', denied, 'missed'],
    ['for now', throttled, 'again'],
  ])('when one resource cannot be found out about %s', async (_n, error, list) => {
    const { parts, look, ports } = at();
    const catalog = {
      ...parts.catalog,
      resource: async (type: string) => {
        const real = await parts.catalog.resource(type);
        const resolve: typeof real.resolve = async (name, ...rest) => {
          if (name === 'b01') throw error;
          return real.resolve(name, ...rest);
        };
        return { ...real, resolve };
      },
    };
    const found = await look({}, { catalog });
    expect(found.outcomes).toHaveLength(5);
    expect(found[list]).toEqual([expect.stringMatching(/^111122223333\/eu-west-1 s3-bucket-tls-only b01: /)]);
    expect(await ports.journal.read('finding', keyOf('b01'))).toBeUndefined();
  });

  test('when a row of the journal cannot be read', async () => {
    const { look, ports, entryPoint, host } = at();
    for (const name of ['b04', 'b05']) await deliver(eventAbout(name), entryPoint);
    host.advance(1000);
    const read: typeof ports.journal.read = async (kind, key) => {
      if (key === keyOf('b04')) throw throttled;
      return ports.journal.read(kind, key);
    };
    const broken = { ...ports, journal: { ...ports.journal, read } };
    expect(await look({ rules: [], open: [keyOf('b04'), ...open] }, { ports: broken })).toEqual({
      ...done(['reported']),
      again: [`${keyOf('b04')}: throttled`],
    });
  });

  test('when the policy cannot be read: looks are taken, and nothing is written', async () => {
    const { ports, look, host } = at();
    const policy = () =>
      Promise.reject(
        new WaxsealError({ code: 'policy-unreadable', says: 'No.', todo: 'Fix it.', retry: false }),
      );
    const found = await look({}, { ports: { ...ports, policy } });
    expect(found).toMatchObject({ outcomes: six, missed: [], again: [] });
    expect(host.writes()).toEqual([]);
  });

  test('when a look fails, that is its outcome, and the waker’s to repeat', async () => {
    const { look, ports } = at({ account: { ...account, denied: ['s3:GetBucketPolicy'] } });
    const found = await look({ rules: ['a'] });
    expect(found).toEqual(done(found.outcomes));
    expect(found.outcomes).toHaveLength(3);
    expect(await ports.journal.read('finding', keyOf('b00'))).toBeDefined();
  });
});

describe('when time runs short', () => {
  /** Lets so many be begun. */
  const after = (looks: number) => {
    let left = looks;
    return () => (left -= 1) < 0;
  };

  test('what is left is another message, until all is looked at once', async () => {
    const { look, looks, part, entryPoint, host } = at();
    for (const name of ['b04', 'b05']) await deliver(eventAbout(name), entryPoint);
    host.advance(1000);
    const before = looks().length;
    const turns: SweepPart[] = [];
    let next: SweepPart | undefined = part({ list: [], open: [keyOf('b04'), keyOf('b05')] });
    while (next) {
      turns.push(next);
      expect(sweepPartOf(JSON.stringify(next))).toEqual(next);
      ({ left: next } = await look(next, { stop: after(5) }));
    }
    expect(turns.map(({ turn, rules }) => [turn, rules])).toEqual([
      [1, undefined],
      [2, ['b']],
    ]);
    expect(new Set(turns.map(({ started }) => started)).size).toBe(1);
    expect(looks().slice(before)).toHaveLength(6);
  });

  test('what is open is left too, without what was looked at', async () => {
    const { look, entryPoint, host } = at();
    for (const name of ['b03', 'b04', 'b05']) await deliver(eventAbout(name), entryPoint);
    host.advance(1000);
    const open = [keyOf('b03'), keyOf('b04'), keyOf('b05')];
    // So many find nothing to look at first; then there is time for one.
    const { outcomes, left } = await look({ rules: [], open }, { stop: after(atOnce + 1) });
    expect(outcomes).toEqual(['reported']);
    expect(left).toMatchObject({ turn: 2, rules: [], open: open.slice(1) });
  });

  test('nothing was begun: the same again', async () => {
    const { look, part, host } = at();
    const all = part();
    expect(await look(all, { stop: () => true })).toEqual({ ...done([]), left: { ...all, turn: 2 } });
    expect(host.calls()).toEqual([]);
  });

  test('what may fare better is among what is left', async () => {
    const { parts, look } = at();
    let calls = 0;
    const compliance: Compliance = {
      ...parts.compliance,
      resources: async function* (where, name) {
        calls += 1;
        if (name === 'a' && calls === 1) throw failure('ThrottlingException');
        yield* parts.compliance.resources(where, name);
      },
    };
    const first = await look({}, { compliance, stop: after(2) });
    expect(first).toMatchObject({ again: [], left: { turn: 2, rules: ['a', 'b'] } });
    expect((await look(first.left, { compliance })).left).toBeUndefined();
  });

  test('so is the rule of what could not be found out about', async () => {
    const { parts, look } = at();
    const catalog = {
      ...parts.catalog,
      resource: async (type: string) => {
        const real = await parts.catalog.resource(type);
        return { ...real, resolve: () => Promise.reject(failure('ThrottlingException')) };
      },
    };
    // Late only when all of the rule has been tried.
    let tried = 0;
    const compliance: Compliance = {
      ...parts.compliance,
      resources: async function* (...given) {
        yield* parts.compliance.resources(...given);
        tried += 1;
      },
    };
    const { left } = await look({ rules: ['a'] }, { catalog, compliance, stop: () => tried > 0 });
    expect(left).toMatchObject({ turn: 2, rules: ['a'] });
  });

  test('so is the row that could not be read, and what of it failed', async () => {
    const { parts, look, ports, entryPoint, host } = at();
    for (const name of ['b03', 'b04', 'b05']) await deliver(eventAbout(name), entryPoint);
    host.advance(1000);
    const read: typeof ports.journal.read = async (kind, key) => {
      if (kind === 'finding' && key === keyOf('b04')) throw throttled;
      return ports.journal.read(kind, key);
    };
    let failed = 0;
    const remediation = () => ((failed += 1), Promise.reject(throttled));
    const catalog = { ...parts.catalog, remediation };
    const broken = { ...ports, journal: { ...ports.journal, read } };
    const open = [keyOf('b03'), keyOf('b04'), keyOf('b05')];
    const found = await look({ rules: [], open }, { ports: broken, catalog, stop: () => failed === 2 });
    expect(found).toMatchObject({ outcomes: [], missed: [], again: [], left: { turn: 2, rules: [], open } });
  });

  test('so are the rules that could not be asked for, beside what is open', async () => {
    const { parts, look, entryPoint, host } = at();
    await deliver(eventAbout('b05'), entryPoint);
    host.advance(1000);
    for (const rules of [undefined, ['a', 'b']]) {
      let asked = false;
      const refuse = () => ((asked = true), Promise.reject(throttled));
      const compliance: Compliance = { ...parts.compliance, rules: refuse };
      const given = { open: [keyOf('b05')], ...(rules && { rules }) };
      const { left } = await look(given, { compliance, stop: () => asked });
      expect(left?.rules).toEqual(rules);
      expect(left?.open).toEqual([keyOf('b05')]);
    }
  });

  test('there is nothing left: then it is over, however late', async () => {
    const { look, looks } = at();
    const { outcomes, left } = await look({ rules: ['a'] }, { stop: () => looks().length >= 3 });
    expect([outcomes.length, left]).toEqual([3, undefined]);
  });

  test('after fifty messages it is given up, by name', async () => {
    const { look } = at();
    const found = await look({ turn: mostTurns }, { stop: after(1) });
    expect(found.left).toBeUndefined();
    expect(found.missed).toEqual(['111122223333/eu-west-1: sweep-too-long']);
  });
});

test('the key of a finding is what a part names it by', async () => {
  const { entryPoint, ports } = at();
  const [delivery] = await deliver(eventAbout('b00'), entryPoint);
  if (delivery?.is !== 'looked') throw new Error('not looked');
  expect(findingKey(delivery.target, id)).toBe(keyOf('b00'));
  expect(await ports.journal.read('finding', keyOf('b00'))).toBeDefined();
});
