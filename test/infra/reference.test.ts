import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { sessionPolicy } from '../../src/aws/iam/session-policy.ts';
import { book } from '../../src/services/book.ts';
import { catalog } from '../../src/services/index.ts';
import type { Contract } from '../kit/contract.ts';
import { contracts } from '../kit/contracts.ts';
import { actionNamed, faultsIn, isOf, missingTypes, type Placed } from '../kit/infra/reference.ts';
import {
  list,
  ofType,
  statementsIn,
  synthesise,
  templateNames,
  type Template,
} from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);

const settings = {
  'written, with nothing more': { mode: 'write' },
  'dry-run': { mode: 'dry-run' },
  'with everything': {
    mode: 'write',
    customerKey: true,
    aggregator: 'organization',
    calendars: ['arn:aws:ssm:eu-west-1:111122223333:document/freeze'],
    notify: ['events', 'digest', 'security-hub', 'reevaluate'],
    trail: true,
    organization: 'own',
    evidence: { logBuckets: ['all-logs'] },
    conformancePack: true,
  },
  'with a role of the management account': {
    mode: 'write',
    organization: 'arn:aws:iam::111122223333:role/waxseal-read',
  },
} as const;

/** What a reference to a resource of the template stands for in a policy, by its type. */
const arnOfType: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb:eu-west-1:111122223333:table/journal',
  'AWS::IAM::Role': 'arn:aws:iam::111122223333:role/waxseal-role',
  'AWS::KMS::Key': 'arn:aws:kms:eu-west-1:111122223333:key/0123',
  'AWS::Lambda::Function': 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-any',
  'AWS::Logs::LogGroup': 'arn:aws:logs:eu-west-1:111122223333:log-group:/waxseal/any:*',
  'AWS::S3::Bucket': 'arn:aws:s3:::waxseal-policy',
  'AWS::SNS::Topic': 'arn:aws:sns:eu-west-1:111122223333:waxseal',
  'AWS::SQS::Queue': 'arn:aws:sqs:eu-west-1:111122223333:waxseal',
  'AWS::SSM::Parameter': '/waxseal/kill-switch',
};

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
};

const textIn =
  (template: Template) =>
  (value: unknown): string => {
    if (typeof value === 'string') return value;
    const [[word, of] = ['', '']] = Object.entries(Object(value));
    const resource = (id: unknown): string =>
      arnOfType[template.Resources[String(id)]?.Type ?? ''] ?? 'anything';
    if (word === 'Ref') return pseudo[String(of)] ?? resource(of);
    if (word === 'Fn::GetAtt') return resource(list<unknown>(of)[0]);
    if (word === 'Fn::Join' && Array.isArray(of)) return list<unknown>(of[1]).map(textIn(template)).join('');
    if (word === 'Fn::Sub' && typeof of === 'string')
      return of.replaceAll(/\$\{([\w:]+)\}/g, (_, name: string) => pseudo[name] ?? resource(name));
    throw new Error(`no text: ${JSON.stringify(value)}`);
  };

const policyTypes = /::(Role|Policy|ManagedPolicy|QueuePolicy|TopicPolicy|BucketPolicy|EventBusPolicy|Key)$/;

/** Policies of a template; those that are attached to one role stand together. */
const policiesOf = (template: Template): readonly (readonly Placed[])[] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => policyTypes.test(Type))
    .map(([id, { Properties }]) =>
      statementsIn(Properties).map(([at, statement]) => ({
        where: `${id}${at}`,
        statement,
        ...(statement.Resource !== undefined && {
          resources: list<unknown>(statement.Resource).map(textIn(template)),
        }),
      })),
    );

describe.each(Object.entries(settings))('%s', (_, given) => {
  const { templates } = synthesise(units, given);

  test.each(templateNames)('%s: every policy is as the reference says', async (name) => {
    const policies = policiesOf(templates[name]);
    const faults = await Promise.all(policies.map(faultsIn));
    expect(faults.flat()).toEqual([]);
  });

  test.each(templateNames)('%s: no statement is overlooked', (name) => {
    const all = Object.values(templates[name].Resources).flatMap((one) => statementsIn(one));
    expect(policiesOf(templates[name]).flat()).toHaveLength(all.length);
  });

  test.each(templateNames)('%s: who may call a function may call it', async (name) => {
    const permissions = ofType(templates[name], 'AWS::Lambda::Permission').map(([id, { Action }]) => ({
      where: id,
      statement: { Effect: 'Allow' as const, Action: String(Action) },
    }));
    expect(await faultsIn(permissions)).toEqual([]);
  });
});

const reads = new Set(['Read', 'List']);
const levelsOf = async (action: string): Promise<readonly string[]> =>
  (await actionNamed(action))?.levels ?? ['unknown'];
const isRead = async (action: string): Promise<boolean> =>
  (await levelsOf(action)).every((level) => reads.has(level));

