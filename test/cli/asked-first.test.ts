import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { callerOf } from '../../src/cli/runtime/identity.ts';

afterEach(() => vi.unstubAllEnvs());

test('that the question is on its way is told before it is answered', async () => {
  const told = Promise.withResolvers<void>();
  const asked = vi.fn<() => void>(told.resolve);
  const server = createServer(async (_request, response) => {
    // Answers only when that has been told: whoever told it with the answer would wait for ever.
    await told.promise;
    response.end(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws-cn:iam::111122223333:user/ana</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  try {
    expect(await callerOf('cn-north-1', asked)).toMatchObject({
      account: '111122223333',
      partition: 'aws-cn',
    });
    expect(asked).toHaveBeenCalledOnce();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
