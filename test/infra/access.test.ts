import { describe, expect, test } from 'vitest';
import { grantsFor } from '../../infra/grants.ts';
import { unitsOf, type Unit } from '../../infra/units.ts';
import { book } from '../../src/services/book.ts';
import { catalog } from '../../src/services/index.ts';
import {
  flat,
  list,
  ofType,
  rolesOf,
  statementsIn,
  synthesise,
  templateNames,
  together,
  type Statement,
  type Template,
} from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);
const { templates } = synthesise(units, { mode: 'write' });
const dryRun = synthesise(units, { mode: 'dry-run' });
/** One account, and an account of an organization: what it has in two templates and more. */
const shapes = {
  waxseal: templates.waxseal,
  'a spoke that writes': together(templates['waxseal-spoke-global'], templates['waxseal-spoke-write']),
};

const sorted = (of: Iterable<string>): readonly string[] => [...new Set(of)].toSorted();
/** What is written of each role, by its name. */
const propertiesOf = (template: Template): ReadonlyMap<string, Readonly<Record<string, unknown>>> =>
  new Map(
    ofType(template, 'AWS::IAM::Role').map(([, properties]) => [flat(properties['RoleName']), properties]),
  );
const actionsIn = (statements: readonly Statement[]): readonly string[] =>
  sorted(statements.flatMap(({ Action }) => list(Action)));
const trustOf = (role: Readonly<Record<string, unknown>> | undefined): readonly Statement[] =>
  statementsIn(role?.['AssumeRolePolicyDocument']).map(([, statement]) => statement);

/** What the catalog declares, counted here by hand and not by the code under test. */
const declared = (of: readonly Unit[]) => ({
  read: sorted([
    'config:DescribeConfigRules',
    'config:DescribeConfigurationRecorderStatus',
    'config:GetComplianceDetailsByConfigRule',
    ...of.flatMap(({ permissions, resourcePermissions }) => [...permissions.read, ...resourcePermissions]),
  ]),
  write: (service: string) =>
    sorted(
      of
        .filter(({ services }) => services[0] === service)
        .flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]),
    ),
  services: sorted(
    of.filter(({ permissions }) => permissions.write.length > 0).map(({ services }) => services[0] ?? ''),
  ),
});

/** Where the roles of a template and the catalog differ, both ways. */
const differences = (template: Template, of: readonly Unit[]): readonly string[] => {
  const roles = rolesOf(template);
  const wanted = declared(of);
  const compare = (where: string, has: readonly string[], should: readonly string[]): readonly string[] => [
    ...has.filter((one) => !should.includes(one)).map((one) => `${where}: ${one} is too much`),
    ...should.filter((one) => !has.includes(one)).map((one) => `${where}: ${one} is missing`),
  ];
  const writers = [...roles.keys()].filter((name) => name.startsWith('waxseal-write-'));
  const boundaryOf = (service: string) =>
    ofType(template, 'AWS::IAM::ManagedPolicy')
      .filter(([, { ManagedPolicyName: name }]) => name === `waxseal-write-${service}-boundary`)
      .flatMap(([, boundary]) => statementsIn(boundary).map(([, statement]) => statement));
  return [
    ...compare('read', actionsIn(roles.get('waxseal-read') ?? []), wanted.read),
    ...compare(
      'roles',
      writers,
      wanted.services.map((service) => `waxseal-write-${service}`),
    ),
    ...wanted.services.flatMap((service) => [
      ...compare(service, actionsIn(roles.get(`waxseal-write-${service}`) ?? []), wanted.write(service)),
      ...compare(`boundary of ${service}`, actionsIn(boundaryOf(service)), wanted.write(service)),
    ]),
  ];
};

