import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../../src/adapters/aws/pace.ts';
import { endpointOptions } from '../../../../src/services/opensearch/parameters/endpoint-options.ts';
import { location } from '../../../kit/answers.ts';
import { startWireServer, type WireServer } from '../../../kit/wire-server.ts';
import { arn, oldTls } from '../domains.ts';

/** Answers as they stand on the wire, with all of the SDK. */

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const target = { ...location, type: 'AWS::OpenSearch::Domain', id: 'orders', arn };
const clouds = () =>
  cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 1,
    pace: unpaced,
  });
const writing = () => clouds().write(location, { run: 'r', remediation: 'any', kind: 'remediate' });

const options = {
  EnforceHTTPS: false,
  TLSSecurityPolicy: oldTls,
  CustomEndpointEnabled: true,
  CustomEndpoint: 'search.example.com',
  CustomEndpointCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
};
const holding = (more: object, besides: object = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    DomainConfig: {
      DomainEndpointOptions: {
        Options: { ...options, ...more },
        Status: { State: 'Active', CreationDate: 1.7e9, UpdateDate: 1.7e9, UpdateVersion: 4 },
      },
      ...besides,
    },
  }),
});
const put = async (seen: Awaited<ReturnType<typeof endpointOptions.get>>) =>
  endpointOptions.put('orders', { ...seen.value, EnforceHTTPS: true }, seen, target, await writing());

test('all endpoint options that were read are sent again, and nothing else', async () => {
  // Of what is not put back, something may be newer.
  wire.answers(holding({ Absent: null }, { NewerOptions: { Options: { Deep: 1 } } }));
  const seen = await endpointOptions.get('orders', target, clouds().look(location));
  await put(seen);
  expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toEqual({
    DomainEndpointOptions: { ...options, EnforceHTTPS: true },
  });
});

test('options of which the SDK drops something are looked at, and never put', async () => {
  wire.answers(holding({ Newer: { Deep: 1 } }));
  const seen = await endpointOptions.get('orders', target, clouds().look(location));
  const before = wire.asked.length;
  await expect(put(seen)).rejects.toMatchObject({
    code: 'answer-newer',
    says: 'OpenSearch Service answered DomainConfig.DomainEndpointOptions.Options.Newer of domain orders, which this version of Waxseal does not know and could not put back.',
  });
  expect(wire.asked).toHaveLength(before);
});