describe('the table of operations', () => {
  const rows = book.operations();

  test('what it calls a read is one to AWS, and what it calls a write is none', async () => {
    const wrong = await Promise.all(
      rows.map(async ([service, operation, { actions, access }]) => {
        const all = await Promise.all(actions.map(isRead));
        const fits = access === 'read' ? all.every(Boolean) : !all.every(Boolean);
        return fits ? [] : [`${service} ${operation}: ${access}`];
      }),
    );
    // Decision 25: these two change nothing of anybody's, and only the evidence role may have them.
    const ofAthena = ['StartQueryExecution', 'StopQueryExecution'];
    expect(wrong.flat()).toEqual(ofAthena.map((operation) => `AthenaClient ${operation}: read`));
  });

  test('actions that another one depends on are needed with it', async () => {
    const missing = await Promise.all(
      rows.map(async ([service, operation, { actions }]) => {
        const found = await Promise.all(actions.map(actionNamed));
        return found
          .flatMap((one) => one?.dependent ?? [])
          .filter((one) => !actions.includes(one))
          .map((one) => `${service} ${operation}: ${one}`);
      }),
    );
    expect(missing.flat()).toEqual([]);
  });
});

describe('the table of scopes', () => {
  const area = { partition: 'aws', account: '111122223333', region: '*' };

  test.each(book.actions())('%s', async (name) => {
    const action = await actionNamed(name);
    const scope = book.scopeOf(name);
    if (!action || !scope) throw new Error(`there is no action ${name}`);
    if ('everywhere' in scope) {
      // To read all of a kind is no loss; to write everywhere is allowed only where AWS takes nothing less.
      if (scope.everywhere.includes('no resource types')) expect(action.types).toEqual([]);
      expect(action.types.length === 0 || (await isRead(name))).toBe(true);
      return;
    }
    // Under one prefix there are two services; the package has the page of Classic Load Balancer for these two.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
    const kinds = /^elasticloadbalancing:(Add|Remove)Tags$/.test(name)
      ? scope.on.filter((kind) => kind.startsWith('elasticloadbalancing:loadbalancer/'))
      : scope.on;
    const patterns = kinds.map((kind) => book.arnPattern(kind, area));
    for (const pattern of patterns)
      expect([pattern, action.types.some((type) => isOf(pattern, type))]).toEqual([pattern, true]);
    expect(missingTypes(action, (type) => patterns.some((one) => isOf(one, type)))).toEqual([]);
  });
});

describe.each(units.map((unit) => [unit.id, unit] as const))(
  '%s',
  (_, { permissions, resourcePermissions }) => {
    test('reads only read, to AWS as well', async () => {
      for (const action of [...permissions.read, ...resourcePermissions])
        expect([action, await isRead(action)]).toEqual([action, true]);
    });
  },
);

describe('writes exist', () => {
  const changing = units.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]);
  test.each([...new Set(changing)])('%s', async (action) => {
    expect(await levelsOf(action)).not.toContain('unknown');
  });
});

/** By resource type. */
const aims: NonNullable<Contract['aims']> = Object.assign(
  {},
  ...Object.values(contracts).map((contract) => contract.aims ?? {}),
);

describe('session policies', () => {
  const isStatements = (value: unknown): value is readonly Placed['statement'][] => Array.isArray(value);

  test.each(
    units
      .flatMap((unit) =>
        (['write', 'undo'] as const).flatMap((kind) =>
          (aims[unit.resourceType] ?? []).map(
            (aim) => [unit.id, kind, aim.arn, unit.permissions[kind], aim] as const,
          ),
        ),
      )
      // Who changes nothing gets no session to change it with.
      .filter(([, , , actions]) => actions.length > 0),
  )('%s, %s, %s', async (_, __, where, actions, aim) => {
    const cut = sessionPolicy(actions, aim, book);
    const statements: unknown = 'policy' in cut ? JSON.parse(cut.policy).Statement : cut;
    if (!isStatements(statements)) throw new Error(JSON.stringify(cut));
    const placed = statements.map((statement) => ({
      where,
      statement,
      resources: list<unknown>(statement.Resource).map(String),
    }));
    expect(await faultsIn(placed)).toEqual([]);
  });
});

describe('what is wrong is seen', () => {
  const resources = ['arn:aws:ssm:eu-west-1:111122223333:automation-definition/Waxseal:1'];
  const statement = { Effect: 'Allow', Action: 'ssm:StartAutomationExecution' };
  const said = async (changed: object, on: readonly string[] = resources) =>
    (await faultsIn([{ where: 'here', statement: { ...statement, ...changed }, resources: on }])).join(' ');

  test('a resource type that AWS demands', async () => {
    expect(await said({})).toMatch(/also needs automation-execution.* also needs document/);
  });
  test('an action that is none, or is spelled otherwise', async () => {
    expect(await said({ Action: 'ssm:BeginAutomation' })).toMatch(/no action ssm:BeginAutomation/);
    expect(await said({ Action: 's3:getobject' })).toMatch(/no action s3:getobject/);
    expect(await said({ Action: 'nothing:Get' })).toMatch(/no action nothing:Get/);
  });
  test('a resource that it is never checked against', async () => {
    expect(await said({ Action: 'sns:Publish' }, ['arn:aws:sqs:eu-west-1:111122223333:queue'])).toMatch(
      /sns:Publish is never checked against arn:aws:sqs/,
    );
    expect(
      await said({ Action: 'ssm:DescribeAutomationExecutions' }, [
        'arn:aws:ssm:eu-west-1:111122223333:document/x',
      ]),
    ).toMatch(/never checked/);
  });
  test('a condition key that it does not know', async () => {
    expect(await said({ Condition: { StringEquals: { 'ssm:Version': '1' } } })).toMatch(
      /no condition key ssm:Version/,
    );
    expect(await said({ Condition: { StringEquals: { 'aws:SourceAcount': '1' } } })).toMatch(
      /aws:SourceAcount/,
    );
    expect(await said({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })).not.toMatch(
      /condition key/,
    );
  });
});
