import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { book } from '../../src/services/book.ts';
import { catalog } from '../../src/services/index.ts';
import { flat, list, ofType, statementsIn, synthesise, type Template } from '../kit/infra/synthesised.ts';

/** Parts of a sweep have a queue of their own: who may put them there, who is told where it is, who takes them out. */
const units = await unitsOf(catalog);
const operators = ['waxseal', 'waxseal-hub'] as const;
const shapes = [
  ['write', synthesise(units, { mode: 'write' }).templates],
  ['dry-run', synthesise(units, { mode: 'dry-run' }).templates],
  ['a key of one’s own', synthesise(units, { mode: 'write', customerKey: true }).templates],
] as const;

const queueIn = (template: Template, name: string) => {
  const found = ofType(template, 'AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === name);
  const [id = '', properties = {}] = found ?? [];
  return { id, properties, arn: JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }) };
};

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

/** Whom a queue's own policy lets send. */
const letIn = (template: Template, id: string): readonly string[] =>
  ofType(template, 'AWS::SQS::QueuePolicy')
    .filter(([, { Queues }]) => JSON.stringify(Queues).includes(`"${id}"`))
    .flatMap(([, policy]) => statementsIn(policy))
    .filter(([, { Effect }]) => Effect === 'Allow')
    .map(([, { Principal, Action }]) => `${flat(Principal)} ${list(Action).join(', ')}`);

/** What calls functions with messages: queue, function, how many at once and together. */
const mappings = (template: Template): readonly string[] => {
  const nameOf = (id: string) => flat(template.Resources[id]?.Properties['FunctionName']);
  return ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, mapping]) => {
    const { EventSourceArn, FunctionName, BatchSize, ScalingConfig, FunctionResponseTypes } = mapping;
    const fn = nameOf(flat(FunctionName).replaceAll(/[<>]/g, ''));
    const either: unknown = Reflect.get(Object(ScalingConfig), 'MaximumConcurrency');
    const most = list<unknown>(Reflect.get(Object(either), 'Fn::If')).join(' ');
    const batch = `${String(BatchSize)} together, ${most} at once`;
    return `${JSON.stringify(EventSourceArn)} → ${fn}: ${batch}, ${list<unknown>(FunctionResponseTypes).join()}`;
  });
};

const compare = (found: readonly string[], wanted: readonly string[]): readonly string[] => [
  ...wanted.filter((one) => !found.includes(one)).map((one) => `missing: ${one}`),
  ...found.filter((one) => !wanted.includes(one)).map((one) => `too much: ${one}`),
];

const differences = (template: Template): readonly string[] => {
  const [events, parts, dead] = ['events', 'sweep', 'dead-letters'].map((name) =>
    queueIn(template, `waxseal-${name}`),
  );
  if (!events?.id || !parts?.id || !dead?.id) return ['a queue is missing'];
  const told = ofType(template, 'AWS::Lambda::Function').map(([, { FunctionName, Environment }]) => {
    const variables: unknown = Reflect.get(Object(Environment), 'Variables');
    return [flat(FunctionName), flat(Reflect.get(Object(variables), 'WAXSEAL_QUEUE'))] as const;
  });
  const { QueueName: _events, ...asEvents } = events.properties;
  const { QueueName: _parts, ...asParts } = parts.properties;
  const targets = ofType(template, 'AWS::Events::Rule').map(([, { Targets }]) => JSON.stringify(Targets));
  const rules = ['{"Service":"events.amazonaws.com"} sqs:SendMessage'];
  const partly = 'ReportBatchItemFailures';
  return [
    ...compare(mayAct(template, 'sqs:SendMessage'), [
      `waxseal-remediate ${parts.arn}`,
      `waxseal-sweep ${parts.arn}`,
    ]),
    ...told
      .filter(
        ([name, url]) =>
          (url === `<${parts.id}>`) !== ['waxseal-remediate', 'waxseal-sweep'].includes(name) ||
          url === `<${events.id}>`,
      )
      .map(([name, url]) => `${name}: WAXSEAL_QUEUE is ${url}`),
    ...compare(mappings(template), [
      `${events.arn} → waxseal-remediate: 10 together, AmpleConcurrency 10 3 at once, ${partly}`,
      `${parts.arn} → waxseal-remediate: 1 together, AmpleConcurrency 5 2 at once, ${partly}`,
    ]),
    ...compare(letIn(template, parts.id), []),
    ...compare(letIn(template, events.id), rules),
    ...targets.filter((target) => target.includes(parts.id)).map((target) => `a rule sends parts: ${target}`),
    ...compare([JSON.stringify(asParts)], [JSON.stringify(asEvents)]),
    ...(JSON.stringify(asParts).includes(dead.arn) ? [] : ['parts have no dead-letter queue']),
  ];
};

