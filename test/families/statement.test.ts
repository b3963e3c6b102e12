import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { remediation } from '../../src/core/model/remediation.ts';
import type { StatementFacts } from '../../src/families/statement.ts';
import { tlsOnly } from '../../src/families/statement.ts';
import { noAws, stageOf, target } from '../kit/families.ts';

/** Policies of services that differ in what they take, what they refuse, and what no policy means. */

type Facts = StatementFacts<'queue-has-old-clients', boolean, unknown>;

const metaOf = (messages: ReturnType<typeof tlsOnly<'queue-has-old-clients', boolean>>['messages']) => ({
  id: 'toy-queue-tls-only',
  version: 1,
  family: 'statement' as const,
  concerns: { hop: 'in', matter: 'plaintext' } as const,
  title: 'Queues take requests over TLS only',
  summary: 'Adds one Deny statement to the queue policy.',
  resourceType: 'Toy',
  configRules: [],
  controls: [],
  services: [],
  reversible: true as const,
  permissions: { read: ['sqs:GetQueueAttributes'], write: ['sqs:SetQueueAttributes'], undo: [] },
  messages,
  docs: [],
});

interface World {
  policy: string | null;
  revision: number;
  there: boolean;
  denied: boolean;
  oldClients: boolean;
  readonly calls: string[];
}

/** A queue, unless told otherwise. */
const queueOf = (policy: object | string | null, more: Partial<Facts> = {}) => {
  const world: World = {
    policy: policy === null || typeof policy === 'string' ? policy : JSON.stringify(policy),
    revision: 1,
    there: true,
    denied: false,
    oldClients: false,
    calls: [],
  };
  const taken = (call: string, text: string | null, expected: unknown) => {
    if (more.comparesAndSets && expected !== world.revision) throw new Error('PolicyConflict');
    world.calls.push(call);
    world.policy = text;
    world.revision += 1;
  };
  const { messages, ...parts } = tlsOnly<'queue-has-old-clients', boolean>({
    type: 'queue policy',
    thing: 'queue',
    service: 'SQS',
    absent: 'closed',
    actions: ['sqs:*'],
    resources: ({ arn }) => [arn],
    reads: 'sqs:GetQueueAttributes',
    writes: ['sqs:SetQueueAttributes'],
    limits: { bytes: 8192, statements: 20 },
    code: {
      cloudformation: 'AWS::SQS::QueuePolicy',
      cdk: 'queue.addToResourcePolicy',
      terraform: 'aws_sqs_queue_policy',
    },
    get: async () => {
      if (world.denied) throw Object.assign(new Error(), { name: 'AccessDenied' });
      return world.there ? { text: world.policy, revision: world.revision } : undefined;
    },
    put: async (text, revision) => taken('put', text, revision),
    ...(more.absent !== 'never' && {
      remove: async (revision: unknown) => taken('remove', null, revision),
    }),
    messages: { 'queue-has-old-clients': { says: 'Queue {queue} has old clients.', todo: 'Move them.' } },
    around: async () => world.oldClients,
    besides: ({ around }, { id: queue }) => ({
      hazards: around ? [{ message: 'queue-has-old-clients', data: { queue } }] : [],
    }),
    ...more,
  });
  const unit = remediation({ meta: metaOf(messages), settings: z.strictObject({}), ...parts });
  return { world, unit, ...stageOf(unit) };
};

const statementsIn = ({ policy }: World): readonly { readonly Sid?: string }[] =>
  policy === null ? [] : JSON.parse(policy).Statement;
