import { expect, test } from 'vitest';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { onlyReads } from '../../../src/sandbox/services.ts';
import originHttps from '../../../src/services/cloudfront/remediations/cloudfront-origin-https.ts';
import originProtocols from '../../../src/services/cloudfront/remediations/cloudfront-origin-tls-protocols.ts';
import sni from '../../../src/services/cloudfront/remediations/cloudfront-sni.ts';
import viewerHttps from '../../../src/services/cloudfront/remediations/cloudfront-viewer-https.ts';
import resource from '../../../src/services/cloudfront/resources/aws-cloudfront-distribution.ts';
import { ownCalls, standOf } from '../../kit/stand.ts';
import { certificate, shop } from './distributions.ts';

/** Several units write one distribution: each plan is one put, and none takes another's work away. */

const origin = (OriginProtocolPolicy: string, ...Items: readonly string[]) => ({
  Origins: {
    Items: [
      {
        Id: 'app',
        DomainName: 'app.example.com',
        CustomOriginConfig: { OriginProtocolPolicy, OriginSslProtocols: { Items: [...Items] } },
      },
    ],
  },
});

test('one after the other, each in one put; the second waits until the first is deployed', async () => {
  const account = shop(origin('http-only', 'SSLv3', 'TLSv1.2'));
  const stand = await standOf(viewerHttps, resource, { account });
  const { host, ports, target } = stand;
  const look = (unit: typeof viewerHttps | typeof originHttps | typeof originProtocols) =>
    reconcile({ unit, resource, target, cause: { by: 'sweep' } }, ports);
  const shown = () => {
    const [found] = host.world().cloudfront.Distributions;
    const { OriginProtocolPolicy, OriginSslProtocols } = found?.Origins.Items[0]?.CustomOriginConfig ?? {};
    const {
      DefaultCacheBehavior,
      CallerReference: _made,
      Status: _status,
      Origins: _origins,
      ...rest
    } = found ?? {};
    return {
      viewers: DefaultCacheBehavior?.ViewerProtocolPolicy,
      origin: OriginProtocolPolicy,
      protocols: OriginSslProtocols?.Items,
      rest,
    };
  };
  const before = shown();
  const asked = await look(viewerHttps);
  const first = asked.is === 'approval-requested' ? await look(viewerHttps) : asked;
  expect(first.is).toBe('settling');
  expect(await look(originHttps)).toMatchObject({ is: 'pending' });
  host.advance(15 * 60_000);
  expect(await look(viewerHttps)).toMatchObject({ is: 'remediated' });
  expect(await look(originHttps)).toMatchObject({ is: 'approval-requested' });
  expect(await look(originHttps)).toMatchObject({ is: 'settling' });
  host.advance(15 * 60_000);
  expect(await look(originHttps)).toMatchObject({ is: 'remediated' });
  expect(await look(originProtocols)).toMatchObject({ is: 'settling' });
  host.advance(15 * 60_000);
  expect(await look(originProtocols)).toMatchObject({ is: 'remediated' });
  expect(shown()).toEqual({
    viewers: 'redirect-to-https',
    origin: 'https-only',
    protocols: ['TLSv1.2'],
    rest: before.rest,
  });
  expect(ownCalls(host).filter(({ operation }) => !onlyReads(operation))).toHaveLength(3);
  // The first of them is taken back; the work of the others stays.
  const run = 'run' in first ? first.run : undefined;
  expect(await stand.undo(run ?? '')).toMatchObject({ is: 'rolled-back' });
  expect(shown()).toMatchObject({ viewers: 'allow-all', origin: 'https-only', protocols: ['TLSv1.2'] });
});

test('what was approved while the first was not deployed yet stays approved', async () => {
  const account = shop({
    ...origin('http-only', 'TLSv1.2'),
    ViewerCertificate: { ...certificate, SSLSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1' },
  });
  const stand = await standOf(originHttps, resource, { account });
  const { host, ports, target } = stand;
  const look = (unit: typeof sni | typeof originHttps) =>
    reconcile({ unit, resource, target, cause: { by: 'sweep' } }, ports);
  // Both are approved before either is applied.
  expect(await look(originHttps)).toMatchObject({ is: 'approval-requested' });
  expect(await look(sni)).toMatchObject({ is: 'approval-requested' });
  expect(await look(originHttps)).toMatchObject({ is: 'settling' });
  expect(await look(sni)).toMatchObject({ is: 'pending' });
  host.advance(15 * 60_000);
  expect(await look(originHttps)).toMatchObject({ is: 'remediated' });
  expect(await look(sni)).toMatchObject({ is: 'settling' });
  host.advance(15 * 60_000);
  expect(await look(sni)).toMatchObject({ is: 'remediated' });
});
