import { DescribeTagsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { queryError, startWireServer, type WireRequest, type WireServer } from '../../kit/wire-server.ts';

let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };

const namesIn = ({ body }: WireRequest): readonly string[] =>
  [...decodeURIComponent(body).matchAll(/ResourceArns\.member\.\d+=([^&]+)/g)].map(([, name = '']) => name);
/** Each thing has its own name as its only tag. */
const tagged = (request: WireRequest) => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<DescribeTagsResponse xmlns="x"><DescribeTagsResult><TagDescriptions>${namesIn(request)
    .map(
      (name) =>
        `<member><ResourceArn>${name}</ResourceArn><Tags><member><Key>name</Key><Value>${name}</Value></member></Tags></member>`,
    )
    .join('')}</TagDescriptions></DescribeTagsResult></DescribeTagsResponse>`,
});

const stage = () => {
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    env: {},
    settings: { endpoint: wire.endpoint },
    readAttempts: 1,
    throttledReads: 1,
    pace: unpaced,
  });
  /** The names that a look of its own is told for what it asked. */
  return async (ResourceArns: readonly string[], at = location): Promise<readonly (string | undefined)[]> => {
    const client = clouds.look(at).use(ElasticLoadBalancingV2Client);
    const { TagDescriptions = [] } = await client.send(
      new DescribeTagsCommand({ ResourceArns: [...ResourceArns] }),
    );
    return TagDescriptions.flatMap(({ Tags = [] }) => Tags.map(({ Value }) => Value));
  };
};

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `balancer-${at}`);

test('what twenty looks ask while one is under way is one call, and each is told of its own', async () => {
  wire.answers(tagged);
  const tagsOf = stage();
  const told = await Promise.all(names(21).map((name) => tagsOf([name])));
  expect(told).toEqual(names(21).map((name) => [name]));
  expect(wire.asked.map((request) => namesIn(request).length)).toEqual([1, 20]);
});

test('no call names more than AWS takes, and none is left waiting', async () => {
  wire.answers(tagged);
  const tagsOf = stage();
  const pairs = names(30).map((name) => [name, `${name}-listener`]);
  expect(await Promise.all(pairs.map((pair) => tagsOf(pair)))).toEqual(pairs);
  const counts = wire.asked.map((request) => namesIn(request).length);
  expect(Math.max(...counts)).toBe(20);
  expect(counts.reduce((sum, count) => sum + count)).toBe(60);
});

test('every answer is live: the next look asks again', async () => {
  wire.answers(tagged);
  const tagsOf = stage();
  await tagsOf(['one']);
  await tagsOf(['one']);
  expect(wire.asked).toHaveLength(2);
});

test('another account or Region is asked for itself', async () => {
  wire.answers(tagged);
  const tagsOf = stage();
  await Promise.all([
    tagsOf(['one']),
    tagsOf(['one'], { ...location, account: '444455556666' }),
    tagsOf(['one'], { ...location, region: 'us-east-1' }),
  ]);
  expect(wire.asked).toHaveLength(3);
});

test('one that is gone fails alone', async () => {
  wire.answers((request) =>
    namesIn(request).includes('gone') ? queryError(400, 'LoadBalancerNotFound') : tagged(request),
  );
  const tagsOf = stage();
  const told = await Promise.allSettled(['one', 'two', 'gone', 'three'].map((name) => tagsOf([name])));
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('where AWS throttles the one call, all who wait for it are told, and nothing more is sent', async () => {
  wire.answers((request) => (namesIn(request).length > 1 ? queryError(400, 'Throttling') : tagged(request)));
  const tagsOf = stage();
  const told = await Promise.allSettled(names(4).map((name) => tagsOf([name])));
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  expect(wire.asked).toHaveLength(2);
});