const { arn } = target;
const allow = {
  Sid: 'Theirs',
  Effect: 'Allow',
  Principal: { AWS: '444455556666' },
  Action: 'sqs:SendMessage',
  Resource: arn,
};
const deny = {
  Sid: 'WaxsealTlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: arn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policyOf = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Id: 'q', Statement });

describe('sentences name what is refused', () => {
  const said = async (actions: Facts['actions'], statement: object) => {
    const { plan } = await queueOf(policyOf(statement), { actions }).evaluate();
    return plan && [plan.why, ...plan.hazards].map(({ says }) => says).join(' ');
  };
  const role = { AWS: 'arn:aws:iam::111122223333:role/app' };
  const sparing = { ...deny, Principal: undefined, NotPrincipal: role };
  test('the whole service', async () => {
    expect(await said(['sqs:*'], allow)).toContain('refuses requests over plain HTTP.');
    expect(await said(['sqs:*'], sparing)).toContain('refuses plain HTTP already');
  });
  test('some of its actions', async () => {
    expect(await said(['sqs:Send'], allow)).toContain('refuses sqs:Send over plain HTTP.');
    expect(await said(['sqs:Send'], sparing)).toContain('refuses sqs:Send over plain HTTP already');
    expect(await said(['sqs:A', 'sqs:B', 'sqs:C', 'sqs:D', 'sqs:E'], allow)).toContain(
      'refuses sqs:A, sqs:B, sqs:C and 2 more actions over plain HTTP.',
    );
  });
});

test('more principals than the service documents are a hazard, where it documents them', async () => {
  const limits = { bytes: 8192, statements: 20, principals: 2 };
  const two = { ...allow, Principal: { AWS: ['444455556666', '777788889999'] } };
  const hazards = async (statement: object, more: Partial<Facts> = {}) =>
    (await queueOf(policyOf(statement), more).evaluate()).plan?.hazards.map(({ says }) => says);
  expect(await hazards(allow, { limits })).toEqual([]);
  expect(await hazards(two, { limits })).toEqual([expect.stringContaining('would name 3 principals')]);
  expect(await hazards(two)).toEqual([]);
});

describe('one Deny', () => {
  test('beside what others have written, in one put, and out again', async () => {
    const { world, look, takeBack } = queueOf(policyOf(allow));
    const before = world.policy;
    const done = await look();
    expect(done.is).toBe('remediated');
    expect(statementsIn(world)).toEqual([allow, deny]);
    expect(world.calls).toEqual(['put']);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.policy).toBe(before);
  });

  test('where there is no policy it is the policy, and goes with it', async () => {
    const { world, look, takeBack } = queueOf(null);
    const done = await look();
    expect(statementsIn(world)).toEqual([deny]);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect([world.policy, world.calls]).toEqual([null, ['put', 'remove']]);
  });

  test('undo leaves what somebody added since', async () => {
    const { world, look, takeBack } = queueOf(policyOf(allow));
    const done = await look();
    const other = { ...allow, Sid: 'Later' };
    world.policy = JSON.stringify(policyOf(allow, deny, other));
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(statementsIn(world)).toEqual([allow, other]);
  });

  test('undo of a statement that somebody changed is refused, with the three values', async () => {
    const { world, look, takeBack } = queueOf(policyOf(allow));
    const done = await look();
    world.policy = JSON.stringify(policyOf(allow, { ...deny, Action: 'sqs:SendMessage' }));
    const taken = await takeBack(done);
    expect(taken).toMatchObject({ is: 'refused', conflicts: [{ set: 'statement' }] });
    expect(statementsIn(world)).toHaveLength(2);
  });

  test('as they stand in AWS: in its letters, in one order', async () => {
    const { world, look, takeBack } = queueOf(policyOf(allow));
    const done = await look();
    const theirs = {
      ...deny,
      Principal: { AWS: ['arn:aws:iam::444455556666:root'] },
      Action: ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
      Condition: {
        StringEquals: { 'aws:PrincipalTag/Team': ['Ops'] },
        Bool: { 'AWS:SecureTransport': false },
      },
    };
    world.policy = JSON.stringify(policyOf(allow, theirs));
    expect(await takeBack(done)).toMatchObject({
      is: 'refused',
      conflicts: [
        {
          became: deny,
          now: {
            ...theirs,
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
            Condition: {
              StringEquals: { 'aws:PrincipalTag/Team': 'Ops' },
              Bool: { 'AWS:SecureTransport': false },
            },
          },
        },
      ],
    });
  });

  test('the change in code', async () => {
    const { evaluate, unit } = queueOf(null);
    const [change] = (await evaluate()).plan?.changes ?? [];
    if (!change) throw new Error('no change');
    const source = unit.source?.(change, target);
    expect(source?.cloudformation).toContain('# AWS::SQS::QueuePolicy of queue toy');
    expect(source?.terraform).toContain('aws_sqs_queue_policy of queue toy');
    expect(source?.cdk).toContain('queue.addToResourcePolicy(iam.PolicyStatement.fromJson(');
  });
});

