import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '../../../src/adapters/aws/aws-errors.ts';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import { startWireServer, type WireServer } from '../../kit/wire-server.ts';

let server: WireServer;
beforeAll(async () => {
  server = await startWireServer();
});
afterAll(async () => server.close());

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };

test.each([200, 400, 404, 500])(
  'HTTP %i with a page instead of JSON: the call and the endpoint are named, the page is not',
  async (status) => {
    server.answers(() => ({ status, body: '<html>secret</html>' }));
    const settings = { endpoint: server.endpoint, maxAttempts: 1 };
    const credentials = async () => ({ accessKeyId: 'A', secretAccessKey: 's' });
    const clouds = cloudsOf({ credentials, settings, pace: unpaced, env: {} });
    const asking = clouds
      .look(location)
      .use(ACMClient)
      .send(new DescribeCertificateCommand({ CertificateArn: 'arn' }));
    const error = await asking.catch((thrown: unknown) => thrown);
    const host = new URL(server.endpoint).host;
    const { says } = explain(error);
    expect(says).toContain(`The answer to ACM DescribeCertificate from ${host} could not be parsed.`);
    expect(`${says} ${String(error)}`).not.toContain('secret');
  },
);
