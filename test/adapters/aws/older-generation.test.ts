import {
  ACMPCAClient,
  DescribeCertificateAuthorityCommand,
  ListPermissionsCommand,
  UpdateCertificateAuthorityCommand,
} from '@aws-sdk/client-acm-pca';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { operationOf } from '../../../src/adapters/aws/sdk-client.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import { isNamed } from '../../../src/aws/error-names.ts';
import { jsonError, startWireServer, type WireServer } from '../../kit/wire-server.ts';

/** A client of the SDK's older generation (decision 33) is used as any other: over HTTP, on a server of our own. */

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const CertificateAuthorityArn = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/orders';
const json = (body: object) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

const clouds = () =>
  cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 2,
    throttledReads: 3,
    pace: unpaced,
  });
const describing = async () =>
  clouds()
    .look(location)
    .use(ACMPCAClient)
    .send(new DescribeCertificateAuthorityCommand({ CertificateAuthorityArn }));

test('it asks, is signed, and reads what it knows and what came later', async () => {
  wire.answers(
    json({
      CertificateAuthority: {
        Arn: CertificateAuthorityArn,
        NotAfter: 1_900_000_000.5,
        CertificateAuthorityConfiguration: { KeyAlgorithm: 'ML_DSA_65', SigningAlgorithm: 'ML_DSA_65' },
        RevocationConfiguration: { CrlConfiguration: { Enabled: true, CrlType: 'PARTITIONED' } },
      },
    }),
  );
  const { CertificateAuthority } = await describing();
  expect(CertificateAuthority).toMatchObject({
    NotAfter: new Date(1_900_000_000_500),
    CertificateAuthorityConfiguration: { KeyAlgorithm: 'ML_DSA_65' },
    RevocationConfiguration: { CrlConfiguration: { Enabled: true } },
  });
  const [asked, ...more] = wire.asked;
  expect(more).toEqual([]);
  expect(asked?.operation).toBe('DescribeCertificateAuthority');
  expect(JSON.parse(asked?.body ?? '')).toEqual({ CertificateAuthorityArn });
  expect(asked?.headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/.*\/eu-west-1\/acm-pca\//,
  );
});

test('its errors have the names of the service', async () => {
  wire.answers(jsonError(400, 'com.amazonaws.acmpca#ResourceNotFoundException'));
  await expect(describing()).rejects.toSatisfy((error) => isNamed(error, 'ResourceNotFoundException'));
});

test('it is sent again while AWS throttles it', async () => {
  wire.answers(jsonError(400, 'ThrottlingException'));
  await expect(describing()).rejects.toSatisfy((error) => isNamed(error, 'ThrottlingException'));
  expect(wire.asked.length).toBeGreaterThanOrEqual(3);
});

test('it writes nothing while only reading', async () => {
  wire.answers(json({}));
  const command = new UpdateCertificateAuthorityCommand({ CertificateAuthorityArn, Status: 'DISABLED' });
  await expect(clouds().look(location).use(ACMPCAClient).send(command)).rejects.toMatchObject({
    code: 'read-only',
  });
  expect(wire.asked).toEqual([]);
});

test('what one look asks twice is sent once', async () => {
  wire.answers(json({ Permissions: [] }));
  const client = clouds().look(location).use(ACMPCAClient);
  const ask = async () => client.send(new ListPermissionsCommand({ CertificateAuthorityArn }));
  await Promise.all([ask(), ask()]);
  expect(wire.asked).toHaveLength(1);
});

test('its commands tell only their middleware what they are, whatever a bundle calls them', () => {
  class A extends DescribeCertificateAuthorityCommand {}
  const command = new A({ CertificateAuthorityArn });
  const client = new ACMPCAClient({ region: 'eu-west-1' });
  expect(operationOf(client, command)).toEqual({
    service: 'ACMPCAClient',
    operation: 'DescribeCertificateAuthority',
  });
  expect(command.middlewareStack.identify()).toEqual([]);
  expect(operationOf(client, {}).operation).toBe('');
});
