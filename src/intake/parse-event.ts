import { readComplianceChange } from './config-event.ts';
import { readEventBridgeEvent } from './eventbridge.ts';
import { ignored, malformed, type Intake, type Taken } from './intake.ts';
import type { Trust } from './trust.ts';

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const own = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
const ownText = (value: object, key: string): string | undefined => {
  const found = own(value, key);
  return typeof found === 'string' ? found : undefined;
};

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
};

/**
 * The JSON of a text. AWS Config puts sentences for people before the JSON of some of its messages; only what is
 * such a message is taken out of them.
 * https://docs.aws.amazon.com/config/latest/developerguide/oversized-notification-example.html
 */
const jsonOf = (text: string): { readonly value: unknown } | undefined => {
  const whole = parsed(text);
  if (whole) return whole;
  const from = text.indexOf('{');
  const part = from < 0 ? undefined : parsed(text.slice(from, text.lastIndexOf('}') + 1));
  return isObject(part?.value) && ownText(part.value, 'messageType') !== undefined ? part : undefined;
};

/** Who sent a message that says so only by the way it came. */
interface Way {
  readonly trust: Trust;
  readonly sender?: string;
  readonly eventId?: string;
}

/** A message of AWS Config's own delivery channel. */
const readConfigMessage = (message: object, { trust, sender, eventId }: Way): Taken => {
  const type = ownText(message, 'messageType');
  if (type !== undefined && type !== 'ComplianceChangeNotification')
    return ignored('other-config-message', type);
  const carrier = { ...(sender !== undefined && { sender }), ...(eventId !== undefined && { eventId }) };
  return readComplianceChange(message, { base: '', trust, ...carrier });
};

/** An EventBridge event or a message of AWS Config. */
const readMessage = (value: unknown, way: Way): readonly Taken[] =>
  isObject(value) && own(value, 'detail-type') === undefined && own(value, 'messageType') !== undefined
    ? [readConfigMessage(value, way)]
    : readEventBridgeEvent(value, way.trust);

const topicArn = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:(\d{12}):[\w.-]{1,256}$/;
const isNotification = (value: object): boolean =>
  own(value, 'Type') !== undefined && own(value, 'TopicArn') !== undefined;

/**
 * A message of Amazon SNS, as an endpoint gets it. Subscriptions are confirmed by people. Signatures are not checked:
 * who may send here is said by the queue's policy, and an event only names.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
const readNotification = (envelope: object, trust: Trust): readonly Taken[] => {
  const type = ownText(envelope, 'Type');
  if (type !== 'Notification')
    return [type === undefined ? malformed('Type', 'It is no text.') : ignored('other-sns-message', type)];
  const [, sender] = topicArn.exec(ownText(envelope, 'TopicArn') ?? '') ?? [];
  if (sender === undefined) return [malformed('TopicArn', 'It is not the ARN of a topic.')];
  // On the wire it is a text; samples in the documentation show it opened.
  const message = own(envelope, 'Message');
  const inner = typeof message === 'string' ? jsonOf(message) : { value: message };
  if (!inner) return [malformed('Message', 'It is not JSON.')];
  const id = ownText(envelope, 'MessageId');
  const eventId = id !== undefined && /^[\w-]{1,128}$/.test(id) ? { eventId: id } : {};
  return readMessage(inner.value, { trust, sender, ...eventId }).map((taken) => within('Message', taken));
};

const within = <Of extends Intake>(where: string, taken: Of): Of =>
  taken.is === 'malformed' ? { ...taken, where: `${where}.${taken.where}`.replace(/\.$/, '') } : taken;

const readAny = (value: unknown, trust: Trust): readonly Taken[] =>
  isObject(value) && isNotification(value) ? readNotification(value, trust) : readMessage(value, { trust });

/** An event, or the JSON text of one. */
const readText = (text: string, trust: Trust): readonly Taken[] => {
  const json = jsonOf(text);
  return json ? readAny(json.value, trust) : [malformed('', 'It is not JSON.')];
};

/** One message, as Lambda gets it from SQS or from SNS. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const readRecord = (record: unknown, trust: Trust): readonly Intake[] => {
  if (!isObject(record)) return [malformed('', 'It is no SQS message.')];
  const sns = own(record, 'Sns');
  if (isObject(sns)) return readNotification(sns, trust).map((taken) => within('Sns', taken));
  const id = ownText(record, 'messageId');
  const body = ownText(record, 'body');
  const taken = body === undefined ? [malformed('body', 'It is missing or no text.')] : readText(body, trust);
  return id === undefined ? taken : taken.map((one) => ({ ...one, messageId: id }));
};

/**
 * Whom an event names. Takes what EventBridge, Amazon SNS and SQS deliver, alone or in a batch, as text or parsed:
 * compliance changes of AWS Config, its own messages of them, and findings of Security Hub. Answers one `Intake` for
 * each resource that is named and for each message that names none, in their order. Never throws: what cannot be read
 * is `malformed`, what needs no look is `ignored`.
 */
export const parseEvent = (body: unknown, trust: Trust = {}): readonly Intake[] => {
  if (typeof body === 'string') return readText(body, trust);
  if (!isObject(body)) return [malformed('', 'It is no event.')];
  const records = own(body, 'Records');
  if (Array.isArray(records))
    return records.flatMap((record: unknown, index) =>
      readRecord(record, trust).map((taken) => within(`Records.${index}`, taken)),
    );
  return own(body, 'body') === undefined ? readAny(body, trust) : readRecord(body, trust);
};
