import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { configOf, etagOf } from '../../../../src/services/cloudfront/sandbox/distribution.ts';
import { certificate, id, shop, type Distribution } from '../distributions.ts';

/** What is held after somebody asks for a newer security policy. */
const heldAfter = (ViewerCertificate: Distribution['ViewerCertificate']): unknown => {
  const host = startHost(loadAccount(shop({ ViewerCertificate })));
  const [record] = host.world().cloudfront.Distributions;
  if (!record) throw new Error('the account has no distribution');
  const config = configOf(record);
  host.write({
    operation: 'cloudfront:UpdateDistribution',
    input: {
      Id: id,
      IfMatch: etagOf(record),
      DistributionConfig: {
        ...config,
        ViewerCertificate: { ...config.ViewerCertificate, MinimumProtocolVersion: 'TLSv1.2_2025' },
      },
    },
  });
  return host.world().cloudfront.Distributions[0]?.ViewerCertificate?.MinimumProtocolVersion;
};

test('beside a certificate of its own a security policy is taken', () => {
  expect(heldAfter({ ...certificate, MinimumProtocolVersion: 'TLSv1' })).toBe('TLSv1.2_2025');
});

test('beside the certificate of CloudFront itself it stays TLSv1, whatever is asked for', () => {
  expect(heldAfter({ CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' })).toBe('TLSv1');
});
