import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A queue over HTTP, as real clients see it: takes SendMessageBatch as SQS documents it, refuses what SQS refuses.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export interface FakeSqs {
  readonly url: string;
  /** Bodies, in the order of coming; taken out by reading them. */
  readonly take: () => readonly string[];
  /** Bytes of each request that was taken. */
  readonly requests: () => readonly number[];
  readonly close: () => Promise<void>;
}

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}
const entriesOf = (body: string): readonly Entry[] => {
  const { Entries }: { Entries: readonly Entry[] } = JSON.parse(body);
  return Entries;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const refusal = (code: string) => ({
  status: 400,
  answer: { __type: `com.amazonaws.sqs#${code}`, message: code },
});

/** `refuses`: bodies that SQS does not take, although the rest of their batch is taken. */
export const fakeSqs = async (refuses: (body: string) => boolean = () => false): Promise<FakeSqs> => {
  let bodies: string[] = [];
  const requests: number[] = [];
  const answerTo = (target: string, entries: readonly Entry[]) => {
    const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
    if (target !== 'AmazonSQS.SendMessageBatch') return refusal('UnsupportedOperation');
    if (entries.length === 0) return refusal('EmptyBatchRequest');
    if (entries.length > 10) return refusal('TooManyEntriesInBatchRequest');
    if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
      return refusal('BatchEntryIdsNotDistinct');
    if (bytes > 262_144) return refusal('BatchRequestTooLong');
    requests.push(bytes);
    const taken = entries.filter(({ MessageBody }) => !refuses(MessageBody));
    bodies.push(...taken.map(({ MessageBody }) => MessageBody));
    const Successful = taken.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: `m-${Id}`,
      MD5OfMessageBody: md5(MessageBody),
    }));
    const Failed = entries
      .filter(({ MessageBody }) => refuses(MessageBody))
      .map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
    return { status: 200, answer: { Successful, Failed } };
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const entries = entriesOf(await bodyOf(request));
    const { status, answer } = answerTo(String(request.headers['x-amz-target']), entries);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/111122223333/waxseal-sweep`,
    take: () => {
      const taken = bodies;
      bodies = [];
      return taken;
    },
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
