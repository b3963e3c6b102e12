import { withDropped } from '../../../aws/dropped-members.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { revisionOf, revisionRefusal } from '../../../sandbox/kit/revision.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { DistributionConfigRecord, DistributionRecord } from './records.ts';

const api = (page: string): string =>
  `https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_${page}.html`;
const update = api('UpdateDistribution');

/** What of a record AWS gives and takes as its configuration. */
export const configOf = ({
  Id: _id,
  Status: _status,
  Dropped: _dropped,
  Tags: _tags,
  ...config
}: DistributionRecord) => config;
/** The ETag: of the configuration alone. */
export const etagOf = (record: DistributionRecord): string => revisionOf(configOf(record));

const lastOf = (text: string | undefined): string | undefined => text?.split('/').at(-1);

/** Edge places have a configuration after minutes. */
const secondsToDeploy = 240;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Each list says how many items it has. */
const isCounted = (value: unknown): boolean => {
  if (!isObject(value)) return true;
  const { Quantity, Items } = value;
  const items: readonly unknown[] = Array.isArray(Items) ? Items : [];
  return (Quantity === undefined || Quantity === items.length) && Object.values(value).every(isCounted);
};

const hasOwnCertificate = ({ ViewerCertificate }: DistributionConfigRecord): boolean =>
  Boolean(ViewerCertificate?.ACMCertificateArn) || Boolean(ViewerCertificate?.IAMCertificateId);

/**
 * SSLv3 is for viewers without SNI only, and of all others the API takes none but TLSv1 for these.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
 */
const policiesWithSni: readonly string[] = [
  'TLSv1',
  'TLSv1_2016',
  'TLSv1.1_2016',
  'TLSv1.2_2018',
  'TLSv1.2_2019',
  'TLSv1.2_2021',
  'TLSv1.2_2025',
  'TLSv1.3_2025',
];
const policiesWithoutSni: readonly string[] = ['SSLv3', 'TLSv1'];
const takesPolicy = (config: DistributionConfigRecord): boolean => {
  const { MinimumProtocolVersion: policy, SSLSupportMethod: method } = config.ViewerCertificate ?? {};
  if (policy === undefined || !hasOwnCertificate(config)) return true;
  return (method === 'sni-only' ? policiesWithSni : policiesWithoutSni).includes(policy);
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginSslProtocols.html */
const protocolsOfOrigins: ReadonlySet<string> = new Set(['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2']);
const takesProtocols = ({ Origins }: DistributionConfigRecord): boolean =>
  Origins.Items.every(({ CustomOriginConfig }) => {
    const items = CustomOriginConfig?.OriginSslProtocols?.Items;
    return !items || (items.length > 0 && items.every((one) => protocolsOfOrigins.has(one)));
  });

/** With the certificate of CloudFront itself the security policy is TLSv1, whatever was asked for. */
const asTaken = (config: DistributionConfigRecord): DistributionConfigRecord =>
  config.ViewerCertificate?.MinimumProtocolVersion === undefined || hasOwnCertificate(config)
    ? config
    : { ...config, ViewerCertificate: { ...config.ViewerCertificate, MinimumProtocolVersion: 'TLSv1' } };

const refusalOf = (
  config: DistributionConfigRecord,
  old: DistributionRecord,
  headersPolicies: readonly { readonly Id: string }[],
): Refusal | undefined => {
  if (config.CallerReference !== old.CallerReference)
    return refuse('IllegalUpdate', 400, 'The caller reference cannot be changed.', update);
  if (!isCounted(config))
    return refuse('InconsistentQuantities', 400, 'A Quantity is not the number of its Items.', update);
  const origins = new Set([
    ...config.Origins.Items.map(({ Id }) => Id),
    ...(config.OriginGroups?.Items ?? []).map(({ Id }) => Id),
  ]);
  const behaviours = [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])];
  if (behaviours.some(({ TargetOriginId }) => !origins.has(TargetOriginId)))
    return refuse('NoSuchOrigin', 404, 'No origin exists with the specified Origin Id.', update);
  const headers = behaviours.flatMap(({ ResponseHeadersPolicyId: id }) => id || []);
  if (headers.some((id) => headersPolicies.every(({ Id }) => Id !== id)))
    return refuse('NoSuchResponseHeadersPolicy', 404, 'The response headers policy does not exist.', update);
  if (!takesPolicy(config))
    return refuse(
      'InvalidMinimumProtocolVersion',
      400,
      'The minimum protocol version specified is not valid.',
      update,
    );
  if (!takesProtocols(config)) return refuse('InvalidArgument', 400, 'An argument is invalid.', update);
  return undefined;
};

const distributions = recordsOf({
  all: (world) => world.cloudfront.Distributions,
  with: (world, Distributions) => ({ ...world, cloudfront: { ...world.cloudfront, Distributions } }),
  is: (item, input: { readonly Id?: string }) => item.Id === input.Id,
  missing: () => refuse('NoSuchDistribution', 404, 'The specified distribution does not exist.', update),
});
const tagged = recordsOf({
  all: (world) => world.cloudfront.Distributions,
  with: (world, Distributions) => ({ ...world, cloudfront: { ...world.cloudfront, Distributions } }),
  is: (item, input: { readonly Resource?: string }) => item.Id === lastOf(input.Resource),
  missing: () =>
    refuse('NoSuchResource', 404, 'The specified resource does not exist.', api('ListTagsForResource')),
});

const shown = (record: DistributionRecord) => ({
  Id: record.Id,
  Status: record.Status,
  DistributionConfig: configOf(record),
});

interface Update {
  readonly Id?: string;
  readonly IfMatch?: string;
  readonly DistributionConfig: DistributionConfigRecord;
}

/** What the sandbox plays of each distribution. */
export const distributionOperations: Operations = {
  /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistribution.html */
  GetDistribution: distributions.reads((record) =>
    withDropped({ Distribution: shown(record), ETag: etagOf(record) }, record.Dropped ?? []),
  ),
  /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetDistributionConfig.html */
  GetDistributionConfig: distributions.reads((record) => ({
    DistributionConfig: configOf(record),
    ETag: etagOf(record),
  })),
  /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html */
  UpdateDistribution: distributions.changes(
    (record, { IfMatch, DistributionConfig }: Update, _context, world) => {
      if (!IfMatch)
        return refuse(
          'InvalidIfMatchVersion',
          400,
          'The If-Match version is missing or not valid for the resource.',
          update,
        );
      const refusal =
        refusalOf(DistributionConfig, record, world.cloudfront.ResponseHeadersPolicies) ??
        revisionRefusal(configOf(record), IfMatch, { name: 'PreconditionFailed', because: update });
      if (refusal) return refusal;
      const item: DistributionRecord = {
        ...asTaken(DistributionConfig),
        Id: record.Id,
        Tags: record.Tags,
        Status: 'InProgress',
      };
      const etag = etagOf(item);
      return {
        item,
        output: { Distribution: shown(item), ETag: etag },
        later: [
          {
            seconds: secondsToDeploy,
            // A later update takes its own time.
            becomes: (now) => (etagOf(now) === etag ? { ...now, Status: 'Deployed' } : now),
          },
        ],
      };
    },
  ),
  /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListTagsForResource.html */
  ListTagsForResource: tagged.reads(({ Tags }) => ({ Tags: { Items: tagList(Tags) } })),
};
