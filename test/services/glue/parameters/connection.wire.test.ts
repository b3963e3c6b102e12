import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../../src/adapters/aws/pace.ts';
import { into } from '../../../../src/services/glue/facts/tls.ts';
import { connection } from '../../../../src/services/glue/parameters/connection.ts';
import { location } from '../../../kit/answers.ts';
import { startWireServer, type WireServer } from '../../../kit/wire-server.ts';
import { arn, secret, url } from '../connections.ts';

/** Answers as they stand on the wire, with all of the SDK. */

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const target = { ...location, type: 'AWS::Glue::Connection', id: 'orders', arn };
const clouds = () =>
  cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 1,
    pace: unpaced,
  });
const writing = () => clouds().write(location, { run: 'r', remediation: 'any', kind: 'remediate' });

const said = {
  Name: 'orders',
  Description: 'Orders',
  ConnectionType: 'JDBC',
  MatchCriteria: ['b', 'a'],
  ConnectionProperties: { ...secret, ...url, NEWER_THAN_THE_SDK: 'x' },
  SparkProperties: { a: 'b' },
  PhysicalConnectionRequirements: { SubnetId: 'subnet-1', SecurityGroupIdList: ['sg-2', 'sg-1'] },
  AuthenticationConfiguration: { AuthenticationType: 'BASIC', SecretArn: 'arn:s', KmsKeyArn: 'arn:k' },
};
const told = {
  CreationTime: 1.7e9,
  LastUpdatedTime: 1.7e9,
  LastUpdatedBy: 'arn:aws:iam::111122223333:user/anna',
  LastConnectionValidationTime: 1.7e9,
  Status: 'READY',
  StatusReason: 'Fine',
  ConnectionSchemaVersion: 2,
  CompatibleComputeEnvironments: ['SPARK'],
};
const holding = (more: object = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify({ Connection: { ...said, ...told, ...more } }),
});
const at = 'ConnectionProperties.JDBC_ENFORCE_SSL';
const put = async (seen: Awaited<ReturnType<typeof connection.get>>) =>
  connection.put('orders', into(seen.value ?? {}, at, 'true'), seen, target, await writing());

test('all that was said of a connection is sent again, and of what Glue tells what it is validated for', async () => {
  wire.answers(holding({ Absent: null }));
  const seen = await connection.get('orders', target, clouds().look(location));
  expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toEqual({ Name: 'orders', HidePassword: true });
  await put(seen);
  expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toEqual({
    Name: 'orders',
    ConnectionInput: {
      ...said,
      ConnectionProperties: { ...said.ConnectionProperties, JDBC_ENFORCE_SSL: 'true' },
      // Neither is ValidateCredentials sent: Glue tests as it would for its owner.
      ValidateForComputeEnvironments: ['SPARK'],
    },
  });
});

test('dates are no part of it, nor is the order of sets', async () => {
  wire.answers(holding({ CompatibleComputeEnvironments: ['SPARK', 'ATHENA'] }));
  const one = await connection.get('orders', target, clouds().look(location));
  wire.answers(
    holding({
      LastUpdatedTime: 1.8e9,
      MatchCriteria: ['a', 'b'],
      CompatibleComputeEnvironments: ['ATHENA', 'SPARK'],
    }),
  );
  const other = await connection.get('orders', target, clouds().look(location));
  expect(connection.content?.(other.value ?? {})).toEqual(connection.content?.(one.value ?? {}));
});

/** What it says when it is to be put, before anything is sent. */
const refusalOf = async (more: object): Promise<unknown> => {
  wire.answers(holding(more));
  const seen = await connection.get('orders', target, clouds().look(location));
  const before = wire.asked.length;
  const refusal: unknown = await put(seen).catch((error: unknown) => error);
  return wire.asked.length === before ? refusal : 'it was sent';
};

test.each([
  [{ Newer: { Deep: 1 } }, 'Connection.Newer'],
  [
    { AuthenticationConfiguration: { ...said.AuthenticationConfiguration, Newer: 'x' } },
    'Connection.AuthenticationConfiguration.Newer',
  ],
  [
    { PhysicalConnectionRequirements: { ...said.PhysicalConnectionRequirements, Newer: 'x' } },
    'Connection.PhysicalConnectionRequirements.Newer',
  ],
])('what the SDK drops is never put away: %o', async (more, path) => {
  expect(await refusalOf(more)).toMatchObject({
    code: 'answer-newer',
    says: `Glue answered ${path} of connection orders, which this version of Waxseal does not know and could not put back.`,
  });
});

test.each([
  [{ ConnectionProperties: { ...url, USERNAME: 'anna' } }, 'it has USERNAME'],
  [{ ConnectionProperties: url, AuthenticationConfiguration: null }, 'it names no secret of Secrets Manager'],
])('what hides a password is never put: %o', async (more, why) => {
  expect(await refusalOf(more)).toMatchObject({
    code: 'connection-hides-password',
    says: `Glue may hide a password of connection orders (${why}), and the call that changes a connection would lose it.`,
  });
});

test('one that is gone', async () => {
  wire.answers({
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: 'EntityNotFoundException', Message: 'gone' }),
  });
  const seen = await connection.get('orders', target, clouds().look(location));
  expect(seen.value).toBeNull();
  await expect(connection.put('orders', null, seen, target, await writing())).rejects.toThrow(TypeError);
});
