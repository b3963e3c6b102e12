import {
  CloudFrontClient,
  CreateDistributionCommand,
  GetDistributionConfigCommand,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import type { Remediation } from '../../../src/core/model/remediation.ts';
import originHttps from '../../../src/services/cloudfront/remediations/cloudfront-origin-https.ts';
import originProtocols from '../../../src/services/cloudfront/remediations/cloudfront-origin-tls-protocols.ts';
import sni from '../../../src/services/cloudfront/remediations/cloudfront-sni.ts';
import resource from '../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';

/** As in `distributions.wire.test.ts`: what moto does wrong about ETags, tags and deploying is not asked of it. */
const endpoint = process.env['WAXSEAL_MOTO'];
const runs = endpoint !== undefined && endpoint !== 'off';
const location = { account: '123456789012', region: 'us-east-1', partition: 'aws' };

const config = (CallerReference: string): DistributionConfig => ({
  CallerReference,
  Comment: 'the shop',
  Enabled: true,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: 'app',
        DomainName: 'app.example.com',
        OriginPath: '/live',
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 8443,
          OriginProtocolPolicy: 'match-viewer',
          OriginSslProtocols: { Quantity: 2, Items: ['SSLv3', 'TLSv1.2'] },
        },
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: 'app',
    ViewerProtocolPolicy: 'allow-all',
    ForwardedValues: { QueryString: true, Cookies: { Forward: 'none' } },
    MinTTL: 60,
  },
  ViewerCertificate: {
    ACMCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/one',
    SSLSupportMethod: 'vip',
    MinimumProtocolVersion: 'TLSv1',
  },
});

interface Row {
  readonly unit: Remediation;
  readonly set: string;
  readonly before: unknown;
  readonly after: unknown;
}
const rows: readonly Row[] = [
  { unit: originProtocols, set: 'originSslProtocols', before: ['SSLv3', 'TLSv1.2'], after: ['TLSv1.2'] },
  { unit: originHttps, set: 'originProtocolPolicy', before: 'match-viewer', after: 'https-only' },
  { unit: sni, set: 'sslSupportMethod', before: 'vip', after: 'sni-only' },
];

test.skipIf(!runs).each(rows)('$set is fixed and put back over HTTP, on moto', async (row) => {
  const { unit, set, before, after } = row;
  const { id } = unit.meta;
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'wire', secretAccessKey: 'wire' },
    settings: { endpoint },
    env: {},
  });
  const writer = await clouds.write(location, { run: 'wire', remediation: id, kind: 'remediate' });
  const made = await writer
    .use(CloudFrontClient)
    .send(new CreateDistributionCommand({ DistributionConfig: config(`wire-${id}-${process.pid}`) }));
  const target = await resource.resolve(made.Distribution?.Id ?? '', location, clouds.look(location));
  if (!target) throw new Error('moto does not have it');
  const configured = async () => {
    const asked = new GetDistributionConfigCommand({ Id: target.id });
    return (await clouds.look(location).use(CloudFrontClient).send(asked)).DistributionConfig;
  };
  const evaluated = async () => {
    const state = await unit.read(target, clouds.look(location));
    return state && unit.plan(state, target, unit.settings.parse({}));
  };
  const at = await configured();
  const first = await evaluated();
  if (first?.is !== 'non-compliant') throw new Error(`moto shows it as ${first?.is}`);
  expect(first.changes).toMatchObject([{ before, after }]);
  const [{ on } = { on: '' }] = first.changes;
  const put = async (value: unknown): Promise<void> => {
    const field = unit.fields[set];
    if (!field) throw new Error(`${id} has no ${set}`);
    const seen = await field.get(on, target, clouds.look(location));
    await field.put(on, value, seen, target, writer);
  };
  await put(after);
  expect(await evaluated()).toMatchObject({ is: 'compliant' });
  await put(before);
  expect(await evaluated()).toEqual(first);
  expect(await configured()).toEqual(at);
});
