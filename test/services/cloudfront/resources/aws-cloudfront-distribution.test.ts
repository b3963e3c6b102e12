import { expect, test } from 'vitest';
import type { Target } from '../../../../src/core/model/target.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { arn, distribution, id, shop } from '../distributions.ts';

const stage = (ids: readonly string[]) => {
  const host = startHost(
    loadAccount({
      ...shop(),
      cloudfront: { Distributions: ids.map((Id) => distribution({ Id, Tags: { team: 'shop' } })) },
    }),
  );
  const location = { account: host.account, region: host.region, partition: host.partition };
  return { host, location, aws: sandboxClouds(host).look(location) };
};

test.each([id, arn])('%s names it', async (name) => {
  const { aws, location } = stage([id]);
  expect(await resource.resolve(name, location, aws)).toEqual({
    ...location,
    type: 'AWS::CloudFront::Distribution',
    id,
    arn,
  });
});

test.each(['E1GONE', '', 'e1shop', `${arn}/more`, 'arn:aws:cloudfront::111122223333:function/E1', '../E1'])(
  '%j names none',
  async (name) => {
    const { aws, location } = stage([id]);
    expect(await resource.resolve(name, location, aws)).toBeUndefined();
  },
);

test('what is no id is not asked for', async () => {
  const { aws, host, location } = stage([id]);
  await resource.resolve('../E1', location, aws);
  expect(host.calls()).toEqual([]);
});

test('all of the account, page by page', async () => {
  const ids = ['E1', 'E2', 'E3', 'E4', 'E5'];
  const { aws, location } = stage(ids);
  const found: Target[] = [];
  for await (const one of resource.list(location, aws)) found.push(one);
  expect(found.map((one) => one.id)).toEqual(ids);
  expect(new Set(found.map((one) => resource.idOf(one.arn)))).toEqual(new Set(ids));
});

test('its tags, and itself as what a lease covers', async () => {
  const { aws, location } = stage([id]);
  const target = { ...location, type: resource.type, id, arn };
  expect(await resource.tags(target, aws)).toEqual({ team: 'shop' });
  expect(resource.root(target)).toBe(arn);
});

test('where it is looked at', () => {
  expect(resource.home).toEqual({ aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' });
});

test('an answer without the list decides nothing', async () => {
  const { host, location } = stage([id]);
  const aws = sandboxClouds({ ...host, call: () => ({}) }).look(location);
  const listed = async (): Promise<void> => {
    for await (const one of resource.list(location, aws)) throw new Error(`${one.id} is listed`);
  };
  await expect(listed()).rejects.toMatchObject({ code: 'answer-incomplete', retry: true });
});
