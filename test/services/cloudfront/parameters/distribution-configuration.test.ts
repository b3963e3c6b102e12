import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../../src/adapters/aws/pace.ts';
import {
  distributionConfiguration,
  distributionOf,
} from '../../../../src/services/cloudfront/parameters/distribution-configuration.ts';
import { startWireServer, type WireServer } from '../../../kit/wire-server.ts';

/** Answers as they stand on the wire, with all of the SDK. */

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location = { account: '111122223333', region: 'us-east-1', partition: 'aws' };
const arn = 'arn:aws:cloudfront::111122223333:distribution/E1';
const target = { ...location, type: 'AWS::CloudFront::Distribution', id: 'E1', arn };
const clouds = () =>
  cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 1,
    pace: unpaced,
  });

const config = (more = ''): string =>
  `<CallerReference>once</CallerReference><Origins><Quantity>1</Quantity><Items><Origin><Id>app</Id><DomainName>app.example.com</DomainName></Origin></Items></Origins><DefaultCacheBehavior><TargetOriginId>app</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>${more}</DefaultCacheBehavior><CacheBehaviors><Quantity>0</Quantity></CacheBehaviors><Comment></Comment><Enabled>true</Enabled>`;
const answer = (inner: string, headers: Readonly<Record<string, string>> = { etag: 'E9' }) => ({
  status: 200,
  headers: { 'content-type': 'text/xml', ...headers },
  body: `<?xml version="1.0"?>\n<Distribution xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>E1</Id><Status>Deployed</Status>${inner}</Distribution>`,
});
const whole = (more = '') => answer(`<DistributionConfig>${config(more)}</DistributionConfig>`);

const elementsOf = (xml = ''): readonly string[] =>
  (xml.replaceAll(/<\?.*?\?>| xmlns="[^"]*"/g, '').match(/<[^<]*/g) ?? []).toSorted();

test('what was read is put back as it was, with its revision', async () => {
  wire.answers(whole());
  const seen = await distributionConfiguration.get('E1', target, clouds().look(location));
  expect(seen.token).toEqual({ revision: 'E9', dropped: [] });
  const writer = await clouds().write(location, { run: 'r', remediation: 'any', kind: 'remediate' });
  await distributionConfiguration.put('E1', seen.value, seen, target, writer);
  const [, put] = wire.asked;
  expect(put?.operation).toBe('PUT /2020-05-31/distribution/E1/config');
  expect(put?.headers['if-match']).toBe('E9');
  // The SDK has an order of its own.
  expect(elementsOf(put?.body)).toEqual(elementsOf(`<DistributionConfig>${config()}</DistributionConfig>`));
});

test('an answer with more than the SDK knows is looked at, however often, and never put back', async () => {
  wire.answers(whole('<Newer><Deep>1</Deep></Newer>'));
  const aws = clouds().look(location);
  const dropped = ['DistributionConfig.DefaultCacheBehavior.Newer'];
  expect(await distributionOf(target, aws)).toMatchObject({ dropped });
  expect(await distributionOf(target, aws)).toMatchObject({ dropped });
  const seen = await distributionConfiguration.get('E1', target, aws);
  expect(seen.token).toEqual({ revision: 'E9', dropped });
  const before = wire.asked.length;
  const writer = await clouds().write(location, { run: 'r', remediation: 'any', kind: 'undo' });
  await expect(distributionConfiguration.put('E1', seen.value, seen, target, writer)).rejects.toMatchObject({
    code: 'answer-newer',
    says: 'CloudFront answered DistributionConfig.DefaultCacheBehavior.Newer of distribution E1, which this version of Waxseal does not know and could not put back.',
  });
  expect(wire.asked).toHaveLength(before);
});

test('what is outside of the configuration is not put back, and may be new', async () => {
  wire.answers(answer(`<Newer>1</Newer><DistributionConfig>${config()}</DistributionConfig>`));
  expect(await distributionOf(target, clouds().look(location))).toMatchObject({ revision: 'E9' });
});

test.each([
  ['CallerReference, Comment, DefaultCacheBehavior, Enabled, Origins', answer('')],
  ['its ETag', answer(`<DistributionConfig>${config()}</DistributionConfig>`, {})],
  [
    'Comment',
    answer(`<DistributionConfig>${config().replace('<Comment></Comment>', '')}</DistributionConfig>`),
  ],
  [
    'CacheBehaviors',
    answer(
      `<DistributionConfig>${config().replace('<Quantity>0</Quantity>', '<Quantity>2</Quantity>')}</DistributionConfig>`,
    ),
  ],
])('an answer without %s decides nothing', async (what, given) => {
  wire.answers(given);
  await expect(distributionOf(target, clouds().look(location))).rejects.toMatchObject({
    code: 'answer-incomplete',
    says: `CloudFront answered distribution E1 without ${what}, or not with all of that.`,
    retry: true,
  });
});

test('one that is gone is not there, and cannot be put away', async () => {
  wire.answers({
    status: 404,
    headers: { 'content-type': 'text/xml' },
    body: '<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>NoSuchDistribution</Code><Message>The specified distribution does not exist.</Message></Error><RequestId>R</RequestId></ErrorResponse>',
  });
  const aws = clouds().look(location);
  expect(await distributionOf(target, aws)).toBeUndefined();
  expect((await distributionConfiguration.get('E1', target, aws)).value).toBeNull();
  await expect(distributionConfiguration.put('E1', null, { value: null }, target, aws)).rejects.toThrow(
    'always has',
  );
});
