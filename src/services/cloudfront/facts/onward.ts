import { bucketArn } from '../../../aws/arn.ts';
import { oldestAmong } from '../../../aws/tls-policies.ts';
import type { Onward } from '../../../core/model/onward.ts';

/** As `GetDistributionConfig` tells it. */
interface Origin {
  readonly DomainName?: string | undefined;
  readonly CustomOriginConfig?:
    | {
        readonly OriginProtocolPolicy?: string | undefined;
        readonly HTTPPort?: number | undefined;
        readonly HTTPSPort?: number | undefined;
        readonly OriginSslProtocols?: { readonly Items?: readonly string[] | undefined } | undefined;
      }
    | undefined;
  readonly VpcOriginConfig?: object | undefined;
}

/** The bucket that a host of S3 names: `shop.s3.eu-west-1.amazonaws.com`, also as a website. */
const bucketIn = (host: string): string | undefined =>
  /^(?<bucket>.+)\.s3(?:[.-](?:website|dualstack|fips))?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/i.exec(
    host,
  )?.groups?.['bucket'];

const config: Readonly<Record<string, Pick<Onward, 'speaks' | 'encrypted'>>> = {
  'http-only': { speaks: 'HTTP', encrypted: false },
  'https-only': { speaks: 'HTTPS', encrypted: true },
  // As the viewer came: what is found out about that decides.
  'match-viewer': { speaks: 'HTTP and HTTPS' },
};

/** Where a distribution gets what it does not have. A bucket is asked as the viewer came. Pure. */
export const onwardTo = (origins: readonly Origin[], partition: string): readonly Onward[] =>
  origins.flatMap(({ DomainName: host, CustomOriginConfig: custom = {} }) => {
    const { OriginProtocolPolicy = '', HTTPPort, HTTPSPort, OriginSslProtocols } = custom;
    const oldest = oldestAmong(OriginSslProtocols?.Items ?? []);
    if (host === undefined) return [];
    const bucket = bucketIn(host);
    const port = { 'http-only': HTTPPort, 'https-only': HTTPSPort }[OriginProtocolPolicy];
    return [
      {
        to: bucket === undefined ? host : bucketArn(partition, bucket),
        ...(port !== undefined && { port }),
        ...config[OriginProtocolPolicy],
        ...(OriginProtocolPolicy === 'https-only' && oldest !== undefined && { oldest }),
      },
    ];
  });
