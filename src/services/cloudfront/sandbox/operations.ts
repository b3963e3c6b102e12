import { recordsOf } from '../../../sandbox/kit/records.ts';
import { revisionOf } from '../../../sandbox/kit/revision.ts';
import { refuse, type Operation, type Operations, type World } from '../../../sandbox/world.ts';
import { distributionOperations } from './distribution.ts';

const pageSize = 2;

interface List {
  readonly Marker?: string;
}

/** Pages go by number here; CloudFront's own markers mean nothing to anybody either. */
const page = <Item>(all: readonly Item[], { Marker = '' }: List) => {
  const from = Number(Marker);
  const next = from + pageSize;
  const Items = all.slice(from, next);
  const IsTruncated = all.length > next;
  return {
    Marker,
    MaxItems: pageSize,
    IsTruncated,
    Quantity: Items.length,
    ...(Items.length > 0 && { Items }),
    ...(IsTruncated && { NextMarker: String(next) }),
  };
};

/** As lists tell of them. */
const summaries = ({ account, partition, cloudfront: { Distributions } }: World) =>
  Distributions.map(
    ({
      Tags: _tags,
      CallerReference: _reference,
      ContinuousDeploymentPolicyId: _policy,
      Dropped: _dropped,
      ...one
    }) => ({
      ...one,
      ARN: `arn:${partition}:cloudfront::${account}:distribution/${one.Id}`,
    }),
  );

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html */
const listDistributions: Operation<List> = (world, input) => ({
  world,
  output: { DistributionList: page(summaries(world), input) },
});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributionsByWebACLId.html */
const listByWebAcl: Operation<List & { readonly WebACLId: string }> = (world, input) => {
  const all = summaries(world).filter((one) => one.WebACLId === input.WebACLId);
  return { world, output: { DistributionList: page(all, input) } };
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListCloudFrontOriginAccessIdentities.html */
const listIdentities: Operation<List> = (world, input) => ({
  world,
  output: { CloudFrontOriginAccessIdentityList: page(world.cloudfront.OriginAccessIdentities, input) },
});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListResponseHeadersPolicies.html */
const listHeadersPolicies: Operation<List> = (world, input) => {
  const all = world.cloudfront.ResponseHeadersPolicies.map(({ Type, ...ResponseHeadersPolicy }) => ({
    Type,
    ResponseHeadersPolicy,
  }));
  return { world, output: { ResponseHeadersPolicyList: page(all, input) } };
};

const vpcOrigin = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetVpcOrigin.html';
const vpcOrigins = recordsOf({
  all: (world) => world.cloudfront.VpcOrigins,
  with: (world, VpcOrigins) => ({ ...world, cloudfront: { ...world.cloudfront, VpcOrigins } }),
  is: (item, input: { readonly Id?: string }) => item.Id === input.Id,
  missing: () => refuse('EntityNotFound', 404, 'The entity was not found.', vpcOrigin),
});

export const cloudfront: Operations = {
  ...distributionOperations,
  GetVpcOrigin: vpcOrigins.reads((VpcOrigin) => ({ VpcOrigin, ETag: revisionOf(VpcOrigin) })),
  ListCloudFrontOriginAccessIdentities: listIdentities,
  ListDistributions: listDistributions,
  ListDistributionsByWebACLId: listByWebAcl,
  ListResponseHeadersPolicies: listHeadersPolicies,
};
