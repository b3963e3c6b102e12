import { configOf, etagOf } from '../../../../src/services/cloudfront/sandbox/distribution.ts';
import type { Write } from '../../../../src/sandbox/faults.ts';
import type { World } from '../../../../src/sandbox/world.ts';

/** Somebody writes a comment. */
export const writesComment = (
  { cloudfront }: World,
  name: string,
): { readonly write: Write; readonly path: string; readonly shows: unknown } => {
  const record = cloudfront.Distributions.find(({ Id }) => Id === name);
  const DistributionConfig = record && { ...configOf(record), Comment: 'theirs' };
  return {
    write: {
      operation: 'cloudfront:UpdateDistribution',
      input: { Id: name, IfMatch: record && etagOf(record), DistributionConfig },
    },
    path: `cloudfront.Distributions[${name}].Comment`,
    shows: 'theirs',
  };
};