describe('what is asked', () => {
  test('a hazard of the unit makes the gate require an approval; agreed upon, it is applied', async () => {
    const { world, look, agree, said } = queueOf(policyOf(allow));
    world.oldClients = true;
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['plaintext-allowed', 'queue-has-old-clients']);
    expect(world.calls).toEqual([]);
    expect((await agree()).is).toBe('remediated');
  });

  test.each<readonly [string, object, string]>([
    [
      'an Allow over plain HTTP only',
      { ...allow, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      'plaintext-only-allow',
    ],
    [
      'a Deny that may keep us out',
      {
        ...deny,
        Sid: 'Out',
        Action: 'sqs:Set*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
      'policy-may-refuse-us',
    ],
    [
      'a Deny whose meaning hangs on something else',
      {
        ...deny,
        Sid: 'Half',
        Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      },
      'transport-not-evaluated',
    ],
  ])('%s', async (_name, statement, hazard) => {
    const { look, said } = queueOf(policyOf(allow, statement));
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toContain(hazard);
  });
});

describe('what only people can do', () => {
  const many = Array.from({ length: 20 }, (_, at) => ({ ...allow, Sid: `S${at}` }));
  test.each<readonly [string, object, string]>([
    [
      'a Deny of HTTPS',
      policyOf({ ...deny, Sid: 'Up', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      'inverted-deny',
    ],
    [
      'a principal that is gone',
      policyOf({ ...allow, Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' } }),
      'orphaned-principals',
    ],
    ['more statements than the service takes', policyOf(...many), 'too-many-statements'],
    ['more bytes than the service takes', { ...policyOf(allow), Id: 'i'.repeat(8100) }, 'policy-too-large'],
  ])('%s', async (_name, policy, obstacle) => {
    const { look, said, world } = queueOf(policy);
    expect(await look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { changes: [], why: { id: obstacle } },
    });
    expect(await said()).toContain(obstacle);
    expect(world.calls).toEqual([]);
  });
});

describe('what cannot be evaluated is no "no"', () => {
  test('a policy that we may not read, or that has no single meaning', async () => {
    const hidden = queueOf(policyOf(allow));
    hidden.world.denied = true;
    expect(await hidden.look()).toMatchObject({ is: 'unknown', why: { id: 'policy-hidden' } });
    expect(await hidden.said()).toEqual(['policy-hidden']);
    const odd = queueOf('{"Statement":[],"Statement":[]}');
    expect(await odd.look()).toMatchObject({ is: 'unknown', why: { id: 'policy-unreadable' } });
    expect(await odd.said()).toEqual(['policy-unreadable']);
  });
  test('a thing that is gone', async () => {
    const { world, look } = queueOf(null);
    world.there = false;
    expect(await look()).toEqual({ is: 'gone' });
  });
});

describe('what refuses plain HTTP already', () => {
  test.each<readonly [string, readonly object[], readonly string[]]>([
    ['one Deny', [deny], []],
    ['in other words', [{ ...deny, Condition: { StringEquals: { 'aws:SecureTransport': 'false' } } }], []],
    ['a Deny of everything over HTTP', [{ ...deny, Action: '*', Resource: '*' }], []],
    [
      'several',
      [
        { ...deny, Sid: 'A', Action: undefined, NotAction: 'sqs:SendMessage' },
        { ...deny, Sid: 'B', Action: 'sqs:SendMessage' },
      ],
      ['coverage-spread'],
    ],
  ])('%s', async (_name, statements, notes) => {
    const { look, said } = queueOf(policyOf(...statements));
    const outcome = await look();
    if (outcome.is === 'compliant') expect(await said()).toEqual(notes);
    // A string operator is not what AWS documents for this key: then a plain Deny is added.
    else expect(outcome.is).toBe('remediated');
    expect((await look()).is).toBe('compliant');
  });
});

describe('a service that takes no wildcard', () => {
  const actions = ['sns:Publish', 'sns:Subscribe'] as const;
  const topic = (...statements: readonly object[]) =>
    queueOf(policyOf(allow, ...statements), { thing: 'topic', actions });

  test('gets its actions one by one', async () => {
    const { world, look } = topic();
    expect((await look()).is).toBe('remediated');
    expect(statementsIn(world).at(-1)).toMatchObject({ Action: ['sns:Publish', 'sns:Subscribe'] });
  });
  test('in code as well', async () => {
    const { evaluate, unit } = topic();
    const [change] = (await evaluate()).plan?.changes ?? [];
    if (!change) throw new Error('no change');
    for (const text of Object.values(unit.source?.(change, target) ?? {}))
      expect(text).toContain('sns:Publish');
  });
  test('undo knows its own statement in whichever letters the service gives it back', async () => {
    const stage = queueOf(policyOf(allow), {
      thing: 'topic',
      actions,
      put: async (text) => {
        stage.world.policy = text.replace('sns:Publish', 'SNS:Publish');
      },
    });
    const { world, look, takeBack } = stage;
    const done = await look();
    expect([done.is, JSON.stringify(statementsIn(world))]).toEqual([
      'remediated',
      expect.stringContaining('SNS:Publish'),
    ]);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(statementsIn(world)).toEqual([allow]);
  });
  test('and all of them must be refused', async () => {
    expect((await topic({ ...deny, Action: 'SNS:Publish' }).evaluate()).verdict.is).toBe('non-compliant');
    expect((await topic({ ...deny, Action: [...actions] }).evaluate()).verdict.is).toBe('compliant');
  });
});

describe('where no policy lets everybody in', () => {
  const standing = {
    Sid: 'WaxsealAwsDefault',
    Effect: 'Allow' as const,
    Principal: { AWS: '*' },
    Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    Resource: arn,
    Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
  };
  const system = (policy: object | null) =>
    queueOf(policy, {
      thing: 'file system',
      actions: ['elasticfilesystem:*'],
      absent: () => [standing],
      messages: { 'queue-has-old-clients': { says: 'Old clients.' } },
    });

  test('AWS’s default is said with the Deny, and goes with it', async () => {
    const { world, look, takeBack, said, evaluate, unit } = system(null);
    expect(await said()).toEqual(['plaintext-allowed', 'default-stated']);
    const [change] = (await evaluate()).plan?.changes ?? [];
    const code = change && unit.source?.(change, target);
    expect(Object.values(code ?? {}).map((text) => text.includes('WaxsealAwsDefault'))).toEqual([
      true,
      true,
      true,
    ]);
    const done = await look();
    expect(statementsIn(world).map(({ Sid }) => Sid)).toEqual(['WaxsealAwsDefault', 'WaxsealTlsOnly']);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.policy).toBeNull();
  });

  test('undo keeps the default where somebody has added a statement since', async () => {
    const { world, look, takeBack } = system(null);
    const done = await look();
    world.policy = JSON.stringify({ Statement: [...statementsIn(world), allow] });
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(statementsIn(world).map(({ Sid }) => Sid)).toEqual(['WaxsealAwsDefault', 'Theirs']);
  });

  test('a policy that is there stands for itself', async () => {
    const { world, look, said } = system(policyOf(allow));
    expect(await said()).toEqual(['plaintext-allowed']);
    await look();
    expect(statementsIn(world).map(({ Sid }) => Sid)).toEqual(['Theirs', 'WaxsealTlsOnly']);
  });
});

describe('undo takes away the policy only if we made it', () => {
  const standing = {
    Sid: 'Standing',
    Effect: 'Allow' as const,
    Principal: { AWS: '*' },
    Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    Resource: arn,
  };
  const services = {
    closed: {},
    default: { absent: () => [standing], messages: { 'queue-has-old-clients': { says: 'Old clients.' } } },
  } satisfies Readonly<Record<string, Partial<Facts>>>;
  type Policy = Readonly<{ Version?: string; Id?: string; Statement: readonly { readonly Sid?: string }[] }>;

  test.each<readonly [string, keyof typeof services, Policy]>([
    ['the default, said', 'default', { Version: '2008-10-17', Id: 'ours', Statement: [standing] }],
    ['one that closes', 'default', { Version: '2012-10-17', Id: 'ours', Statement: [] }],
    ['one that says nothing', 'closed', { Version: '2012-10-17', Id: 'ours', Statement: [] }],
  ])('%s, is a policy', async (_name, service, policy) => {
    const { world, look, takeBack } = queueOf(policy, services[service]);
    const done = await look();
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect([world.policy, world.calls]).toEqual([JSON.stringify(policy), ['put', 'put']]);
  });

  test('nor is it taken away when others have closed it since', async () => {
    const { world, look, takeBack } = queueOf(null, services.default);
    const done = await look();
    world.policy = JSON.stringify({ Statement: [deny] });
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect(world.policy).toBe('{"Statement":[]}');
  });

  test('and where the service takes no policy without statements, undo says so', async () => {
    const { world, look, takeBack } = queueOf(null, { ...services.default, needsStatements: true });
    const done = await look();
    world.policy = JSON.stringify({ Statement: [deny] });
    expect(await takeBack(done)).toMatchObject({
      is: 'failed',
      failure: { says: expect.stringContaining('SQS takes no empty policy') },
    });
    expect(statementsIn(world)).toEqual([deny]);
  });

  test('a policy that came between plan and put is not taken for none', async () => {
    const { world, agree, look } = queueOf(null, services.default);
    world.oldClients = true;
    expect((await look()).is).toBe('approval-requested');
    world.policy = JSON.stringify({ Statement: [standing] });
    expect((await agree()).is).toBe('stale');
    expect(world.calls).toEqual([]);
  });

  test('nor at the moment of the put, nor one that went for one that is there', async () => {
    const fixed = async (policy: object | null, now: object | null) => {
      const { world, evaluate, unit } = queueOf(policy, services.default);
      const on = (await evaluate()).plan?.changes[0]?.on ?? '';
      world.policy = now && JSON.stringify(now);
      return [on, (await unit.fields.statement.get(on, target, noAws)).value];
    };
    const [made, kept] = [`${arn}#policy#WaxsealTlsOnly`, `${arn}#WaxsealTlsOnly`];
    expect(await fixed(null, null)).toEqual([made, null]);
    expect(await fixed(null, { Statement: [standing] })).toEqual([made, { policy: 'there' }]);
    expect(await fixed({ Statement: [] }, { Statement: [] })).toEqual([kept, null]);
    expect(await fixed({ Statement: [] }, null)).toEqual([kept, { policy: 'gone' }]);
  });

  test('where no policy is without statements, nothing is told apart', async () => {
    const placed = async (policy: object | null) => {
      const { evaluate } = queueOf(policy, { needsStatements: true });
      return (await evaluate()).plan?.changes.map(({ on, before }) => [on, before]);
    };
    expect(await placed(null)).toEqual([[`${arn}#WaxsealTlsOnly`, null]]);
    expect(await placed(policyOf(allow))).toEqual(await placed(null));
  });

  const foreign = fc.constantFrom(allow, { ...allow, Sid: 'Other', Action: 'sqs:*' }, standing);
  const unlike = (all: readonly { readonly Sid?: string }[]) =>
    all.filter(({ Sid }, at) => all.findIndex((one) => one.Sid === Sid) === at);
  const before = fc.option(
    fc.record(
      {
        Version: fc.constantFrom('2012-10-17', '2008-10-17'),
        Id: fc.constantFrom('ours', '__default_policy_ID'),
        Statement: fc.array(foreign, { maxLength: 3 }).map(unlike),
      },
      { requiredKeys: ['Statement'] },
    ),
  );
  /** What others do between the fix and its undo: to everything else, to ours, or to all of it. */
  const since = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ is: fc.constant('beside' as const), all: fc.array(foreign).map(unlike) }),
    },
    fc.constant({ is: 'nothing' as const }),
    fc.constantFrom({ is: 'ours' as const }, { is: 'none' as const }),
  );

  test('whatever was there, and whatever others do', async () => {
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('closed' as const, 'default' as const),
        before,
        since,
        async (service, policy, others) => {
          const { world, look, takeBack, lookBack } = queueOf(policy, services[service]);
          const done = await look();
          expect(done.is).toBe('remediated');
          const now: Policy = JSON.parse(world.policy ?? '');
          const ours = now.Statement.filter(({ Sid }) => Sid === 'WaxsealTlsOnly');
          let left = { ...now, Statement: now.Statement.filter((one) => !ours.includes(one)) };
          if (others.is === 'none') world.policy = null;
          if (others.is === 'ours')
            world.policy = JSON.stringify({
              ...now,
              Statement: [...left.Statement, { ...deny, Effect: 'Allow' }],
            });
          if (others.is === 'beside') {
            left = { ...left, Statement: others.all };
            world.policy = JSON.stringify({ ...left, Statement: [...left.Statement, ...ours] });
          }
          const shown = world.policy;
          const taken = await takeBack(done);
          if (others.is === 'none' || others.is === 'ours') {
            expect([taken.is, world.policy]).toEqual(['refused', shown]);
            return;
          }
          expect(taken.is).toBe('rolled-back');
          expect(await lookBack(done)).toBeUndefined();
          const isOurs = policy === null && same(left.Statement, service === 'closed' ? [] : [standing]);
          expect(world.policy).toEqual(isOurs ? null : JSON.stringify(left));
          if (others.is === 'nothing') expect(world.policy).toEqual(policy && JSON.stringify(policy));
        },
      ),
    );
  });
});

