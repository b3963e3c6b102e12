import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { isWebsiteName } from './custom-origins.ts';
import { isFetchedBeforeTls, isForChallenge } from '../../../aws/before-tls.ts';

/**
 * How viewers reach a distribution, and who notices when it is over HTTPS only.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html
 */

type Config = DistributionConfig;
type Default = NonNullable<Config['DefaultCacheBehavior']>;
/** The default one has no path pattern. */
export type Behaviour = Default & { readonly PathPattern?: string | undefined };
type Origin = NonNullable<NonNullable<Config['Origins']>['Items']>[number];

/** Whatever a path pattern is, the place of another behaviour is never that of the default one. */
const defaultPlace = 'DefaultCacheBehavior';
export const placeOf = ({ PathPattern }: Behaviour): string =>
  PathPattern === undefined ? defaultPlace : `CacheBehavior ${PathPattern}`;
/** The path pattern of a place; `undefined`: of the default behaviour. */
export const patternOf = (place: string): string | undefined =>
  place === defaultPlace ? undefined : place.slice('CacheBehavior '.length);

/** In the order in which CloudFront tries them is the default one last; here it comes first. */
export const behavioursOf = ({ DefaultCacheBehavior, CacheBehaviors }: Config): readonly Behaviour[] => [
  ...(DefaultCacheBehavior ? [DefaultCacheBehavior] : []),
  ...(CacheBehaviors?.Items ?? []),
];

export const viewerPolicies = (
  config: Config,
): readonly { readonly at: string; readonly value: string | null }[] =>
  behavioursOf(config).map((one) => ({ at: placeOf(one), value: one.ViewerProtocolPolicy ?? null }));

/** The same configuration with another viewer protocol policy in one place. */
export const withViewerPolicy = (config: Config, place: string, value: string | null): Config => {
  const changed = <Some extends Behaviour>(one: Some): Some =>
    // A value that is put back is whatever AWS said, which may be newer than the SDK's list.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ({ ...one, ViewerProtocolPolicy: (value ?? undefined) as Some['ViewerProtocolPolicy'] });
  const { DefaultCacheBehavior, CacheBehaviors } = config;
  if (place === defaultPlace)
    return DefaultCacheBehavior ? { ...config, DefaultCacheBehavior: changed(DefaultCacheBehavior) } : config;
  if (!CacheBehaviors?.Items) return config;
  const Items = CacheBehaviors.Items.map((one) => (placeOf(one) === place ? changed(one) : one));
  return { ...config, CacheBehaviors: { ...CacheBehaviors, Items } };
};