describe.each(shapes)('%s', (_name, templates) => {
  test.each(operators)('%s: two send to the queue of parts and to no other, and one takes them', (name) => {
    expect(differences(templates[name])).toEqual([]);
  });
});

describe('whoever changes it by hand is found out', () => {
  const template = shapes[0][1]['waxseal-hub'];
  const text = JSON.stringify(template);
  const [events, parts] = ['waxseal-events', 'waxseal-sweep'].map((name) => queueIn(template, name));
  if (!events || !parts) throw new Error('there are no queues to change');
  const send = '"Action":"sqs:SendMessage","Effect":"Allow","Resource":';
  const source = (arn: string) => `"EventSourceArn":${arn}`;
  const rules = (id: string) => `"Queues":[{"Ref":"${id}"}]`;
  test.each([
    [
      'the permission is taken away',
      `${send}${parts.arn}`,
      `${send.replace('Message', 'Messages')}${parts.arn}`,
    ],
    ['anybody’s queue', `${send}${parts.arn}`, `${send}"*","X":${parts.arn}`],
    ['the queue of events', `${send}${parts.arn}`, `${send}${events.arn}`],
    ['both queues', `${send}${parts.arn}`, `${send}[${events.arn},${parts.arn}]`],
    ['the variable', 'WAXSEAL_QUEUE', 'WAXSEAL_QUEU'],
    [
      'the variable names the queue of events',
      `"WAXSEAL_QUEUE":{"Ref":"${parts.id}"}`,
      `"WAXSEAL_QUEUE":{"Ref":"${events.id}"}`,
    ],
    ['nobody takes parts', source(parts.arn), source(events.arn)],
    ['somebody else takes them', '"FunctionName":{"Ref":"Remediate', '"FunctionName":{"Ref":"Sweep'],
    ['ten parts together', '"BatchSize":1,', '"BatchSize":10,'],
    ['as many calls as for events', '["AmpleConcurrency",5,2]', '["AmpleConcurrency",10,3]'],
    ['what fails is deleted', '["ReportBatchItemFailures"]', '[]'],
    ['rules may send parts', rules(events.id), `"Queues":[{"Ref":"${events.id}"},{"Ref":"${parts.id}"}]`],
    ['rules may not send events', rules(events.id), rules(parts.id)],
    [
      'no dead letters for parts',
      `"QueueName":"waxseal-sweep","RedrivePolicy"`,
      `"QueueName":"waxseal-sweep","X"`,
    ],
    ['a queue is left out', '"waxseal-sweep","RedrivePolicy"', '"waxseal-sweeps","RedrivePolicy"'],
  ])('%s', (_name, from, to) => {
    expect(text).toContain(from);
    const changed: Template = JSON.parse(text.replaceAll(from, to));
    expect(differences(changed)).not.toEqual([]);
  });

  test('a rule sends to the queue of parts', () => {
    const rule = Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::Events::Rule');
    const more = { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: JSON.parse(parts.arn) }] } };
    expect(rule).toBeDefined();
    expect(differences({ ...template, Resources: { ...template.Resources, more } })).not.toEqual([]);
  });

  test('somebody else may send, too', () => {
    const changed: Template = JSON.parse(
      text.replaceAll('["dynamodb:BatchGetItem",', '["sqs:SendMessage","dynamodb:BatchGetItem",'),
    );
    expect(differences(changed)).not.toEqual([]);
  });
});

test('what is sent needs this permission', () => {
  expect(book.actionsOf('SQSClient', 'SendMessageBatch')?.actions).toEqual(['sqs:SendMessage']);
});

test.each(operators)('%s: with a key of one’s own, whoever sends may use it', (name) => {
  const [, , [, templates]] = shapes;
  for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
    const who = mayAct(templates[name], action).map((one) => one.split(' ')[0]);
    const ours = who.map((one) => /^(Remediate|Sweep)Role/.exec(one ?? '')?.[1]);
    expect(new Set(ours.filter((one) => one !== undefined))).toEqual(new Set(['Remediate', 'Sweep']));
  }
});
