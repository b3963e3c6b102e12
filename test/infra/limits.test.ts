import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventPatterns } from '../../infra/event-patterns.ts';
import { iamLimits, readActions, writeActions } from '../../infra/grants.ts';
import { knownScopes } from '../../infra/scopes.ts';
import { readShelves, shelved, writeShelves } from '../../infra/shelves.ts';
import { templateLimits, templatesIn } from '../../infra/synth.ts';
import { unitsOf, type Unit } from '../../infra/units.ts';
import { sessionPolicy, sessionPolicyLimit } from '../../src/aws/iam/session-policy.ts';
import { catalog } from '../../src/services/index.ts';
import { eighty, scopesOfEighty, worstArns } from '../kit/infra/eighty.ts';
import { list, ofType, statementsIn, synthesise, type Template } from '../kit/infra/synthesised.ts';

/** What AWS takes, tried with what there is and with eighty remediations of thirty-five services. */

/** Everything on that makes templates longer. */
const most = {
  mode: 'write',
  conformancePack: true,
  customerKey: true,
  trail: true,
  evidence: { logBuckets: ['b'.repeat(63)] },
  probe: 'vpc',
  organization: 'own',
  aggregator: 'a'.repeat(256),
  permissionsBoundary: 'b'.repeat(128),
  notify: ['events', 'digest', 'security-hub', 'reevaluate'],
  locations: Array.from({ length: 80 }, (_, n) => `1111222233${10 + n}/ap-southeast-1`),
  calendars: Array.from(
    { length: 6 },
    (_, n) => `arn:aws:ssm:ap-southeast-1:111122223333:document/freeze-${n}`,
  ),
};
const units = await unitsOf(catalog);
const estates = [
  ['this build', units, synthesise(units, most)],
  ['eighty remediations', eighty, synthesise(eighty, most, scopesOfEighty)],
] as const;

test('the eighty are as many as there will be, and none is like another', () => {
  expect(eighty.length).toBeGreaterThanOrEqual(80);
  expect(new Set(eighty.map(({ services }) => services[0])).size).toBeGreaterThanOrEqual(35);
  expect(new Set(eighty.map(({ id }) => id)).size).toBe(eighty.length);
  expect(writeActions(eighty).size).toBeGreaterThanOrEqual(20);
  const actions = new Set(
    eighty.flatMap(({ permissions: { read, write, undo } }) => [...read, ...write, ...undo]),
  );
  expect(actions.size).toBeGreaterThan(200);
});

/** What a reference stands for, at its longest. */
const longest: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws-us-gov',
  'AWS::AccountId': '111122223333',
  'AWS::Region': 'ap-southeast-1',
  'AWS::URLSuffix': 'amazonaws.com.cn',
};
const referenced = (name: string): string => longest[name] ?? 'x'.repeat(80);

/** As CloudFormation resolves it. */
const resolved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[word, of] = ['', undefined]] = entries;
  if (entries.length === 1 && word === 'Ref') return referenced(String(of));
  if (entries.length === 1 && word === 'Fn::GetAtt') return referenced('');
  if (entries.length === 1 && word === 'Fn::Sub')
    return String(of).replaceAll(/\$\{([\w:]+)\}/g, (_, name: string) => referenced(name));
  if (entries.length === 1 && word === 'Fn::Join' && Array.isArray(of))
    return list<unknown>(resolved(of[1])).map(String).join(String(of[0]));
  if (entries.length === 1 && word.startsWith('Fn::')) return referenced('');
  return Object.fromEntries(entries.map(([key, member]) => [key, resolved(member)]));
};
const length = (value: unknown): number => JSON.stringify(resolved(value)).length;

/** Whatever is longer than AWS takes, by name. */
const over = (limit: number, sizes: readonly (readonly [what: string, size: number])[]): readonly string[] =>
  sizes.filter(([, size]) => size > limit).map(([what, size]) => `${what} has ${size} of ${limit}`);