describe.each(Object.entries(shapes))('%s: roles say exactly what the catalog says', (_, template) => {
  test('nothing is missing and nothing is spare', () => {
    expect(differences(template, units)).toEqual([]);
  });

  test('each write role has its boundary', () => {
    for (const [name, role] of propertiesOf(template))
      expect(['PermissionsBoundary' in role, name]).toEqual([name.startsWith('waxseal-write-'), name]);
  });

  test.each([
    ['"s3:PutBucketPolicy"', '"s3:PutBucketAcl"'],
    ['"s3:DeleteBucketPolicy",', ''],
    ['"rds:CopyDBParameterGroup"', '"rds:CopyDBParameterGroup","rds:DeleteDBInstance"'],
    ['"elasticloadbalancing:DescribeRules",', ''],
    ['"waxseal-write-s3"', '"waxseal-write-sqs"'],
  ])('%s made %s by hand is seen', (from, to) => {
    const text = JSON.stringify(template);
    expect(text).toContain(from);
    const changed: Template = JSON.parse(text.replaceAll(from, to));
    expect(differences(changed, units)).not.toEqual([]);
  });
});

test('a permission that nobody has looked up cannot be granted', () => {
  const area = { partition: 'aws', account: '111122223333', region: '*' };
  expect(() => grantsFor(['s3:PutObject'], area)).toThrow(/no service.ts names s3:PutObject/);
  expect(() => grantsFor(['s3:*'], area)).toThrow(/no service.ts names/);
});

describe.each(templateNames)('%s: nothing wild', (name) => {
  const statements = statementsIn(templates[name]);
  const allows = statements.filter(([, { Effect }]) => Effect === 'Allow');

  test('no wildcard in any allowed action, no NotAction, no NotResource', () => {
    const wild = allows.filter(
      ([at, statement]) =>
        // The key's own policy is its account's; CDK writes it so, as AWS's default does.
        !at.includes('KeyPolicy') &&
        (list(statement.Action).some((action) => action.includes('*')) ||
          'NotAction' in statement ||
          'NotResource' in statement),
    );
    expect(wild).toEqual([]);
  });

  // No remediation puts evaluations, so the table has no row: IAM can limit it to nothing, and its token names the rule.
  test('a resource of * only where the table of scopes says why', () => {
    const everywhere = allows.filter(([, { Resource }]) => list(Resource).includes('*'));
    const unexplained = everywhere.flatMap(([at, { Action }]) =>
      list(Action)
        .filter((action) => !('everywhere' in (book.scopeOf(action) ?? {})))
        .map((action) => `${action} at ${at}`),
    );
    expect(unexplained).toEqual([]);
  });

  test('whoever is not named is held to a condition', () => {
    const open = allows.filter(
      ([, { Principal, Condition }]) =>
        Principal !== undefined && flat(Principal).includes('*') && Condition === undefined,
    );
    expect(open).toEqual([]);
  });
});

