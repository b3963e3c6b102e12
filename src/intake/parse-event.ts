import { readConfigEvent, type Trust } from './config-event.ts';
import { malformed, type Intake } from './intake.ts';

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const own = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** An event, or the JSON text of one. */
const readText = (text: string, trust: Trust): Intake => {
  try {
    return readConfigEvent(JSON.parse(text), trust);
  } catch {
    return malformed('', 'It is not JSON.');
  }
};

/** One SQS message, as Lambda gets it. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const readRecord = (record: unknown, trust: Trust): Intake => {
  if (!isObject(record)) return malformed('', 'It is no SQS message.');
  const id = own(record, 'messageId');
  const body = own(record, 'body');
  const taken =
    typeof body === 'string' ? readText(body, trust) : malformed('body', 'It is missing or no text.');
  return typeof id === 'string' ? { ...taken, messageId: id } : taken;
};

/**
 * Whom an event names. Takes an EventBridge *Config Rules Compliance Change*, its JSON text, an SQS message that
 * carries it, or an SQS batch; answers one `Intake` for each event, in their order. Never throws: what cannot be
 * read is `malformed`, what needs no look is `ignored`. Only events of AWS Config become `named`.
 */
export const parseEvent = (body: unknown, trust: Trust = {}): readonly Intake[] => {
  if (typeof body === 'string') return [readText(body, trust)];
  if (!isObject(body)) return [malformed('', 'It is no event.')];
  const records = own(body, 'Records');
  if (Array.isArray(records))
    return records.map((record: unknown, index) => {
      const taken = readRecord(record, trust);
      return taken.is === 'malformed'
        ? { ...taken, where: `Records.${index}.${taken.where}`.replace(/\.$/, '') }
        : taken;
    });
  return [own(body, 'body') === undefined ? readConfigEvent(body, trust) : readRecord(body, trust)];
};