export const plainBehaviours = (config: Config): readonly Behaviour[] =>
  behavioursOf(config).filter(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all');

/** As people know behaviours: by path pattern. */
export const pathsOf = (behaviours: readonly Behaviour[]): string =>
  behaviours.map(({ PathPattern = 'Default (*)' }) => PathPattern).join(', ');

/** CloudFront sends GET and HEAD elsewhere with 301, all others with 307; to HTTP/1.0 it says 403. */
export const otherMethodsOf = (behaviours: readonly Behaviour[]): readonly string[] =>
  [...new Set(behaviours.flatMap(({ AllowedMethods }): readonly string[] => AllowedMethods?.Items ?? []))]
    .filter((method) => method !== 'GET' && method !== 'HEAD')
    .toSorted();

export const isSigned = ({ TrustedSigners, TrustedKeyGroups }: Behaviour): boolean =>
  TrustedSigners?.Enabled === true || TrustedKeyGroups?.Enabled === true;

const byName = (one: string, other: string): number => (one < other ? -1 : 1);

/** Where behaviours lead to, by way of origin groups as well. */
const originsOf = (
  { Origins, OriginGroups }: Config,
  behaviours: readonly Behaviour[],
): readonly Origin[] => {
  const groups = new Map(
    (OriginGroups?.Items ?? []).map(({ Id, Members }) => [
      Id,
      (Members?.Items ?? []).map(({ OriginId }) => OriginId),
    ]),
  );
  const ids = new Set(
    behaviours.flatMap(({ TargetOriginId }) => groups.get(TargetOriginId) ?? [TargetOriginId]),
  );
  return (Origins?.Items ?? []).filter(({ Id }) => ids.has(Id));
};

/** A path pattern says what is there. The default behaviour has none: names, the comment and its origins say it. */
export const isBeforeTls = (config: Config, behaviour: Behaviour): boolean => {
  const { PathPattern } = behaviour;
  const texts =
    PathPattern === undefined
      ? [
          config.Comment,
          ...(config.Aliases?.Items ?? []),
          ...originsOf(config, [behaviour]).flatMap(({ DomainName, OriginPath }) => [DomainName, OriginPath]),
        ]
      : [PathPattern];
  return texts.some((text = '') => isFetchedBeforeTls(text) || isForChallenge(text));
};

/**
 * Policies of AWS that forward `Origin`, or every header. What a policy of the account forwards does not show here.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const forwardingOrigin: ReadonlySet<string> = new Set([
  '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
  '59781a5b-3903-41f3-afcb-af62929ccde1',
  '216adef6-5c7f-47e4-b989-5492eafa07d3',
]);

/** Made for pages of other origins, or for WebSocket. */
export const isCrossOrigin = ({
  ResponseHeadersPolicyId,
  OriginRequestPolicyId,
  ForwardedValues,
}: Behaviour): boolean =>
  Boolean(ResponseHeadersPolicyId) ||
  forwardingOrigin.has(OriginRequestPolicyId ?? '') ||
  (ForwardedValues?.Headers?.Items ?? []).some((header) => /^(?:\*|origin|sec-websocket-.*)$/i.test(header));

/** Code that sees how the viewer came, and may itself send it elsewhere. */
export const hasViewerFunctions = ({
  FunctionAssociations,
  LambdaFunctionAssociations,
}: Behaviour): boolean =>
  [...(FunctionAssociations?.Items ?? []), ...(LambdaFunctionAssociations?.Items ?? [])].some(
    ({ EventType }) => EventType === 'viewer-request' || EventType === 'viewer-response',
  );

/** Behaviours with code that may send a request to another origin. It does not say where. */
export const choosingOrigins = (config: Config): readonly Behaviour[] =>
  behavioursOf(config).filter(
    ({ FunctionAssociations, LambdaFunctionAssociations }) =>
      (LambdaFunctionAssociations?.Items ?? []).some(({ EventType }) => EventType === 'origin-request') ||
      (FunctionAssociations?.Items ?? []).some(({ EventType }) => EventType === 'viewer-request'),
  );

const isWebsite = ({ DomainName = '' }: Origin): boolean => isWebsiteName(DomainName);

const namesOf = (origins: readonly Origin[]): string =>
  origins
    .map(({ DomainName = '' }) => DomainName)
    .toSorted(byName)
    .join(', ');

interface Origins {
  /** CloudFront speaks to them as the viewer spoke to it, and they speak no HTTPS. */
  readonly websites: string;
  /** CloudFront speaks to them as the viewer spoke to it. */
  readonly followers: string;
  /** CloudFront speaks plain HTTP to them, however the viewer came. */
  readonly plain: string;
  /** The same, and S3 speaks nothing else there. */
  readonly plainWebsites: string;
  /** How CloudFront speaks to them stands in VPC origins that could not be seen, or says what nobody here knows. */
  readonly inVpcs: string;
}

const vpcOriginOf = ({ VpcOriginConfig }: Origin): string | undefined =>
  VpcOriginConfig && (VpcOriginConfig.VpcOriginId ?? '');

/** The ids of the VPC origins that behaviours lead to. */
export const vpcOriginsBehind = (config: Config, behaviours: readonly Behaviour[]): readonly string[] =>
  [...new Set(originsOf(config, behaviours).flatMap((origin) => vpcOriginOf(origin) ?? []))]
    .filter((id) => id !== '')
    .toSorted(byName);

const policies: ReadonlySet<string> = new Set(['http-only', 'match-viewer', 'https-only']);

/**
 * The origins of behaviours by how CloudFront speaks to them. To S3 itself it can always speak HTTPS. `inVpcs`: the
 * protocol policies of VPC origins, by id.
 */
export const originsBehind = (
  config: Config,
  behaviours: readonly Behaviour[],
  inVpcs: Readonly<Record<string, string>>,
): Origins => {
  const all = originsOf(config, behaviours);
  const policyOf = (origin: Origin): string | undefined => {
    const id = vpcOriginOf(origin);
    return id === undefined ? origin.CustomOriginConfig?.OriginProtocolPolicy : inVpcs[id];
  };
  const spokenTo = (policy: string): readonly Origin[] => all.filter((origin) => policyOf(origin) === policy);
  const following = spokenTo('match-viewer');
  const plain = spokenTo('http-only');
  return {
    websites: namesOf(following.filter(isWebsite)),
    followers: namesOf(following.filter((origin) => !isWebsite(origin))),
    plain: namesOf(plain.filter((origin) => !isWebsite(origin))),
    plainWebsites: namesOf(plain.filter(isWebsite)),
    inVpcs: all
      .filter((origin) => vpcOriginOf(origin) !== undefined && !policies.has(policyOf(origin) ?? ''))
      .map((origin) => `${origin.DomainName ?? ''} (${vpcOriginOf(origin)})`)
      .toSorted(byName)
      .join(', '),
  };
};

/** What kind of certificate viewers can be shown. China takes none of ACM: https://docs.amazonaws.cn/en_us/aws/latest/userguide/cloudfront.html */
export const certificateKind = (partition: string): string =>
  partition === 'aws-cn' ? 'a server certificate of IAM' : 'of AWS Certificate Manager in us-east-1';

/** Names of its own, under which it shows a certificate that does not have them. */
export const namesWithoutCertificate = ({ Aliases, ViewerCertificate }: Config): string => {
  const { ACMCertificateArn, IAMCertificateId } = ViewerCertificate ?? {};
  return ACMCertificateArn || IAMCertificateId ? '' : (Aliases?.Items ?? []).toSorted(byName).join(', ');
};
