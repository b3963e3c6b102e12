/**
 * How a CloudFront distribution reaches a bucket.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPandHTTPSRequests.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html
 */

interface List<Item> {
  readonly Items?: readonly Item[] | undefined;
}
interface Origin {
  readonly Id?: string | undefined;
  readonly DomainName?: string | undefined;
  readonly OriginPath?: string | undefined;
  /** Absent: an S3 origin, to which CloudFront speaks as the viewer did. */
  readonly CustomOriginConfig?: { readonly OriginProtocolPolicy?: string | undefined } | undefined;
}
interface Association {
  readonly EventType?: string | undefined;
}
export interface Behaviour {
  readonly PathPattern?: string | undefined;
  readonly TargetOriginId?: string | undefined;
  readonly ViewerProtocolPolicy?: string | undefined;
  readonly LambdaFunctionAssociations?: List<Association> | undefined;
  readonly FunctionAssociations?: List<Association> | undefined;
}
/** A distribution as `ListDistributions` tells of it; `One`: what is asked of an origin. */
export interface Distribution<One = Origin> {
  readonly Id?: string | undefined;
  readonly ARN?: string | undefined;
  readonly Enabled?: boolean | undefined;
  readonly Origins?: List<One> | undefined;
  readonly OriginGroups?:
    | List<{
        readonly Id?: string | undefined;
        readonly Members?: List<{ readonly OriginId?: string | undefined }> | undefined;
      }>
    | undefined;
  readonly DefaultCacheBehavior?: Behaviour | undefined;
  readonly CacheBehaviors?: List<Behaviour> | undefined;
}

/** What is plain HTTP on the way to the bucket, by the path patterns of the behaviours; `null`: no way leads there. */
export interface Ways {
  /** Where the viewer came over HTTP. */
  readonly viewerHttp: readonly string[];
  /** However the viewer came. */
  readonly originHttp: readonly string[];
}

const items = <Item>(list: List<Item> | undefined): readonly Item[] => list?.Items ?? [];

/** Source: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const s3Host = /^s3(?:-[a-z0-9-]+)?(?:\.[a-z0-9-]+){0,3}\.amazonaws\.com(?:\.cn)?$/;

/** Virtual-hosted or path style, any endpoint; a distribution of many tenants has a parameter for a name. */
const isBucket = ({ DomainName = '', OriginPath = '' }: Origin, bucket: string): boolean => {
  const host = DomainName.toLowerCase().replace(/\.$/, '');
  const name = bucket.toLowerCase();
  // A name that is filled in for each tenant, and the alias of an access point, may stand for any bucket.
  if (host.includes('{{') || /-s3alias\.|\.accesspoint\./.test(host)) return true;
  if (host.startsWith(`${name}.`)) return s3Host.test(host.slice(name.length + 1));
  return s3Host.test(host) && OriginPath.split('/')[1] === bucket;
};

/** A function can send a request elsewhere, and it does not say where. */
const mayChooseOrigin = ({ LambdaFunctionAssociations, FunctionAssociations }: Behaviour): boolean =>
  items(LambdaFunctionAssociations).some(({ EventType }) => EventType === 'origin-request') ||
  items(FunctionAssociations).some(({ EventType }) => EventType === 'viewer-request');

/** Website endpoints speak no HTTPS. */
const asksOverHttp = ({ DomainName = '', CustomOriginConfig }: Origin): boolean =>
  CustomOriginConfig?.OriginProtocolPolicy === 'http-only' || /\.s3-website[.-]/i.test(DomainName);
const asksOverHttps = ({ CustomOriginConfig }: Origin): boolean =>
  CustomOriginConfig?.OriginProtocolPolicy === 'https-only';

export const takesHttp = ({ ViewerProtocolPolicy }: Behaviour): boolean =>
  ViewerProtocolPolicy !== 'https-only' && ViewerProtocolPolicy !== 'redirect-to-https';

const pathOf = ({ PathPattern = 'default' }: Behaviour): string => PathPattern;

/** The ways to a bucket. `admitted`: the policy names the distribution, so that some way is meant to lead there. */
export const waysTo = (bucket: string, distribution: Distribution, admitted: boolean): Ways | null => {
  const { Enabled, Origins, OriginGroups, DefaultCacheBehavior, CacheBehaviors } = distribution;
  const origins = items(Origins).filter((origin) => isBucket(origin, bucket));
  const behaviours = [...(DefaultCacheBehavior ? [DefaultCacheBehavior] : []), ...items(CacheBehaviors)];
  if (Enabled === false) return null;
  if (origins.length === 0) {
    const choosing = behaviours.filter((behaviour) => admitted && mayChooseOrigin(behaviour));
    if (choosing.length === 0) return null;
    return { viewerHttp: choosing.filter(takesHttp).map(pathOf), originHttp: [] };
  }
  const groups = new Map(
    items(OriginGroups).map(({ Id, Members }) => [Id, items(Members).map(({ OriginId }) => OriginId)]),
  );
  const originsOf = ({ TargetOriginId }: Behaviour): readonly Origin[] => {
    const ids = groups.get(TargetOriginId) ?? [TargetOriginId];
    return origins.filter(({ Id }) => ids.includes(Id));
  };
  const overHttp = behaviours.filter((behaviour) => originsOf(behaviour).some(asksOverHttp));
  const asViewer = behaviours.filter(
    (behaviour) =>
      !overHttp.includes(behaviour) &&
      takesHttp(behaviour) &&
      originsOf(behaviour).some((origin) => !asksOverHttps(origin)),
  );
  if (behaviours.every((behaviour) => originsOf(behaviour).length === 0)) return null;
  return { viewerHttp: asViewer.map(pathOf), originHttp: overHttp.map(pathOf) };
};
