import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { changed, example, summary } from '../kit/event-examples.ts';

const message = example('sns-config-message.json');
const text = String(Reflect.get(Object(message), 'Message'));
const taken = (event: unknown) => parseEvent(event).map(summary);
const usual = taken(message);

describe('a message of a topic', () => {
  test.each<[string, unknown]>([
    ['as an object, as samples show it', changed(message, ['Message'], JSON.parse(text))],
    ['as text', JSON.stringify(message)],
    ['with sentences before it', changed(message, ['Message'], `Compliance has changed.\n-----\n${text}`)],
    ['in an SQS message', { messageId: 'm', body: JSON.stringify(message) }],
    [
      'with an event of EventBridge in it',
      changed(message, ['Message'], JSON.stringify(example('config-noncompliant.json'))),
    ],
  ])('%s', (_what, event) => {
    expect(taken(event)).toEqual(usual);
  });

  test('is known by its own id, and by the account of its topic', () => {
    expect(parseEvent(message)[0]).toMatchObject({
      eventId: '5a2f1c30-0000-5000-8000-000000000001',
      eventAccount: '111122223333',
    });
    const central = changed(message, ['TopicArn'], 'arn:aws:sns:eu-west-1:999900001111:central');
    expect(taken(central)).toEqual(['ignored foreign-account']);
    expect(parseEvent(central, { hubs: ['999900001111'] }).map(summary)).toEqual(usual);
  });

  test('delivered raw, nobody is in between', () => {
    const [raw] = parseEvent(text);
    expect(raw).toMatchObject({ is: 'named', eventAccount: '111122223333' });
    expect(raw).not.toHaveProperty('eventId');
  });

  test.each([
    'ConfigurationItemChangeNotification',
    'OversizedConfigurationItemChangeDeliveryFailed',
    'ConfigRulesEvaluationStarted',
    'ConfigurationSnapshotDeliveryCompleted',
    'ConfigurationHistoryDeliveryCompleted',
  ])('%s is ignored by name', (messageType) => {
    const [other] = parseEvent(changed(message, ['Message'], JSON.stringify({ messageType })));
    expect(other).toMatchObject({ is: 'ignored', why: 'other-config-message' });
    expect(other).toHaveProperty('says', expect.stringContaining(`(${messageType}).`));
  });

  test('a name that is none is not repeated', () => {
    const [other] = parseEvent({ messageType: 'x\n{"level":"ERROR"}' });
    expect(other).toHaveProperty('says', 'It is another message of AWS Config than a compliance change.');
  });

  test.each<[string, unknown, string]>([
    ['without JSON', changed(message, ['Message'], 'hello'), 'malformed Message'],
    ['with JSON that is no message', changed(message, ['Message'], 'see {"a":1}'), 'malformed Message'],
    ['of a topic that is none', changed(message, ['TopicArn'], 'config-topic'), 'malformed TopicArn'],
    ['of a type that is none', changed(message, ['Type'], 7), 'malformed Type'],
    ['without message', changed(message, ['Message'], undefined), 'malformed Message'],
    [
      'of a message in a message',
      changed(message, ['Message'], JSON.stringify(message)),
      'malformed Message',
    ],
  ])('%s', (_what, event, expected) => {
    expect(taken(event)).toEqual([expected]);
  });

  test('says where in a batch it is wrong', () => {
    const body = JSON.stringify(changed(message, ['Message'], text.replace('NON_COMPLIANT', 'ODD')));
    expect(taken({ Records: [{ messageId: 'm', body }] })).toEqual([
      'malformed Records.0.Message.newEvaluationResult.complianceType',
    ]);
    expect(taken({ Records: [{ Sns: { Type: 'Notification' } }] })).toEqual([
      'malformed Records.0.Sns.TopicArn',
    ]);
  });
});