describe.each(estates)('%s', (_, of, { folder, templates }) => {
  const all = Object.entries(templates);
  const each = (type: string, sizeOf: (properties: Readonly<Record<string, unknown>>) => number) =>
    all.flatMap(([name, template]) =>
      ofType(template, type).map(([id, properties]) => [`${id} in ${name}`, sizeOf(properties)] as const),
    );

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  describe('CloudFormation', () => {
    const written = templatesIn(folder);

    test('what is measured is the file that people send, with every space in it', () => {
      for (const { name, bytes } of written)
        expect([name, bytes]).toEqual([name, statSync(join(folder, `${name}.template.json`)).size]);
    });

    test('resources, parameters and outputs', () => {
      expect(
        over(
          templateLimits.resources,
          written.map(({ name, resources }) => [name, resources]),
        ),
      ).toEqual([]);
      const count = (key: keyof Template | 'Outputs') =>
        all.map(
          ([name, template]) => [name, Object.keys(Object(Reflect.get(template, key))).length] as const,
        );
      expect(over(200, [...count('Parameters'), ...count('Outputs')])).toEqual([]);
    });

    test('the CDK deploys from a bucket; what accounts get as a StackSet needs none', () => {
      const spokes = written.filter(({ name }) => name.includes('spoke'));
      expect(
        over(
          templateLimits.bytes,
          written.map(({ name, bytes }) => [name, bytes]),
        ),
      ).toEqual([]);
      expect(
        over(
          templateLimits.inlineBytes,
          spokes.map(({ name, bytes }) => [name, bytes]),
        ),
      ).toEqual([]);
      expect(spokes.length).toBeGreaterThanOrEqual(4);
    });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  describe('IAM', () => {
    test('managed policies, boundaries among them', () => {
      const sizes = each('AWS::IAM::ManagedPolicy', ({ PolicyDocument }) => length(PolicyDocument));
      expect(sizes.length).toBeGreaterThan(5);
      expect(over(iamLimits.managedPolicy, sizes)).toEqual([]);
    });

    test('who has nothing to change has no role to change it with: IAM takes no policy without a statement', () => {
      const empty = each(
        'AWS::IAM::ManagedPolicy',
        ({ PolicyDocument }) => statementsIn(PolicyDocument).length,
      )
        .filter(([, statements]) => statements === 0)
        .map(([what]) => what);
      expect(empty).toEqual([]);
      expect(of.some(({ permissions }) => permissions.write.length === 0)).toBe(true);
    });

    test('policies inside a role, with those that are put to it later', () => {
      const sizes = all.flatMap(([name, template]) =>
        ofType(template, 'AWS::IAM::Role').map(([id, { Policies }]) => {
          const later = ofType(template, 'AWS::IAM::Policy').filter(([, { Roles }]) =>
            JSON.stringify(Roles).includes(`"${id}"`),
          );
          const inside = list<unknown>(Policies ?? []).map((one) =>
            Reflect.get(Object(one), 'PolicyDocument'),
          );
          const documents = [...inside, ...later.map(([, { PolicyDocument }]) => PolicyDocument)];
          return [`${id} in ${name}`, documents.reduce<number>((sum, one) => sum + length(one), 0)] as const;
        }),
      );
      expect(over(iamLimits.inlinePolicies, sizes)).toEqual([]);
    });

    test('who may take a role, how many policies it has, and names', () => {
      const trust = each('AWS::IAM::Role', ({ AssumeRolePolicyDocument: who }) => length(who));
      expect(over(iamLimits.trustPolicy, trust)).toEqual([]);
      const attached = each(
        'AWS::IAM::Role',
        ({ ManagedPolicyArns: arns }) => list<unknown>(arns ?? []).length,
      );
      expect(over(iamLimits.managedPoliciesOfRole, attached)).toEqual([]);
      const nameOf = (value: unknown): number => String(resolved(value ?? '')).length;
      expect(
        over(
          64,
          each('AWS::IAM::Role', ({ RoleName }) => nameOf(RoleName)),
        ),
      ).toEqual([]);
      const names = each('AWS::IAM::ManagedPolicy', ({ ManagedPolicyName }) => nameOf(ManagedPolicyName));
      expect(over(128, names)).toEqual([]);
    });

    test('what there may be in one account: 1,000 roles, 1,500 policies', () => {
      for (const [name, template] of all) {
        expect(over(1_000, [[name, ofType(template, 'AWS::IAM::Role').length]])).toEqual([]);
        expect(over(1_500, [[name, ofType(template, 'AWS::IAM::ManagedPolicy').length]])).toEqual([]);
      }
    });
  });

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  test('EventBridge: 300 rules for a bus, five targets for a rule, 2,048 characters for a pattern', () => {
    expect(
      over(
        2_048,
        each('AWS::Events::Rule', ({ EventPattern }) => length(EventPattern ?? {})),
      ),
    ).toEqual([]);
    expect(
      over(
        5,
        each('AWS::Events::Rule', ({ Targets }) => list<unknown>(Targets).length),
      ),
    ).toEqual([]);
    expect(
      over(
        64,
        each('AWS::Events::Rule', ({ Name }) => String(resolved(Name)).length),
      ),
    ).toEqual([]);
    const rules = all.map(
      ([name, template]) => [name, ofType(template, 'AWS::Events::Rule').length] as const,
    );
    expect(over(300, rules)).toEqual([]);
    expect(eventPatterns(of).length).toBeGreaterThan(4);
    const bus = each('AWS::Events::EventBusPolicy', ({ Statement }) => length(Statement));
    expect(over(10_240, bus)).toEqual([]);
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  test('Lambda: 4 KB of environment, 20 KB of who may call', () => {
    const variables = each('AWS::Lambda::Function', ({ Environment }) =>
      Object.entries(Object(resolved(Reflect.get(Object(Environment), 'Variables')))).reduce(
        (sum, [key, value]) => sum + key.length + String(value).length,
        0,
      ),
    );
    expect(variables.length).toBeGreaterThan(0);
    expect(over(4_096, variables)).toEqual([]);
    const callers = all.map(([name, template]) => {
      const permissions = ofType(template, 'AWS::Lambda::Permission').map(([, one]) => length(one));
      return [name, permissions.reduce((sum, one) => sum + one, 0)] as const;
    });
    expect(over(20_480, callers)).toEqual([]);
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  // https://docs.aws.amazon.com/general/latest/gr/ssm.html
  test('policies of queues and of the key, runbooks', () => {
    expect(
      over(
        8_192,
        each('AWS::SQS::QueuePolicy', ({ PolicyDocument }) => length(PolicyDocument)),
      ),
    ).toEqual([]);
    expect(
      over(
        32_768,
        each('AWS::KMS::Key', ({ KeyPolicy }) => length(KeyPolicy)),
      ),
    ).toEqual([]);
    expect(
      over(
        65_536,
        each('AWS::SSM::Document', ({ Content }) => length(Content)),
      ),
    ).toEqual([]);
  });
});

describe('a session is cut to one aim, the worst that there is', () => {
  const area = { partition: 'aws-us-gov', account: '111122223333', region: 'ap-southeast-1' };
  const aim = { ...area, arn: '', changes: [] };

  test.each(eighty.filter(({ permissions }) => permissions.write.length > 0))('$id', ({ permissions }) => {
    for (const actions of [permissions.write, permissions.undo]) {
      const cut = sessionPolicy(actions, aim, { arnsOf: worstArns });
      expect('policy' in cut ? cut.policy.length : cut.wrong).toBeLessThanOrEqual(sessionPolicyLimit);
    }
  });

  test('one that cannot be cut is told by name, and there is no policy', () => {
    const first = eighty.find(({ permissions }) => permissions.write.length > 0);
    const actions = eighty.flatMap(({ permissions }) => permissions.write);
    expect(sessionPolicy(actions, aim, { arnsOf: worstArns })).toEqual({
      wrong: expect.stringMatching(/characters; AWS takes/),
    });
    expect(sessionPolicy(first?.permissions.write ?? [], aim, { arnsOf: () => undefined })).toHaveProperty(
      'wrong',
    );
  });
});

describe('one service more leaves the rest as it is', () => {
  const shelves = (of: readonly Unit[]) => ({
    read: new Map(shelved(readShelves, readActions(of), (action) => action)),
    write: new Map(shelved(writeShelves, writeActions(of), ([service]) => service)),
  });
  const whole = shelves(eighty);

  test.each([...new Set(eighty.map(({ services }) => services[0] ?? ''))])('%s', (service) => {
    const before = shelves(eighty.filter(({ services }) => services[0] !== service));
    const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
    const written = [...whole.write].filter(([shelf, on]) => differs(on, before.write.get(shelf)));
    expect(written.length).toBeLessThanOrEqual(1);
    // Evidence is read of other services too; where nothing is new, nothing changes.
    const known = new Set([...before.read.values()].flat());
    const read = [...whole.read].filter(([shelf, on]) => differs(on, before.read.get(shelf)));
    const untouched = read.filter(([, actions]) => actions.every((action) => known.has(action)));
    expect(untouched).toEqual([]);
    expect([...before.read.keys()].every((shelf) => whole.read.has(shelf))).toBe(true);
  });

  test('every name has its shelf, and a strange one is refused', () => {
    expect(shelved(readShelves, ['a2c', 'elasticache', 'rds', 'ec2', 'zz'], (name) => name)).toEqual([
      ['a-b', ['a2c']],
      ['e-ek', ['ec2']],
      ['el-ez', ['elasticache']],
      ['r-r', ['rds']],
      ['s-z', ['zz']],
    ]);
    expect(() => shelved(readShelves, ['2fast'], (name) => name)).toThrow(/no shelf for 2fast/);
  });
});

test('what the units of this build may do is looked up in the table of src/aws/iam', () => {
  const area = { partition: 'aws', account: '111122223333', region: '*' };
  const actions = [...readActions(units), ...[...writeActions(units).values()].flat()];
  expect(actions.filter((action) => knownScopes.patternsOf(action, area) === undefined)).toEqual([]);
});
