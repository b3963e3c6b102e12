import {
  CloudFrontClient,
  CreateDistributionCommand,
  GetDistributionConfigCommand,
  type DefaultCacheBehavior,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import unit from '../../../src/services/cloudfront/remediations/cloudfront-viewer-https.ts';
import resource from '../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';

/**
 * Distributions over HTTP on moto. It names them itself, so this is no table. It takes any ETag, is deployed at once and has
 * tags under ARNs that are none, so nothing of that is asked of it.
 */
const endpoint = process.env['WAXSEAL_MOTO'];
const runs = endpoint !== undefined && endpoint !== 'off';
const location = { account: '123456789012', region: 'us-east-1', partition: 'aws' };

const behaviour: DefaultCacheBehavior = {
  TargetOriginId: 'app',
  ViewerProtocolPolicy: 'allow-all',
  AllowedMethods: {
    Quantity: 3,
    Items: ['GET', 'HEAD', 'OPTIONS'],
    CachedMethods: { Quantity: 2, Items: ['GET', 'HEAD'] },
  },
  ForwardedValues: { QueryString: true, Cookies: { Forward: 'none' } },
  MinTTL: 60,
};
const config = (CallerReference: string): DistributionConfig => ({
  CallerReference,
  Comment: 'the shop',
  Enabled: true,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: 'app',
        DomainName: 'shop.s3-website-eu-west-1.amazonaws.com',
        OriginPath: '/live',
        CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' },
      },
    ],
  },
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: {
    Quantity: 2,
    Items: [
      { ...behaviour, PathPattern: '/images/*' },
      { ...behaviour, PathPattern: '/account/*', ViewerProtocolPolicy: 'https-only' },
    ],
  },
});

test.skipIf(!runs)('viewers are redirected and put back over HTTP, on moto', async () => {
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'wire', secretAccessKey: 'wire' },
    settings: { endpoint },
    env: {},
  });
  const writer = await clouds.write(location, { run: 'wire', remediation: unit.meta.id, kind: 'remediate' });
  const made = await writer
    .use(CloudFrontClient)
    .send(new CreateDistributionCommand({ DistributionConfig: config(`wire-${process.pid}`) }));
  const id = made.Distribution?.Id ?? '';
  const target = await resource.resolve(id, location, clouds.look(location));
  if (!target) throw new Error('moto does not have it');
  const all: string[] = [];
  for await (const one of resource.list(location, clouds.look(location))) all.push(one.id);
  expect(all).toContain(id);

  const configured = async () => {
    const asked = new GetDistributionConfigCommand({ Id: id });
    return (await clouds.look(location).use(CloudFrontClient).send(asked)).DistributionConfig;
  };
  const evaluated = async () => {
    const state = await unit.read(target, clouds.look(location));
    return state && unit.plan(state, target, unit.settings.parse({}));
  };
  const before = await configured();
  const first = await evaluated();
  if (first?.is !== 'non-compliant') throw new Error(`moto shows it as ${first?.is}`);
  expect(first).toMatchObject({
    message: 'not-as-wanted',
    changes: [{ on: `${target.arn}#DefaultCacheBehavior` }, { on: `${target.arn}#CacheBehavior /images/*` }],
    hazards: [{ message: 'other-methods', data: { paths: 'Default (*), /images/*', methods: 'OPTIONS' } }],
    notes: [{ message: 'origin-over-http' }],
  });

  const { viewerProtocolPolicy: field } = unit.fields;
  type Value = Parameters<typeof field.put>[1];
  const put = async (on: string, value: Value): Promise<void> => {
    const seen = await field.get(on, target, clouds.look(location));
    await field.put(on, value, seen, target, writer);
  };
  for (const { on, after } of first.changes) await put(on, after);
  expect(await evaluated()).toEqual({ is: 'compliant', notes: [] });
  const after = await configured();
  expect(after?.CacheBehaviors?.Items?.map((one) => one.ViewerProtocolPolicy)).toEqual([
    'redirect-to-https',
    'https-only',
  ]);
  const left = (of: DistributionConfig | undefined): string =>
    JSON.stringify(of).replaceAll('redirect-to-https', 'allow-all');
  expect(left(after)).toBe(left(before));
  for (const { on, before: was } of first.changes) await put(on, was);
  expect(await evaluated()).toEqual(first);
  expect(await configured()).toEqual(before);
  const gone = { ...target, id: 'E1GONE' };
  expect(await unit.read(gone, clouds.look(location))).toBeUndefined();
});