describe('who may come in', () => {
  test.each([
    'waxseal',
    'waxseal-spoke-global',
    'waxseal-spoke-write',
    'waxseal-spoke-global-dry-run',
  ] as const)('%s: only the hub’s functions, by name and external id', (shape) => {
    const ours = [...propertiesOf(templates[shape])].filter(([name]) => /^waxseal-(read|write)/.test(name));
    expect(ours.length).toBeGreaterThan(0);
    for (const [name, role] of ours) {
      const [trust, ...more] = trustOf(role);
      expect(more).toEqual([]);
      expect(trust?.Action).toBe('sts:AssumeRole');
      expect(trust?.Condition?.['StringEquals']).toHaveProperty('sts:ExternalId');
      const who = list<unknown>(trust?.Condition?.['ArnEquals']?.['aws:PrincipalArn']).map(flat);
      expect(who.map((arn) => arn.split('/').at(-1))).toEqual([
        'waxseal-remediate',
        'waxseal-sweep',
        'waxseal-apply-approved',
        'waxseal-undo',
        ...(name === 'waxseal-read' ? ['waxseal-evaluate'] : []),
      ]);
    }
  });

  test.each(templateNames)('%s: every AWS service that comes in does so for this account', (shape) => {
    const services = [...propertiesOf(templates[shape]).values()]
      .flatMap(trustOf)
      .filter(({ Principal }) => flat(Principal).includes('amazonaws.com'))
      // A function's role can be taken by Lambda for a function of this account only: iam:PassRole guards it.
      .filter(({ Principal }) => !flat(Principal).includes('lambda.'));
    const keysOf = (one: unknown): readonly string[] => Object.keys(Object(one));
    const forAnyAccount = services.filter(
      ({ Condition }) =>
        !keysOf(Condition?.['StringEquals']).includes('aws:SourceAccount') ||
        !keysOf(Condition?.['ArnLike']).includes('aws:SourceArn'),
    );
    expect(forAnyAccount).toEqual([]);
  });

  test('the hub’s bus takes only what the forwarding role of its organization sends', () => {
    const [[, policy] = []] = ofType(templates['waxseal-hub'], 'AWS::Events::EventBusPolicy');
    const [[, statement] = []] = statementsIn(policy);
    expect(statement?.Condition?.['StringEquals']).toEqual({
      'aws:PrincipalOrgID': { Ref: 'OrganizationId' },
    });
    expect(flat(statement?.Condition?.['ArnLike']?.['aws:PrincipalArn'])).toMatch(/role\/waxseal-forward$/);
  });

  test('the hub assumes roles in its organization only', () => {
    const assuming = [...rolesOf(templates['waxseal-hub']).values()]
      .flat()
      .filter(({ Action }) => list(Action).includes('sts:AssumeRole'));
    expect(assuming).toHaveLength(5);
    for (const { Condition } of assuming)
      expect(Condition).toEqual({ StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } });
  });
});

describe('an aggregator is read where it is, and nowhere else', () => {
  const actions = [
    'config:DescribeAggregateComplianceByConfigRules',
    'config:DescribeConfigurationAggregatorSourcesStatus',
  ];
  const policiesOf = (template: Template) =>
    Object.values(template.Resources).filter(
      (one) => one.Type === 'AWS::IAM::Policy' && one.Properties['PolicyName'] === 'aggregator',
    );

  test.each(['waxseal-spoke-global', 'waxseal-spoke-global-dry-run'] as const)(
    '%s: only in the hub’s account',
    (name) => {
      const template = templates[name];
      const [policy, ...more] = policiesOf(template);
      expect(more).toEqual([]);
      expect(policy).toMatchObject({ Condition: 'IsHub' });
      expect(Reflect.get(template, 'Conditions')).toMatchObject({
        IsHub: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'HubAccount' }] },
      });
      expect(actionsIn(statementsIn(policy).map(([, statement]) => statement))).toEqual(actions);
      const role = Object.keys(template.Resources).find((id) => id.startsWith('ReadRole')) ?? '';
      expect(policy?.Properties['Roles']).toEqual([{ Ref: role }]);
    },
  );

  test('one account: only with an aggregator', () => {
    expect(policiesOf(templates.waxseal)).toEqual([]);
    const { waxseal } = synthesise(units, { aggregator: 'organization' }).templates;
    const [policy] = policiesOf(waxseal);
    expect(actionsIn(statementsIn(policy).map(([, statement]) => statement))).toEqual(actions);
  });
});

