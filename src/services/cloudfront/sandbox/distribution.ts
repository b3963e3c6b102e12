import { recordsOf } from '../../../sandbox/kit/records.ts';
import { revisionOf, revisionRefusal } from '../../../sandbox/kit/revision.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

/** TODO: the API reference. */
const reference = 'https://docs.aws.amazon.com/TODO';

const lastOf = (text: string | undefined): string | undefined => text?.split(/[:/]/).at(-1);

const distributions = recordsOf({
  all: (world) => world.cloudfront.Distributions,
  with: (world, Distributions) => ({ ...world, cloudfront: { ...world.cloudfront, Distributions } }),
  is: (item, input: { readonly Id?: string; readonly Resource?: string }) =>
    item.Id === (input.Id ?? lastOf(input.Resource)),
  missing: () => refuse('NoSuchDistribution', 400, 'There is no such distribution.', reference),
});

/** What the sandbox plays of each distribution. */
export const distributionOperations: Operations = {
  /** TODO: the page of GetDistributionConfig in the API reference: what it answers, what it refuses. */
  GetDistributionConfig: distributions.reads((item) => {
    // TODO: what of a record is no part of the whole.
    const { Id: _id, ...whole } = item;
    return { DistributionConfig: whole, ETag: revisionOf(item) };
  }),
  /** TODO: the page of UpdateDistribution in the API reference: what it answers, what it refuses. */
  UpdateDistribution: distributions.changes(
    (
      item,
      input: { readonly Id?: string } & {
        readonly DistributionConfig: Omit<typeof item, 'Id'>;
        readonly IfMatch?: string;
      },
    ) => {
      const refusal = revisionRefusal(item, input.IfMatch, {
        name: 'PreconditionFailed',
        because: reference,
      });
      if (refusal) return refusal;
      const next = { ...input.DistributionConfig, Id: item.Id };
      return { item: next, output: { DistributionConfig: input.DistributionConfig, ETag: revisionOf(next) } };
    },
  ),
  /** TODO: the page of ListTagsForResource in the API reference: what it answers, what it refuses. */
  ListTagsForResource: distributions.reads(() => ({ Tags: { Items: tagList({}) } })),
};