describe('where the policy alone says who may change it', () => {
  const root = {
    ...allow,
    Sid: 'Root',
    Principal: { AWS: `arn:aws:iam::${target.account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const key = (policy: object | null) =>
    queueOf(policy, {
      thing: 'key',
      absent: 'never',
      actions: ['kms:*'],
      resources: () => ['*'],
      ownerNeeds: ['kms:PutKeyPolicy'],
    });

  test('the account must be able to take it back', async () => {
    const { world, look } = key(policyOf(root));
    expect((await look()).is).toBe('remediated');
    expect(statementsIn(world).at(-1)).toMatchObject({ Action: 'kms:*', Resource: '*' });
    const lost = key(policyOf({ ...root, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }));
    expect(await lost.look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { why: { id: 'owner-locked-out' } },
    });
    expect(await lost.said()).toEqual(['owner-locked-out']);
    const narrow = key(policyOf({ ...root, Action: 'kms:Encrypt' }));
    expect((await narrow.look()).is).toBe('manual-action-needed');
    const onlyWithMfa = key(
      policyOf({ ...root, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    );
    expect((await onlyWithMfa.look()).is).toBe('manual-action-needed');
  });

  test('in code it comes along, because a policy there replaces the one that the service made', async () => {
    const others = { ...allow, Sid: 'Others', Principal: undefined, NotPrincipal: { AWS: ['444455556666'] } };
    const { evaluate, unit } = key(policyOf(root, others));
    const [change] = (await evaluate()).plan?.changes ?? [];
    if (!change) throw new Error('no change');
    const { cloudformation = '', cdk = '', terraform = '' } = unit.source?.(change, target) ?? {};
    for (const text of [cloudformation, cdk, terraform]) {
      expect(text).toMatch(/Root[^]+WaxsealTlsOnly/);
      expect(text).toContain('replaces the whole policy');
    }
    expect(cdk.match(/addToResourcePolicy/g)).toHaveLength(3);
    expect(terraform).toContain('type        = "AWS"');
    expect(terraform).toContain('not_principals {');
  });

  test('one that people wrote is in their code, where the service marks its own', async () => {
    const marked = (Sid: string) =>
      queueOf(policyOf({ ...root, Sid }, allow), { absent: 'never', madeWith: ['Root'] });
    const told = async ({ evaluate, unit }: ReturnType<typeof marked>) => {
      const { plan } = await evaluate();
      const [change] = plan?.changes ?? [];
      const code = change && unit.source?.(change, target)?.cloudformation;
      return { notes: plan?.notes.map(({ id }) => id), isWhole: code?.includes('"Theirs"') };
    };
    expect(await told(marked('Root'))).toEqual({ notes: ['default-replaced-in-code'], isWhole: true });
    expect(await told(marked('Mine'))).toEqual({ notes: [], isWhole: false });
  });

  test('an answer without the policy is half an answer', async () => {
    expect(await key(null).look()).toMatchObject({ is: 'failed' });
  });

  test('the last statement is never taken out', async () => {
    const { world, look, takeBack } = queueOf(policyOf(allow), {
      absent: 'never',
    });
    const done = await look();
    world.policy = JSON.stringify(policyOf(deny));
    expect(await takeBack(done)).toMatchObject({ is: 'failed' });
    expect(statementsIn(world)).toHaveLength(1);
  });
});

describe('a policy without resources', () => {
  const images = (...statements: readonly object[]) =>
    queueOf(policyOf(...statements), { resourceless: true, resources: () => [], actions: ['ecr:*'] });
  const { Resource: _one, ...bare } = allow;
  const { Resource: _two, ...refusing } = { ...deny, Action: 'ecr:*' };

  test('gets a Deny without one, and one without is seen', async () => {
    const { world, look } = images(bare);
    expect((await look()).is).toBe('remediated');
    expect(statementsIn(world)).toEqual([bare, refusing]);
    expect((await images(refusing).evaluate()).verdict.is).toBe('compliant');
  });
  test('elsewhere such a statement has no meaning', async () => {
    expect((await queueOf(policyOf(bare)).evaluate()).verdict.is).toBe('unknown');
  });
});

describe('a service that compares and sets', () => {
  test('is given the revision that was read, and refuses another', async () => {
    const { world, look } = queueOf(policyOf(allow), { comparesAndSets: true });
    expect((await look()).is).toBe('remediated');
    const raced = queueOf(policyOf(allow), {
      comparesAndSets: true,
      put: async () => {
        throw Object.assign(new Error(), { name: 'PolicyConflict' });
      },
    });
    expect((await raced.look()).is).toBe('failed');
    expect(raced.world.calls).toEqual([]);
    expect(world.revision).toBe(2);
  });
});

test('a unit says nothing that its service never has', () => {
  expect(Object.keys(queueOf(null).unit.meta.messages)).not.toContain('owner-locked-out');
  expect(Object.keys(queueOf(null).unit.meta.messages)).not.toContain('default-stated');
  expect(Object.keys(queueOf(null, { limits: { bytes: 1 } }).unit.meta.messages)).not.toContain(
    'too-many-statements',
  );
});
