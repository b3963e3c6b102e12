import type { Operation, Operations } from '../world.ts';

const pageSize = 2;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html */
const listDistributions: Operation<{ readonly Marker?: string }> = (world, { Marker }) => {
  const { Distributions } = world.cloudfront;
  const from = Marker === undefined ? 0 : Distributions.findIndex(({ Id }) => Id === Marker) + 1;
  const page = Distributions.slice(from, from + pageSize);
  const IsTruncated = from + pageSize < Distributions.length;
  const Items = page.map((one) => ({
    ...one,
    ARN: `arn:${world.partition}:cloudfront::${world.account}:distribution/${one.Id}`,
  }));
  const NextMarker = IsTruncated ? page.at(-1)?.Id : undefined;
  return {
    world,
    output: { DistributionList: { Items, IsTruncated, ...(NextMarker !== undefined && { NextMarker }) } },
  };
};

export const cloudfront: Operations = { ListDistributions: listDistributions };
