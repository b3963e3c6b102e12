import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../../src/adapters/aws/pace.ts';
import unit from '../../../../src/services/ses/remediations/ses-configuration-set-tls.ts';
import { startWireServer, type WireServer } from '../../../kit/wire-server.ts';

/** Answers as they stand on the wire, with all of the SDK. */

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arn = 'arn:aws:ses:eu-west-1:111122223333:configuration-set/orders';
const target = { ...location, type: 'AWS::SES::ConfigurationSet', id: 'orders', arn };
const clouds = () =>
  cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 1,
    pace: unpaced,
  });
const writing = () => clouds().write(location, { run: 'r', remediation: 'any', kind: 'remediate' });

const options = { TlsPolicy: 'OPTIONAL', SendingPoolName: 'shop', MaxDeliverySeconds: 600 };
const holding = (more: object, besides: object = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ConfigurationSetName: 'orders',
    DeliveryOptions: { ...options, ...more },
    EventDestinations: [],
    ...besides,
  }),
});
const { tlsPolicy } = unit.fields;

test('all options that were read are sent again', async () => {
  // Of what is not put back, something may be newer.
  wire.answers(holding({ Absent: null }, { Newer: { Deep: 1 } }));
  const seen = await tlsPolicy.get(arn, target, clouds().look(location));
  await tlsPolicy.put(arn, 'REQUIRE', seen, target, await writing());
  expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toEqual({ ...options, TlsPolicy: 'REQUIRE' });
});

test('options of which the SDK drops something are looked at, and never put', async () => {
  wire.answers(holding({ Newer: { Deep: 1 } }));
  const aws = clouds().look(location);
  expect(await unit.read(target, aws)).toMatchObject({ around: { dropped: ['DeliveryOptions.Newer'] } });
  const seen = await tlsPolicy.get(arn, target, aws);
  const before = wire.asked.length;
  await expect(tlsPolicy.put(arn, 'REQUIRE', seen, target, await writing())).rejects.toMatchObject({
    code: 'answer-newer',
    says: 'SES answered DeliveryOptions.Newer of configuration set orders, which this version of Waxseal does not know and could not put back.',
  });
  expect(wire.asked).toHaveLength(before);
});
