import type { SQSClient } from '@aws-sdk/client-sqs';
import { pooled } from '../../core/model/pooled.ts';
import type { SweepPart } from '../../intake/sweep-part.ts';

/** Parts that were not taken, and why. */
export interface NotTaken {
  readonly parts: readonly SweepPart[];
  readonly cause: unknown;
}

/** Takes parts of a sweep, to be looked at by whoever has time. Answers those that it could not take. */
export type HandOver = (parts: AsyncIterable<SweepPart>) => Promise<readonly NotTaken[]>;

/**
 * At most ten messages in one request, and all of them together no larger than one may be.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const mostMessages = 10;
const mostBytes = 262_144;
/** Requests at one time. */
const atOnce = 8;

interface Message {
  readonly part: SweepPart;
  readonly body: string;
}

async function* batchesOf(parts: AsyncIterable<SweepPart>): AsyncGenerator<readonly Message[]> {
  let batch: Message[] = [];
  let bytes = 0;
  for await (const part of parts) {
    const body = JSON.stringify(part);
    const size = Buffer.byteLength(body);
    if (batch.length === mostMessages || (batch.length > 0 && bytes + size > mostBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ part, body });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** An error by the name that SQS gives to what kept one message out; the rest of its batch was taken. */
const refused = (code: string | undefined): Error =>
  Object.assign(new Error('SQS did not take the message.'), { name: code ?? 'Unknown' });

export interface SweepQueue {
  readonly client: Pick<SQSClient, 'send'>;
  readonly url: string;
}

/** Hands parts over to an SQS queue. What fails as a whole is told for its batch, and the others go on. */
export const sweepQueue = ({ client, url: QueueUrl }: SweepQueue): HandOver => {
  const send = async (batch: readonly Message[]): Promise<readonly NotTaken[]> => {
    const { SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
    const Entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      return Failed.flatMap(({ Id, Code }) => {
        const message = batch[Number(Id)];
        return message ? [{ parts: [message.part], cause: refused(Code) }] : [];
      });
    } catch (cause) {
      return [{ parts: batch.map(({ part }) => part), cause }];
    }
  };
  return async (parts) => (await pooled(batchesOf(parts), atOnce, send)).flat();
};

/** The queue for parts, `WAXSEAL_QUEUE`, by URL; `undefined`: there is none, and a sweep does everything itself. */
export const sweepQueueFrom = async (
  env: Readonly<Record<string, string | undefined>>,
): Promise<HandOver | undefined> => {
  const url = env['WAXSEAL_QUEUE'];
  if (!url) return undefined;
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  return sweepQueue({ client: new SQSClient({}), url });
};