describe('what AWS services may do with what is ours', () => {
  test.each(templateNames)('%s: each is held to this account and to our own resources', (name) => {
    const types = new Set(['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy']);
    const services = Object.values(templates[name].Resources)
      .filter(({ Type }) => types.has(Type))
      .flatMap((one) => statementsIn(one).map(([, statement]) => statement))
      .filter(({ Effect, Principal }) => Effect === 'Allow' && flat(Principal).includes('amazonaws.com'));
    const count = { waxseal: 3, 'waxseal-hub': 3, 'waxseal-spoke-regional': 1 };
    expect(services.length).toBe(Object.entries(count).find(([of]) => of === name)?.[1] ?? 0);
    for (const { Condition } of services) {
      expect(Condition?.['StringEquals']).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
      for (const arn of list<unknown>(Condition?.['ArnLike']?.['aws:SourceArn']))
        expect(flat(arn)).toMatch(/<AWS::AccountId>:(rule\/waxseal\*|alarm:waxseal-\*|event-bus\/waxseal)$/);
    }
    for (const [, permission] of ofType(templates[name], 'AWS::Lambda::Permission')) {
      expect(permission).toHaveProperty('SourceAccount');
      // AWS Config names the account of its rule and no more; rules are made later, under ids of its own.
      if (permission['Principal'] !== 'config.amazonaws.com') expect(permission).toHaveProperty('SourceArn');
    }
  });

  test.each(templateNames)('%s: rules take what AWS itself says, which nobody can forge', (name) => {
    const sources = ofType(templates[name], 'AWS::Events::Rule')
      .filter(([, { ScheduleExpression }]) => ScheduleExpression === undefined)
      .map(([, { EventPattern }]) => JSON.stringify(EventPattern).match(/"source":\[("[a-z.]+")\]/)?.[1]);
    expect(sources.filter((one) => one !== '"aws.config"' && one !== '"aws.securityhub"')).toEqual([]);
    expect(sources.length > 0).toBe(!/^waxseal-spoke-(global|write|pack)/.test(name));
  });
});

describe('evaluating for AWS Config', () => {
  const own = (template: Template) => rolesOf(template).get('waxseal-evaluate') ?? [];

  test.each(['waxseal', 'waxseal-hub'] as const)(
    '%s: it reads, puts evaluations, and nothing else',
    (name) => {
      expect(actionsIn(own(templates[name]))).toEqual([
        'config:PutEvaluations',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        's3:GetObject',
        'sts:AssumeRole',
      ]);
      const roles = own(templates[name])
        .filter(({ Action }) => list(Action).includes('sts:AssumeRole'))
        .flatMap(({ Resource }) => list<unknown>(Resource).map(flat));
      expect(roles.map((arn) => arn.split('role/')[1])).toEqual([
        'waxseal-read',
        ...(name === 'waxseal-hub' ? ['waxseal-put-evaluations'] : []),
      ]);
    },
  );

  test('where the rule is, the role puts evaluations, and only the one function takes it', () => {
    for (const name of ['waxseal-spoke-global', 'waxseal-spoke-global-dry-run'] as const) {
      const role = propertiesOf(templates[name]).get('waxseal-put-evaluations');
      expect(actionsIn(rolesOf(templates[name]).get('waxseal-put-evaluations') ?? [])).toEqual([
        'config:PutEvaluations',
      ]);
      expect(JSON.stringify(trustOf(role))).toMatch(/role\/waxseal-evaluate"\]\]\}/);
      expect(JSON.stringify(trustOf(role))).not.toContain('waxseal-remediate');
    }
  });

  test('AWS Config may call it for this account, and for those that the settings name', () => {
    const callers = (template: Template) =>
      ofType(template, 'AWS::Lambda::Permission')
        .filter(([, { Principal }]) => Principal === 'config.amazonaws.com')
        .map(([, { SourceAccount }]) => flat(SourceAccount));
    expect(callers(templates['waxseal-hub'])).toEqual(['<AWS::AccountId>']);
    const { templates: more } = synthesise(units, { evaluates: ['444455556666'] });
    expect(callers(more['waxseal-hub'])).toEqual(['<AWS::AccountId>', '444455556666']);
  });
});

describe('dry-run deploys nothing that can write', () => {
  test.each(['waxseal', 'waxseal-hub', 'waxseal-spoke-global-dry-run'] as const)('%s', (name) => {
    const text = JSON.stringify(dryRun.templates[name]);
    expect(text).not.toContain('waxseal-write-');
    expect(text).not.toContain('WAXSEAL_WRITE_ROLE');
    expect(text).not.toContain('automation-execution');
    const roles = rolesOf(dryRun.templates[name]);
    const granted = actionsIn([...roles.values()].flat());
    const writes = new Set(units.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]));
    expect(granted.filter((action) => writes.has(action))).toEqual([]);
  });
});
