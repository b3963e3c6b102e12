import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxClouds, signed } from '../../src/sandbox/sandbox-ports.ts';

/** Nothing in the sandbox checks signatures; whoever measures what clients take has them computed all the same. */
test.each([
  ['none is computed', {}, undefined],
  ['asked for, each is', signed, expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=SANDBOX\//)],
])('signatures: %s', async (_what, settings, expected) => {
  const host = startHost(loadAccount({ sqs: { Queues: [{ Name: 'orders' }] } }));
  const location = { account: host.account, region: host.region, partition: host.partition };
  const client = sandboxClouds(host, host.caller, settings).look(location).use(SQSClient);
  const sent: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      sent.push(Reflect.get(Object(Reflect.get(args.request ?? {}, 'headers')), 'authorization'));
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toHaveLength(1);
  expect(sent).toEqual([expected]);
});
