import type { Context, SQSRecord } from 'aws-lambda';
import { vi } from 'vitest';

/** For `beforeEach`: keeps the functions' own log off the terminal, and gives it back afterwards. */
export const silence = (): (() => void) => {
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(() => true),
  );
  return () => spies.forEach((spy) => spy.mockRestore());
};

/** What Lambda tells a function of its own call. */
export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'waxseal-remediate',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-remediate',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

export const record = (messageId: string, body: string): SQSRecord => ({
  messageId,
  body,
  receiptHandle: 'handle',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'sender',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:events',
  awsRegion: 'eu-west-1',
});
