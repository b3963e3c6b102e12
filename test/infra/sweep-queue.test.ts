import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { actionsOf } from '../../src/aws/iam-actions.ts';
import { catalog } from '../../src/remediations/index.ts';
import { flat, list, ofType, statementsIn, synthesise, type Template } from './synthesised.ts';

/** Who may put parts of a sweep into the queue of events, and who is told where it is. */
const units = await unitsOf(catalog);
const operators = ['waxseal', 'waxseal-hub'] as const;
const shapes = [
  ['write', synthesise(units, { mode: 'write' }).templates],
  ['dry-run', synthesise(units, { mode: 'dry-run' }).templates],
  ['a key of one’s own', synthesise(units, { mode: 'write', customerKey: true }).templates],
] as const;

const queueId = (template: Template): string =>
  ofType(template, 'AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === 'waxseal-events')?.[0] ?? '';

/** Roles that may send to a queue, and which; with what CDK puts beside the role. */
const mayAct = (template: Template, action: string): readonly string[] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::Policy')
    .flatMap(([, { Properties: properties }]) =>
      statementsIn(properties)
        .filter(([, { Effect, Action }]) => Effect === 'Allow' && list(Action).includes(action))
        .map(([, { Resource }]) => {
          const who = flat(properties['RoleName'] ?? properties['PolicyName']);
          return `${who} ${list(Resource)
            .map((one) => JSON.stringify(one))
            .join(', ')}`;
        }),
    )
    .toSorted();

const differences = (template: Template): readonly string[] => {
  const queue = JSON.stringify({ 'Fn::GetAtt': [queueId(template), 'Arn'] });
  const wanted = [`waxseal-remediate ${queue}`, `waxseal-sweep ${queue}`];
  const found = mayAct(template, 'sqs:SendMessage');
  const told = ofType(template, 'AWS::Lambda::Function').map(([, { FunctionName, Environment }]) => {
    const variables: unknown = Reflect.get(Object(Environment), 'Variables');
    return [flat(FunctionName), flat(Reflect.get(Object(variables), 'WAXSEAL_QUEUE'))] as const;
  });
  const address = `<${queueId(template)}>`;
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `missing: ${one}`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `too much: ${one}`),
    ...told
      .filter(([name, url]) => (url === address) !== ['waxseal-remediate', 'waxseal-sweep'].includes(name))
      .map(([name, url]) => `${name}: WAXSEAL_QUEUE is ${url}`),
  ];
};

describe.each(shapes)('%s', (_name, templates) => {
  test.each(operators)('%s: the two that send may, to that queue alone, and know where it is', (name) => {
    expect(differences(templates[name])).toEqual([]);
  });
});

describe('whoever changes it by hand is found out', () => {
  const text = JSON.stringify(shapes[0][1]['waxseal-hub']);
  test.each([
    ['the permission is taken away', '"Action":"sqs:SendMessage"', '"Action":"sqs:SendMessages"'],
    [
      'anybody’s queue',
      '"Action":"sqs:SendMessage","Effect":"Allow","Resource"',
      '"Action":"sqs:SendMessage","Effect":"Allow","Resource":"*","X"',
    ],
    ['the variable', 'WAXSEAL_QUEUE', 'WAXSEAL_QUEU'],
  ])('%s', (_name, from, to) => {
    expect(text).toContain(from);
    const changed: Template = JSON.parse(text.replaceAll(from, to));
    expect(differences(changed)).not.toEqual([]);
  });

  test('somebody else may send, too', () => {
    const changed: Template = JSON.parse(
      text.replaceAll('["dynamodb:GetItem",', '["sqs:SendMessage","dynamodb:GetItem",'),
    );
    expect(differences(changed)).not.toEqual([]);
  });
});

test('what is sent needs this permission', () => {
  expect(actionsOf('SQSClient', 'SendMessageBatchCommand')?.actions).toEqual(['sqs:SendMessage']);
});

test.each(operators)('%s: with a key of one’s own, whoever sends may use it', (name) => {
  const [, , [, templates]] = shapes;
  for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
    const who = mayAct(templates[name], action).map((one) => one.split(' ')[0]);
    const ours = who.map((one) => /^(Remediate|Sweep)Role/.exec(one ?? '')?.[1]);
    expect(new Set(ours.filter((one) => one !== undefined))).toEqual(new Set(['Remediate', 'Sweep']));
  }
});
