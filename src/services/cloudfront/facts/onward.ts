import { bucketArn } from '../../../aws/arn.ts';
import { oldestAmong } from '../../../aws/tls-policies.ts';
import type { Onward } from '../../../core/model/onward.ts';
import { type Behaviour, type Distribution, takesHttp } from './origins.ts';

/** As `GetDistributionConfig` tells it. */
interface Origin {
  readonly Id?: string | undefined;
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

/** A function can send a request to any origin, and it does not say to which. */
const mayChooseOrigin = ({ LambdaFunctionAssociations, FunctionAssociations }: Behaviour): boolean =>
  [LambdaFunctionAssociations, FunctionAssociations].some((list) =>
    list?.Items?.some(({ EventType }) => EventType === 'origin-request' || EventType === 'viewer-request'),
  );

/** The behaviors by which an origin is asked, itself or as one of a group; nothing where none is. */
const leadTo = (
  { Id }: Origin,
  { OriginGroups, DefaultCacheBehavior, CacheBehaviors }: Distribution<Origin>,
): readonly Behaviour[] | undefined => {
  const groups = (OriginGroups?.Items ?? []).filter(({ Members }) =>
    Members?.Items?.some(({ OriginId }) => OriginId === Id),
  );
  const ids = [Id, ...groups.map((group) => group.Id)].filter((id) => id !== undefined);
  const all = [
    ...(DefaultCacheBehavior ? [DefaultCacheBehavior] : []),
    ...(CacheBehaviors?.Items ?? []),
  ].filter((one) => ids.some((id) => id === one.TargetOriginId) || mayChooseOrigin(one));
  return all.length > 0 ? all : undefined;
};

/** The bucket that a host of S3 names: `shop.s3.eu-west-1.amazonaws.com`, also as a website. */
const bucketIn = (host: string): string | undefined =>
  /^(?<bucket>.+)\.s3(?:[.-](?:website|dualstack|fips))?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/i.exec(
    host,
  )?.groups?.['bucket'];

/** Where a distribution gets what it does not have. A bucket is asked as the viewer came. Pure. */
export const onwardTo = (distribution: Distribution<Origin>, partition: string): readonly Onward[] =>
  (distribution.Origins?.Items ?? []).flatMap((origin) => {
    const { DomainName: host, CustomOriginConfig: custom, VpcOriginConfig: inVpc } = origin;
    if (host === undefined) return [];
    const bucket = bucketIn(host);
    const to = bucket === undefined ? host : bucketArn(partition, bucket);
    // How an origin in a VPC is asked stands elsewhere.
    const policy = custom ? custom.OriginProtocolPolicy : inVpc ? undefined : 'match-viewer';
    const oldest = oldestAmong(custom?.OriginSslProtocols?.Items ?? []);
    const https: Onward = {
      to,
      ...(custom?.HTTPSPort !== undefined && { port: custom.HTTPSPort }),
      speaks: 'HTTPS',
      encrypted: true,
      ...(oldest !== undefined && { oldest }),
    };
    if (policy === 'https-only') return [https];
    if (policy === 'http-only') {
      const port = custom?.HTTPPort;
      return [{ to, ...(port !== undefined && { port }), speaks: 'HTTP', encrypted: false }];
    }
    if (policy !== 'match-viewer') return [{ to }];
    const isOpen = leadTo(origin, distribution)?.some(takesHttp);
    if (isOpen === false) return [https];
    return [
      {
        to,
        speaks: 'HTTP and HTTPS',
        ...(isOpen && {
          encrypted: false,
          why: 'This origin is asked as the viewer came, and a behavior that leads to it takes plain HTTP.',
        }),
      },
    ];
  });
